"""An effect in plain words: one sentence, with what stands behind it beside it."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from pprnet.effects.findings import Finding, finding_of
from pprnet.effects.measures import SCALES
from pprnet.effects.numerals import count, numeral, percent, short_numeral
from pprnet.effects.rates import Counts, counts_of, rates_of
from pprnet.effects.sizes import Size, Thresholds, size_of, thresholds_for
from pprnet.effects.subjects import Certainty, Link, Subject, kind_of, phrases_of, sense_of
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
    """The size that the headline names."""
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
    finding = finding_of(effect, smallest)
    place, size = _place(effect, about, certainty, finding, size_of(effect, thresholds))
    people = people_sentence(effect, about, language, base_rate)
    return PlainWords(
        language=language,
        headline=fill(language, place, **phrases_of(about)),
        estimate=estimate_sentence(effect, finding, language, smallest),
        # So many people of a hundred would sound like knowledge.
        people=None if certainty is Certainty.VERY_LOW else people,
        scale=_scale(thresholds or thresholds_for(effect.measure), size, language),
        caveat=_caveat(about, certainty, language),
        finding=finding,
        size=size,
        certainty=certainty,
    )


def _place(
    effect: Effect,
    about: Subject,
    certainty: Certainty | None,
    finding: Finding,
    size: Size | None,
) -> tuple[str, Size | None]:
    """Choose the sentence; give the size too if the sentence names one."""
    kind = kind_of(about)
    if certainty is Certainty.VERY_LOW:
        return f"{kind}.very_low.any", None
    how = certainty or "reported"
    if finding in (Finding.OPEN, Finding.NEGLIGIBLE):
        return f"{kind}.{finding}.{how}", None
    sense = sense_of(effect.value, effect.null, about.above)
    return f"{kind}.{how}.{sense}.{size or 'unsized'}", size


def _caveat(about: Subject, certainty: Certainty | None, language: str) -> str | None:
    if isinstance(about, Link):
        return fill(language, "caveat.linked")
    return None if certainty else fill(language, "caveat.reported")


def _scale(thresholds: Thresholds | None, size: Size | None, language: str) -> str | None:
    if thresholds is None or size is None:
        return None
    measure = thresholds.measure
    values = {
        name: numeral(getattr(thresholds, name), measure, language)
        for name in ("small", "moderate", "large")
    }
    null = short_numeral(SCALES[measure].null, measure, language)
    name = name_of(measure, language).removesuffix(" =")
    names = {"name": name, "null": null, "source": thresholds.source}
    return fill(language, f"scale.{size}", **values, **names)


def effect_slots(effect: Effect, language: str) -> dict[str, str]:
    """Give the numbers of an effect as the language prints them."""
    slots = {
        "name": name_of(effect.measure, language),
        "value": numeral(effect.value, effect.measure, language),
        "null": short_numeral(effect.null, effect.measure, language),
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
    place = f"people.{kind_of(about)}{'' if counts.low is None else '_ranged'}"
    return fill(language, place, **phrases_of(about), **count_slots(counts, language))


def count_slots(counts: Counts, language: str) -> dict[str, str]:
    """Give counts as the language prints them."""
    return {
        name: count(people, language)
        for name, people in asdict(counts).items()
        if people is not None
    }
