"""Which stated value supports a claimed one, and which does not."""

from __future__ import annotations

import pytest

from pprnet.claims.quantities.quantity_matching import ValueMatch, quantity_match
from pprnet.claims.quantities.quantity_reader import read_quantities


def match(claimed: str, stated: str, language: str = "en") -> str:
    """Return how the first quantity of a text agrees with the first of an English source."""
    mine = read_quantities(claimed, language)[0]
    return quantity_match(mine, read_quantities(stated, "en")[0]).value


@pytest.mark.parametrize(
    ("claimed", "stated"),
    [
        ("62 people", "62 patients"),
        ("62 people", "62 in all"),
        ("eight domains", "8 domains"),
        ("38%", "38.0%"),
        ("d = .5", "d = 0.50"),
        ("g = 0.29", "effect size 0.29"),
        ("0.29", "d = 0.29"),
        ("29%", "R2 = .29"),
        ("one year", "12 months"),
        ("24 months", "two years"),
        ("(0.2 to 0.6)", "95% CI 0.2, 0.6"),
        ("40 to 60%", "40-60%"),
        ("60%", "between 40% and 60%"),
        ("at least two drugs", "two drugs"),
        ("more than 70%", "> 70%"),
        ("5 points", "a mean difference of 5"),
    ],
)
def test_the_same(claimed, stated):
    assert match(claimed, stated) == "same"


@pytest.mark.parametrize(
    ("claimed", "stated", "expected"),
    [
        ("60%", "59.7%", "rounded"),
        ("d = 0.5", "d = 0.48", "rounded"),
        ("d = 0.5", "d = 0.45", "rounded"),
        ("67%", "two thirds", "rounded"),
        ("8 points", "8.4 points", "rounded"),
        ("29%", "R2 = .294", "rounded"),
        ("about a third", "31%", "close"),
        ("about a third", "36%", "close"),
        ("a third", "34%", "close"),
        ("nearly half", "47%", "close"),
        ("one in five", "21.9%", "close"),
        ("one in five", "18%", "close"),
        ("almost 300 studies", "285 studies", "close"),
        ("almost 300 studies", "299 studies", "close"),
        ("over 900 people", "901 people", "close"),
        ("over 900 people", "999 people", "close"),
        ("more than half", "56%", "close"),
        ("under 50%", "44%", "close"),
        ("p < .05", "p = .012", "close"),
        ("p < .05", "p < .001", "close"),
        ("six months", "26 weeks", "close"),
        ("d = -0.5", "d = 0.5", "same-magnitude"),
        ("0.5 lower", "d = -0.50", "same-magnitude"),
        ("95% CI 0.2 to 0.6", "95% CI -0.6 to -0.2", "same-magnitude"),
    ],
)
def test_rounded_close_or_of_the_other_sign(claimed, stated, expected):
    assert match(claimed, stated) == expected


@pytest.mark.parametrize(
    ("claimed", "stated"),
    [
        ("62 people", "63 people"),
        ("38%", "36%"),
        ("about 38%", "36%"),
        ("d = .29", "d = .27"),
        ("d = 0.5", "d = 0.6"),
        ("d = 0.5", "OR = 0.5"),
        ("d = 1", "d = 0.86"),
        ("d = 0.50", "d = 0.506"),
        ("62 people", "62 studies"),
        ("62%", "62 people"),
        ("12 weeks", "12 months"),
        ("12 weeks", "12 sessions"),
        ("12 weeks", "three months"),
        ("two years", "18 months"),
        ("2.5 mg", "2.5 kg"),
        ("about a third", "40%"),
        ("a quarter", "34%"),
        ("one in five", "25%"),
        ("almost 300 studies", "250 studies"),
        ("over 900 people", "899 people"),
        ("over 900 people", "1,001 people"),
        ("more than half", "48%"),
        ("p < .01", "p = .03"),
        ("p < .05", "p > .05"),
        ("p = .008", "p = .08"),
        ("less than 50%", "more than 50%"),
        ("in 2011", "in 2012"),
        ("40 to 60%", "40-65%"),
        ("40 to 60%", "60%"),
        ("0.2 to 0.6", "0.2 to 0.7"),
        ("12 percentage points", "12%"),
        ("twice", "2 groups"),
    ],
)
def test_another_value(claimed, stated):
    assert match(claimed, stated) == "other"


@pytest.mark.parametrize(
    ("claimed", "stated", "expected"),
    [
        ("soixante et onze femmes", "71 women", "same"),
        ("d = 0,45", "d = .45", "same"),
        ("près de 300 études", "almost 300 studies", "same"),
        ("une vingtaine de séances", "19 sessions", "close"),
        ("un tiers", "33%", "close"),
        ("deux ans", "24 months", "same"),
        ("12,5 %", "12.4%", "other"),
        ("huit semaines", "8 months", "other"),
    ],
)
def test_a_french_claim_of_an_english_source(claimed, stated, expected):
    assert match(claimed, stated, "fr") == expected


def test_all_but_other_values_agree():
    agreeing = {found for found in ValueMatch if found.is_agreement}
    assert agreeing == set(ValueMatch) - {ValueMatch.OTHER}
