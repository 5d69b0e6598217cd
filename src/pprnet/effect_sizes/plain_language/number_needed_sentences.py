"""A number needed to treat in one sentence."""

from __future__ import annotations

from math import ceil, isinf

from pprnet.effect_sizes.number_needed import NumberNeeded
from pprnet.effect_sizes.plain_language.effect_descriptions import Comparison, phrases_of
from pprnet.effect_sizes.plain_language.numerals import count_numeral
from pprnet.effect_sizes.plain_language.sentence_templates import fill_template


def number_needed_sentence(
    needed: NumberNeeded, description: Comparison, language: str = "en"
) -> str:
    """Return a number needed to treat in words; an open interval goes through infinity.

    Numbers are rounded up to whole people.

    Args:
        needed: with or without an interval.
        description: phrases in the language of the sentence.
        language: "en" or "fr".

    Raises:
        EffectError: There are no sentences in the language.

    Source:
        Cook and Sackett (1995), for the rounding.
    """
    ends = {"worst": needed.worst_bound, "best": needed.best_bound}
    slots = {name: _people(end, language) for name, end in ends.items() if end is not None}
    key = "equal" if isinf(needed.value) else "benefit" if needed.value > 0 else "harm"
    if needed.includes_infinity:
        key += "_open"
    elif slots and key != "equal":
        key += "_ranged"
    number = _people(needed.value, language)
    return fill_template(
        language, f"needed.{key}", number=number, **phrases_of(description), **slots
    )


def _people(needed: float, language: str) -> str:
    # 1/(0.3 - 0.2) is 10.000000000000002 in floats, and still 10 people.
    """Return a number of people, rounded up, as the language prints it."""
    size = abs(needed)
    return count_numeral(size if isinf(size) else ceil(round(size, 6)), language)
