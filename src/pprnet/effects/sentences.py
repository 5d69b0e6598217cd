"""An effect in plain words: one sentence, with what stands behind it beside it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from math import ceil, isinf

from pprnet.effects.findings import Finding, finding_of
from pprnet.effects.measures import Measure
from pprnet.effects.number_needed import NumberNeeded
from pprnet.effects.numerals import count, numeral, percent
from pprnet.effects.rates import Counts, counts_of, rates_of
from pprnet.effects.sizes import Size, Thresholds, size_of, thresholds_for
from pprnet.effects.subjects import Certainty, Comparison, Link, Subject, sense_of
from pprnet.effects.values import Effect
from pprnet.effects.words import fill, name_of


@dataclass(frozen=True, slots=True)
class PlainWords:
    """What can be said of an effect, each part a whole sentence."""

    language: str
    headline: str
    """The effect in one sentence."""
    estimate: str
    """The number with its interval, or that none was stated."""
    people: str | None
    """The effect as people of a hundred; `None` where there is no base to count from."""
    scale: str | None
    """What the word for the size stands for, and after whom; `None` where none was used."""
    caveat: str | None
    """That a link is no cause, or that nobody appraised the certainty."""
    finding: Finding
    size: Size | None
    certainty: Certainty | None

    @property
    def text(self) -> str:
        """Give all sentences as a paragraph."""
        parts = (self.headline, self.people, self.estimate, self.scale, self.caveat)
        return " ".join(part for part in parts if part)


def plain_words(
    effect: Effect,
    about: Subject,
    *,
    language: str = "en",
    certainty: Certainty | None = None,
    base_rate: float | None = None,
    thresholds: Thresholds | None = None,
    smallest: float | None = None,
) -> PlainWords:
    """Put an effect in plain words.

    `certainty` is what a person appraised after GRADE; without it the sentence reports what was
    found and claims no more. `base_rate` is the share of controls who have the event.
    `smallest` is the smallest difference that matters (a distance from the null, or a ratio
    above 1), without which nothing is ever called too small to matter.
    """
    finding, size = finding_of(effect, smallest), size_of(effect, thresholds)
    headline = _headline(effect, about, language, certainty, finding, size)
    judged = thresholds or thresholds_for(effect.measure)
    says_size = finding in (Finding.CLEAR, Finding.POINT) and certainty is not Certainty.VERY_LOW
    return PlainWords(
        language=language,
        headline=headline,
        estimate=estimate_sentence(effect, finding, language, smallest),
        people=None
        if certainty is Certainty.VERY_LOW
        else people_sentence(effect, about, language, base_rate),
        scale=_scale(judged, size, language) if judged and size and says_size else None,
        caveat=_caveat(about, certainty, language),
        finding=finding,
        size=size,
        certainty=certainty,
    )


def _headline(
    effect: Effect,
    about: Subject,
    language: str,
    certainty: Certainty | None,
    finding: Finding,
    size: Size | None,
) -> str:
    kind = _kind(about)
    if certainty is Certainty.VERY_LOW:
        return fill(language, f"{kind}.very_low.any", **_slots(about))
    how = certainty or "reported"
    if finding in (Finding.OPEN, Finding.NEGLIGIBLE):
        return fill(language, f"{kind}.{finding}.{how}", **_slots(about))
    sense = sense_of(effect.value, effect.null, about.above)
    return fill(language, f"{kind}.{how}.{sense}.{size or 'unsized'}", **_slots(about))


def _kind(about: Subject) -> str:
    return "linked" if isinstance(about, Link) else "compared"


def _slots(about: Subject) -> dict[str, str]:
    return {name: str(text).strip() for name, text in asdict(about).items()}


def _caveat(about: Subject, certainty: Certainty | None, language: str) -> str | None:
    if isinstance(about, Link):
        return fill(language, "caveat.linked")
    return None if certainty else fill(language, "caveat.reported")


def _scale(thresholds: Thresholds, size: Size, language: str) -> str:
    measure = thresholds.measure
    values = {
        name: numeral(getattr(thresholds, name), measure, language)
        for name in ("small", "moderate", "large")
    }
    null = numeral(1.0 if thresholds_is_ratio(thresholds) else 0.0, measure, language)
    names = {"name": name_of(measure, language), "null": null, "source": thresholds.source}
    return fill(language, f"scale.{size}", **values, **names)


def thresholds_is_ratio(thresholds: Thresholds) -> bool:
    """Tell whether thresholds are ratios."""
    return Effect(thresholds.measure, 1.0).scale.is_ratio


def effect_slots(effect: Effect, language: str) -> dict[str, str]:
    """Give the numbers of an effect as the language prints them."""
    slots = {
        "name": name_of(effect.measure, language),
        "value": numeral(effect.value, effect.measure, language),
        "null": numeral(effect.null, effect.measure, language),
    }
    if effect.interval:
        low, high = (numeral(end, effect.measure, language) for end in effect.interval)
        slots |= {"low": low, "high": high}
    if effect.level is not None:
        slots["level"] = percent(effect.level, language)
    return slots


def estimate_sentence(
    effect: Effect, finding: Finding, language: str, smallest: float | None = None
) -> str:
    """Give the number with its interval, and what the interval leaves room for."""
    slots = effect_slots(effect, language)
    if smallest is not None:
        slots["smallest"] = numeral(smallest, effect.measure, language)
    if effect.interval is None:
        return fill(language, "estimate.none", **slots)
    key: str = "clear" if finding is Finding.POINT else finding
    if finding is Finding.OPEN and effect.null in effect.interval:
        key = "touching"
    return fill(language, f"estimate.{key}{unlevelled(effect)}", **slots)


def unlevelled(effect: Effect) -> str:
    """Give the end of the place of the sentence for an interval whose level was not stated."""
    return "_unlevelled" if effect.level is None else ""


def people_sentence(
    effect: Effect, about: Subject, language: str = "en", base_rate: float | None = None
) -> str | None:
    """Give the effect as natural frequencies, or nothing where there is no base.

    Frequencies of the same number of people are what readers understand best (Gigerenzer &
    Edwards, 2003).
    """
    rates = rates_of(effect, about, base_rate)
    counts = counts_of(rates) if rates else None
    if counts is None:
        return None
    place = f"people.{_kind(about)}{'' if counts.low is None else '_ranged'}"
    return fill(language, place, **_slots(about), **count_slots(counts, language))


def count_slots(counts: Counts, language: str) -> dict[str, str]:
    """Give counts as the language prints them."""
    return {
        name: count(people, language)
        for name, people in asdict(counts).items()
        if people is not None
    }


def needed_sentence(needed: NumberNeeded, about: Comparison, language: str = "en") -> str:
    """Give a number needed to treat in words; an open interval runs through infinity.

    Numbers are rounded up to whole people (Cook & Sackett, 1995).
    """
    ends = {"worst": needed.at_worst, "best": needed.at_best}
    slots = {name: _people(end, language) for name, end in ends.items() if end is not None}
    key = "equal" if isinf(needed.value) else "benefit" if needed.value > 0 else "harm"
    if needed.is_open:
        key += "_open"
    elif slots and key != "equal":
        key += "_ranged"
    number = _people(needed.value, language)
    return fill(language, f"needed.{key}", number=number, **_slots(about), **slots)


def _people(needed: float, language: str) -> str:
    # 1/(0.3 - 0.2) is 10.000000000000002 in floats, and still 10 people.
    size = abs(needed)
    return count(size if isinf(size) else ceil(round(size, 6)), language)


__all__ = ["Measure", "PlainWords", "needed_sentence", "people_sentence", "plain_words"]
