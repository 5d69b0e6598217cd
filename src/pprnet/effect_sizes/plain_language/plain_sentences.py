"""An effect in plain words: one sentence, with the numbers and the caveats that belong to it."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from pprnet.effect_sizes.effect import Effect
from pprnet.effect_sizes.effect_measures import SCALES
from pprnet.effect_sizes.findings import Finding, finding_of
from pprnet.effect_sizes.magnitudes import Magnitude, Thresholds, magnitude_of, thresholds_for
from pprnet.effect_sizes.plain_language.effect_descriptions import (
    Association,
    Certainty,
    EffectDescription,
    description_kind,
    direction_of,
    phrases_of,
)
from pprnet.effect_sizes.plain_language.numerals import (
    count_numeral,
    numeral,
    percent_numeral,
    short_numeral,
)
from pprnet.effect_sizes.plain_language.rates import Counts, counts_of, rates_of
from pprnet.effect_sizes.plain_language.sentence_templates import fill_template, measure_label


@dataclass(frozen=True, slots=True)
class PlainWords:
    """What can be said of an effect, each part a complete sentence."""

    language: str
    headline: str
    """The effect in one sentence."""
    estimate: str
    """The number with its interval, or that none was stated."""
    people: str | None
    """The effect as people of a hundred; `None` where there is no base to count from."""
    scale: str | None
    """What the word for the magnitude means, and its source; `None` where none was used."""
    caveat: str | None
    """That an association is no cause, or that the certainty was not appraised."""
    finding: Finding
    magnitude: Magnitude | None
    """The magnitude that the headline names."""
    certainty: Certainty | None

    @property
    def text(self) -> str:
        """Return all sentences as a paragraph."""
        parts = (self.headline, self.people, self.estimate, self.scale, self.caveat)
        return " ".join(part for part in parts if part)


def plain_words(
    effect: Effect,
    description: EffectDescription,
    *,
    language: str = "en",
    certainty: Certainty | None = None,
    base_rate: float | None = None,
    thresholds: Thresholds | None = None,
    smallest_difference: float | None = None,
) -> PlainWords:
    """Return an effect in plain words.

    Args:
        effect: with or without an interval.
        description: phrases in the language of the sentences.
        language: "en" or "fr".
        certainty: what a person appraised after GRADE; with `None` the sentence reports what was
            found and claims no more.
        base_rate: share of controls who have the event, 0-1; with `None` no people are counted for
            a comparison.
        thresholds: of small, moderate and large; with `None` the usual ones of the measure.
        smallest_difference: the smallest difference that matters, a distance from the null or a
            ratio above 1; with `None` no effect is called too small to matter.

    Raises:
        EffectError: A number is impossible, the event of a base rate is not described, or the
            language has no sentences.
    """
    finding = finding_of(effect, smallest_difference)
    place, magnitude = _place(
        effect, description, certainty, finding, magnitude_of(effect, thresholds)
    )
    people = people_sentence(effect, description, language, base_rate)
    return PlainWords(
        language=language,
        headline=fill_template(language, place, **phrases_of(description)),
        estimate=_estimate_sentence(effect, finding, language, smallest_difference),
        # So many people of a hundred would sound like knowledge.
        people=None if certainty is Certainty.VERY_LOW else people,
        scale=_scale(thresholds or thresholds_for(effect.measure), magnitude, language),
        caveat=_caveat(description, certainty, language),
        finding=finding,
        magnitude=magnitude,
        certainty=certainty,
    )


def _place(
    effect: Effect,
    description: EffectDescription,
    certainty: Certainty | None,
    finding: Finding,
    magnitude: Magnitude | None,
) -> tuple[str, Magnitude | None]:
    """Return the key of the sentence, and the magnitude if the sentence names one."""
    kind = description_kind(description)
    if certainty is Certainty.VERY_LOW:
        return f"{kind}.very_low.any", None
    how = certainty or "reported"
    if finding in (Finding.OPEN, Finding.NEGLIGIBLE):
        return f"{kind}.{finding}.{how}", None
    direction = direction_of(effect.value, effect.null, description.direction)
    return f"{kind}.{how}.{direction}.{magnitude or 'unsized'}", magnitude


def _caveat(
    description: EffectDescription, certainty: Certainty | None, language: str
) -> str | None:
    """Return that an association is no cause, or that the certainty was not appraised."""
    if isinstance(description, Association):
        return fill_template(language, "caveat.linked")
    return None if certainty else fill_template(language, "caveat.reported")


def _scale(thresholds: Thresholds | None, magnitude: Magnitude | None, language: str) -> str | None:
    """Return what the word for the magnitude means, with its source."""
    if thresholds is None or magnitude is None:
        return None
    measure = thresholds.measure
    values = {
        name: numeral(getattr(thresholds, name), measure, language)
        for name in ("small", "moderate", "large")
    }
    null = short_numeral(SCALES[measure].null, measure, language)
    name = measure_label(measure, language).removesuffix(" =")
    names = {"name": name, "null": null, "source": thresholds.source}
    return fill_template(language, f"scale.{magnitude}", **values, **names)


def effect_slots(effect: Effect, language: str) -> dict[str, str]:
    """Return the numbers of an effect as the language prints them, by the name of their slot.

    Args:
        effect: with or without an interval.
        language: "en" or "fr".

    Returns:
        `name`, `value` and `null`; `low` and `high` with an interval, `level` where it was stated.
    """
    slots = {
        "name": measure_label(effect.measure, language),
        "value": numeral(effect.value, effect.measure, language),
        "null": short_numeral(effect.null, effect.measure, language),
    }
    if effect.interval:
        low, high = (numeral(end, effect.measure, language) for end in effect.interval)
        slots |= {"low": low, "high": high}
    if effect.level is not None:
        slots["level"] = percent_numeral(effect.level, language)
    return slots


def _estimate_sentence(
    effect: Effect, finding: Finding, language: str, smallest_difference: float | None = None
) -> str:
    """Return the number with its interval, and what the interval leaves open."""
    slots = effect_slots(effect, language)
    if smallest_difference is not None:
        slots["smallest_difference"] = numeral(smallest_difference, effect.measure, language)
    if effect.interval is None:
        return fill_template(language, "estimate.none", **slots)
    key: str = "clear" if finding is Finding.POINT else finding
    if finding is Finding.OPEN and effect.null in effect.interval:
        key = "touching"
    return fill_template(language, f"estimate.{key}{level_suffix(effect)}", **slots)


def level_suffix(effect: Effect) -> str:
    """Return the end of the key of a sentence about an interval.

    Args:
        effect: with an interval.

    Returns:
        `_unlevelled` where the level was not stated, otherwise empty.
    """
    return "_unlevelled" if effect.level is None else ""


def people_sentence(
    effect: Effect,
    description: EffectDescription,
    language: str = "en",
    base_rate: float | None = None,
) -> str | None:
    """Return the effect as natural frequencies, or `None` where there is no base rate.

    Frequencies of the same number of people are what readers understand best (Gigerenzer & Edwards,
    2003).

    Args:
        effect: with or without an interval.
        description: phrases in the language of the sentence.
        language: "en" or "fr".
        base_rate: share of controls who have the event, 0-1; an association needs none.

    Raises:
        EffectError: As in `rates_of`, or the language has no sentences.
    """
    rates = rates_of(effect, description, base_rate)
    counts = counts_of(rates) if rates else None
    if counts is None:
        return None
    place = f"people.{description_kind(description)}{'' if counts.low is None else '_ranged'}"
    return fill_template(
        language, place, **phrases_of(description), **count_slots(counts, language)
    )


def count_slots(counts: Counts, language: str) -> dict[str, str]:
    """Return counts as the language prints them, by name; those that are `None` are left out.

    Args:
        counts: of people.
        language: "en" or "fr".
    """
    return {
        name: count_numeral(people, language)
        for name, people in asdict(counts).items()
        if people is not None
    }
