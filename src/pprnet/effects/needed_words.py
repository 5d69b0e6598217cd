"""A number needed to treat in one sentence."""

from __future__ import annotations

from math import ceil, isinf

from pprnet.effects.number_needed import NumberNeeded
from pprnet.effects.numerals import count
from pprnet.effects.subjects import Comparison, phrases_of
from pprnet.effects.words import fill


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
    return fill(language, f"needed.{key}", number=number, **phrases_of(about), **slots)


def _people(needed: float, language: str) -> str:
    # 1/(0.3 - 0.2) is 10.000000000000002 in floats, and still 10 people.
    size = abs(needed)
    return count(size if isinf(size) else ceil(round(size, 6)), language)
