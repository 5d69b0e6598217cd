"""Numbers that no source prints and that follow from printed ones."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from pprnet.claims.binding.stated_facts import Sources, StatedFact
from pprnet.claims.claim_values import Claim, ClaimFinding, ClaimSeverity, Verdict
from pprnet.claims.quantities.computations import computed_from
from pprnet.claims.quantities.quantity_matching import quantity_match
from pprnet.claims.quantities.quantity_values import Quantity, QuantityUnit
from pprnet.claims.reading.read_text import ReadText

_TOTALS = frozenset({QuantityUnit.PEOPLE, QuantityUnit.PLAIN, QuantityUnit.MONEY})
_RATIOS = frozenset({"OR", "RR", "HR", "IRR", "SMR", "PR"})
_LARGEST_RATIO = 2.0
_OF_FRACTION, _OF_PERCENT = 2.5, 0.6
"""Percentage points by which a share may differ from what follows from a ratio."""
_MEDIAN = re.compile(r"\bm[eé]dian", re.IGNORECASE)
_HALF = 50
_BETWEEN_GROUPS = 40
_MIN_TOTAL = 1000
_PART_OF_SHARE = 0.005
_TREATED = re.compile(r"\b(?:treat|trait)", re.IGNORECASE)


def explained_number(
    claimed: ReadText, fact: StatedFact, sources: Sources, claim: Claim
) -> ClaimFinding | None:
    """Return a finding for a number that follows from others, `None` for one that does not.

    Args:
        claimed: the text that is checked.
        fact: a number of it that no source prints.
        sources: what it rests on.
        claim: the place of the number.
    """
    near = sources.facts_near(fact.sentence)
    computation = computed_from(fact.quantity, [stated.quantity for stated in near])
    formula = (
        computation.formula
        if computation
        else _number_needed(claimed.text, fact, near)
        or _share_stated_beside(claimed, fact)
        or _change_of_ratio(fact, near)
        or _median(fact, sources)
        or _sum_of_groups(fact, near)
    )
    if formula:
        return ClaimFinding(claim, Verdict.COMPUTED, ClaimSeverity.NONE, formula=formula)
    if ends := _ends_of_range(fact, near):
        return ClaimFinding(claim, Verdict.SUPPORTED, ClaimSeverity.NONE, ends.passage)
    return None


def _ends_of_range(fact: StatedFact, near: Sequence[StatedFact]) -> StatedFact | None:
    """Return the first end of a range that a sentence of a source states as two numbers."""
    low, high = fact.quantity.low, fact.quantity.high
    if low == high:
        return None
    starts = [stated for stated in near if _is_end(fact.quantity, low, stated)]
    ends = [stated for stated in near if _is_end(fact.quantity, high, stated)]
    for first in starts:
        if any(first.sentence is second.sentence for second in ends):
            return first
    return None


def _is_end(claimed: Quantity, value: float, stated: StatedFact) -> bool:
    """Return whether an end of a range is a stated value, perhaps with fewer decimals."""
    quantity = stated.quantity
    if value in {quantity.low, quantity.high}:
        return True
    return quantity_match(replace(claimed, low=value, high=value), quantity).is_agreement


def _change_of_ratio(fact: StatedFact, near: Sequence[StatedFact]) -> str:
    """Return how a share follows from a ratio: odds of 0.8 are a fifth lower, of 1.2 higher."""
    quantity = fact.quantity
    if quantity.unit is not QuantityUnit.PERCENT or quantity.low != quantity.high:
        return ""
    tolerance = _OF_FRACTION if quantity.is_worded else _OF_PERCENT
    for stated in near:
        ratio = stated.quantity.low
        if stated.quantity.label in _RATIOS and 0 < ratio < _LARGEST_RATIO:
            change = abs(1 - ratio) * 100
            if abs(change - quantity.low) <= tolerance:
                return f"|1 - {ratio:g}| = {change:.3g} %"
    return ""


def _median(fact: StatedFact, sources: Sources) -> str:
    """Return that half of a group is above a median which a source states."""
    is_half = fact.quantity.unit is QuantityUnit.PERCENT and fact.quantity.low == _HALF
    if is_half and any(_MEDIAN.search(source.text) for source in sources.texts):
        return "median: 50 %"
    return ""


def _sum_of_groups(fact: StatedFact, near: Sequence[StatedFact]) -> str:
    """Return how a number of people follows from two groups that a source names together."""
    quantity = fact.quantity
    if quantity.unit is not QuantityUnit.PEOPLE or quantity.low != quantity.high:
        return ""
    for first, second in pairwise(near):
        is_near = second.quantity.start - first.quantity.end <= _BETWEEN_GROUPS
        both = {first.quantity.unit, second.quantity.unit} == {QuantityUnit.PEOPLE}
        if first.sentence is second.sentence and is_near and both:
            total = first.quantity.low + second.quantity.low
            if total == quantity.low:
                return f"{first.quantity.low:,.10g} + {second.quantity.low:,.10g} = {total:,.10g}"
    return ""


def _share_stated_beside(claimed: ReadText, fact: StatedFact) -> str:
    """Return how a number follows from a share and a total of the same or the last sentence."""
    at = claimed.sentences.index(fact.sentence)
    near = [q for each in claimed.sentences[max(0, at - 1) : at + 1] for q in each.quantities]
    shares = [q for q in near if q.unit is QuantityUnit.PERCENT and q.low == q.high]
    totals = [q for q in near if q.unit in _TOTALS and q.low >= _MIN_TOTAL and q.low == q.high]
    for share in shares:
        for total in totals:
            product = share.low * total.low / 100
            if product and abs(product - fact.quantity.low) <= _PART_OF_SHARE * product:
                return f"{share.low:g} % of {total.low:,.10g} = {product:,.10g}"
    return ""


def _number_needed(text: str, fact: StatedFact, near: Sequence[StatedFact]) -> str:
    """Return how a number needed to treat follows from a difference of shares."""
    quantity = fact.quantity
    sentence = text[fact.sentence.start : fact.sentence.end]
    if not _TREATED.search(sentence) or quantity.unit is not QuantityUnit.PEOPLE:
        return ""
    for stated in near:
        share = abs(stated.quantity.low)
        if stated.quantity.unit is QuantityUnit.PERCENT and share:
            needed = 100 / share
            if quantity.low in {math.floor(needed), math.ceil(needed)}:
                return f"100 / {share:g} = {needed:.3g}"
    return ""
