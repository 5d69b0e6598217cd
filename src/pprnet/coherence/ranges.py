"""Whether a range begins with its smaller number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pprnet.coherence.incoherence import (
    Formula,
    Incoherence,
    IncoherenceKind,
    IncoherenceSeverity,
    NumberRange,
)
from pprnet.coherence.sentences import worded
from pprnet.coherence.statements.checked_text import CheckedText
from pprnet.coherence.statements.rounding import NUMBER_PATTERN, RoundedNumber

_RANGE = re.compile(
    r"(?:\b(?:range|IQR|interquartile range|inter-quartile range|ages?)\s?[:=,]?\s?"
    r"(?:of\s|was\s)?|\baged\s(?:from\s|between\s)?)"
    rf"(?P<range>(?P<first>{NUMBER_PATTERN})\s?(?:-|to|and)\s?(?P<second>{NUMBER_PATTERN}))"
    r"(?=\s?(?:[);,.]|years|yrs|months|weeks|days|y\b))(?!\s?[-/])(?!\.\d)"
)
_ORDER = Formula("first ≤ second", "by definition")


def check_ranges(text: CheckedText) -> Iterator[Incoherence]:
    """Yield each range that is printed with its larger number first.

    Args:
        text: with its normalised form.
    """
    for match in _RANGE.finditer(text.normal):
        first, second = (RoundedNumber.from_text(match[name]).value for name in ("first", "second"))
        shortened = len(match["second"]) < len(match["first"]) and "." not in match["range"]
        if first > second and not (shortened and first >= 100):  # noqa: PLR2004
            yield _found(text, match, NumberRange(second, first))


def _found(text: CheckedText, match: re.Match[str], computed: NumberRange) -> Incoherence:
    printed = text.quote(*match.span("range"))
    kind = IncoherenceKind.REVERSED_RANGE
    english, french = worded(kind, computed, stated=printed)
    place = text.span(*match.span("range"))
    return Incoherence(
        kind,
        IncoherenceSeverity.CONTRADICTION,
        (place,),
        printed,
        computed,
        _ORDER,
        english,
        french,
    )
