"""Effects whose measure is named only once, or known by what is around it; all texts invented."""

from __future__ import annotations

import pytest

from pprnet.extraction.reported_effects import extract_effects

LISTS = {
    "Effects on worry (d = 1.56), sleep (1.36), and mood (1.30).": ["d 1.56", "d 1.36", "d 1.3"],
    "It was large for worry (ES = 1.2) and small for mood (0.4).": ["SMD 1.2", "SMD 0.4"],
    "Relative risks of worry (2.5), panic (2.34) and grief (0.89).": [
        "RR 2.5",
        "RR 2.34",
        "RR 0.89",
    ],
    "Effect sizes were: yoga, 1.56 (n = 4); clubs (e.g. Example Club), 1.36 (n = 17); walks 1.3 "
    "(n = 9).": ["SMD 1.56", "SMD 1.36", "SMD 1.3"],
    "Worry fell (ES = 0.65), and the mean score (2.76) was low.": ["SMD 0.65"],
    "Worry fell (d = 0.65), and sleep (12) was counted.": ["d 0.65"],
}
MEASURES = {
    "The incidence rate ratio (RR) was 1.16. Harm rose (RR = 1.5).": ["IRR 1.16", "IRR 1.5"],
    "The risk ratio (RR) was 1.16.": ["RR 1.16"],
    "Clients had 1.57 greater odds (95% CI 1.1-2.0).": ["OR 1.57"],
    "The area under the receiver operating characteristic (ROC) curve was 0.87.": ["AUC 0.87"],
    "The areas under the ROC curves were 0.87 and 0.90.": ["AUC 0.87", "AUC 0.9"],
    "The example led to a 55.9% reduction in relapse.": ["percent-difference 55.9"],
}
UNITS_OF_PREDICTORS = {
    "Each point raised worry by 0.42 (95% CI 0.05 to 0.80).": ["b 0.42"],
    "A 10% increase in load was associated with an increase of 0.3 points (95% CI 0.1-0.5).": [
        "b 0.3"
    ],
    "A 1% increase in load was associated with worry compared with rest (p = .03).": [],
    "Worry fell by 0.42 points (95% CI 0.05 to 0.80).": ["MD 0.42"],
}


@pytest.mark.parametrize(("text", "effects"), (LISTS | MEASURES | UNITS_OF_PREDICTORS).items())
def test_an_effect_has_the_measure_of_what_is_around_it(text: str, effects: list[str]) -> None:
    found = [one.effect for one in extract_effects(text)]
    assert [f"{effect.measure} {effect.value:g}" for effect in found] == effects
