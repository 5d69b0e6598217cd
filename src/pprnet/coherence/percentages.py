"""Whether a percentage is that of the count and the total printed beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pprnet.coherence.incoherence import (
    Formula,
    Incoherence,
    IncoherenceKind,
    IncoherenceSeverity,
    NumberRange,
)
from pprnet.coherence.sentences import worded
from pprnet.coherence.statements.checked_text import CheckedText
from pprnet.coherence.statements.stated_shares import StatedShare, stated_shares

_ABOVE_HUNDRED = re.compile(
    r"(?<![\d.,-])(?P<percent>(?!100\b)1\d\d(?:\.\d{1,3})?)\s?% of (?:the |all |our )?"
    r"(?:[a-z]{1,20} )?(?:patients|participants|people|women|men|children|adults|clients|"
    r"respondents|students|subjects|individuals)\b(?!')"
)
_SHARE = Formula("percentage = 100 × part / total", "by definition")
_SMALL_SLIP = 1.0
"""Percentage points; a smaller difference is rather a slip of rounding."""
_PARTS = Formula("part ≤ total", "by definition")


def check_percentages(text: CheckedText) -> Iterator[Incoherence]:
    """Yield each percentage that is not that of its count and total.

    Args:
        text: with its normalised form.
    """
    for share in stated_shares(text.normal):
        yield from _check_share(text, share)
    for match in _ABOVE_HUNDRED.finditer(text.normal):
        yield _above_hundred(text, match)


def _check_share(text: CheckedText, share: StatedShare) -> Iterator[Incoherence]:
    if share.part > share.total:
        yield _found(
            text,
            share,
            IncoherenceKind.PART_ABOVE_TOTAL,
            NumberRange(0.0, share.total),
            _PARTS,
        )
    elif share.total and not share.is_approximate:
        value = 100 * share.part / share.total
        exact = NumberRange(value, value)
        if not share.percent.cut_or_rounded.overlaps(exact):
            found = _found(text, share, IncoherenceKind.COUNT_AND_PERCENTAGE, exact, _SHARE)
            slip = abs(share.percent.value - value) < _SMALL_SLIP
            yield replace(found, severity=IncoherenceSeverity.ADVICE) if slip else found


def _found(
    text: CheckedText,
    share: StatedShare,
    kind: IncoherenceKind,
    computed: NumberRange,
    formula: Formula,
) -> Incoherence:
    part, total = text.quote(*share.part_place), text.quote(*share.total_place)
    percent = text.quote(*share.percent_place)
    english, french = worded(
        kind, computed, share.decimals + 1, "%", stated=percent, part=part, total=total
    )
    ends = (*share.part_place, *share.total_place)
    places = (text.span(*share.percent_place), text.span(min(ends), max(ends)))
    stated = part if kind is IncoherenceKind.PART_ABOVE_TOTAL else f"{percent}%"
    return Incoherence(
        kind, IncoherenceSeverity.CONTRADICTION, places, stated, computed, formula, english, french
    )


def _above_hundred(text: CheckedText, match: re.Match[str]) -> Incoherence:
    kind = IncoherenceKind.PERCENTAGE_ABOVE_HUNDRED
    computed = NumberRange(0.0, 100.0)
    english, french = worded(kind, computed, stated=match["percent"])
    return Incoherence(
        kind,
        IncoherenceSeverity.CONTRADICTION,
        (text.span(*match.span()),),
        text.quote(*match.span()),
        computed,
        _SHARE,
        english,
        french,
    )
