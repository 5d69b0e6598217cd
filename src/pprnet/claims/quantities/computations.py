"""Values that follow from stated ones by a formula: shares, sums, complements, conversions.

A formula is tried only where the units fit and the source prints its parts next to each other or
under one noun; a wrong number must not be explained by chance. For random wrong values on the
texts used in development, less than one in a hundred is (see the tests).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from pprnet.claims.quantities.matching.units_compared import days_per_unit
from pprnet.claims.quantities.quantity_matching import ValueMatch, quantity_match
from pprnet.claims.quantities.quantity_values import Quantity, QuantityUnit
from pprnet.extraction.text_processing.word_tokenizer import word_set


class ComputationKind(StrEnum):
    """The formula by which a value follows."""

    PERCENTAGE = "percentage"
    """Of two counts: 31 of 62."""
    SHARE_OF_COUNT = "share-of-count"
    """Of a percentage and a count: 5 % of 1,000,000."""
    SUM = "sum"
    """Of two arms."""
    REMAINDER = "remainder"
    """A total without those who left."""
    DIFFERENCE = "difference"
    """Of two percentages, in percentage points."""
    COMPLEMENT = "complement"
    """What is left of 100 %."""
    RATIO = "ratio"
    """How many times as many."""
    CONVERSION = "conversion"
    """Of one unit of time into another."""
    RANGE = "range"
    """From the smallest to the largest of two stated values."""


@dataclass(frozen=True, slots=True)
class Computation:
    """A formula that was evaluated, with the stated quantities that it uses."""

    kind: ComputationKind
    formula: str
    """As it is shown: "31 / 62 = 50 %"."""
    value: float
    operands: tuple[Quantity, ...]


_COUNTED = frozenset({QuantityUnit.PEOPLE, QuantityUnit.STUDIES})
_NEXT = 12  # characters between "31" and "62" in "31 of the 62"
_AFTER_TOTAL = 25  # characters between them in "of 62 patients, 31"
_SHARE_GAP = 12
_ARM_GAP = 90
_MIN_PART = 0.6
_SMALLEST_ARM = 8
_LEFT = word_set("dropout dropouts abandons")
_RATIO_WIDTH = 0.03
_MAX_STATED = 400


def computed_from(
    claimed: Quantity, stated: Sequence[Quantity], *, allow_complement: bool = False
) -> Computation | None:
    """Return the formula by which a claimed value follows from stated ones, `None` without one.

    Args:
        claimed: a quantity of a text.
        stated: the quantities of one source, in order.
        allow_complement: whether the words deny what the source states, or the reverse ("38 %
            relapsed", "62 % did not"), so that the rest of 100 % is meant.
    """
    known = [quantity for quantity in stated[:_MAX_STATED] if _may_be_operand(quantity)]
    for found in _candidates(claimed, known, allow_complement=allow_complement):
        result = replace(claimed, low=found.value, high=found.value, decimals=_EXACT)
        if claimed.low != claimed.high or _agrees(claimed, result):
            return found
    return None


_EXACT = 9  # decimals of a value that was computed


def _may_be_operand(quantity: Quantity) -> bool:
    return quantity.unit not in {QuantityUnit.YEAR, QuantityUnit.ORDINAL, QuantityUnit.PROBABILITY}


def _agrees(claimed: Quantity, result: Quantity) -> bool:
    if claimed.noun == "times":
        return abs(claimed.low - result.low) <= _RATIO_WIDTH * claimed.low
    found = quantity_match(replace(claimed, noun=""), replace(result, noun=""))
    return found not in {ValueMatch.OTHER, ValueMatch.SAME_MAGNITUDE}


def _candidates(
    claimed: Quantity, stated: Sequence[Quantity], *, allow_complement: bool
) -> Iterator[Computation]:
    if claimed.low != claimed.high:
        yield from _ranges(claimed, stated)
    elif claimed.unit is QuantityUnit.PERCENT and claimed.noun == "percentage points":
        yield from _differences(stated)
    elif claimed.unit is QuantityUnit.PERCENT:
        yield from _percentages(stated)
        if allow_complement:
            yield from _complements(stated)
    elif claimed.noun == "times":
        yield from _ratios(stated)
    elif claimed.unit is QuantityUnit.TIME:
        yield from _conversions(claimed, stated)
    elif claimed.unit in _COUNTED:
        yield from _shares_of_counts(claimed, stated)
        yield from _sums(claimed, stated)
        yield from _remainders(claimed, stated)


def _ranges(claimed: Quantity, stated: Sequence[Quantity]) -> Iterator[Computation]:
    """Yield a range of which both ends are stated, one by one, in the same unit."""
    if claimed.unit is QuantityUnit.BOUND:
        return
    ends = [replace(claimed, low=end, high=end) for end in (claimed.low, claimed.high)]
    found = [_stated_as(end, stated) for end in ends]
    if found[0] and found[1] and found[0] is not found[1]:
        formula = f"{_shown(found[0])} – {_shown(found[1])}"
        operands = (found[0], found[1])
        yield Computation(ComputationKind.RANGE, formula, claimed.low, operands)


def _stated_as(claimed: Quantity, stated: Sequence[Quantity]) -> Quantity | None:
    for quantity in stated:
        is_single = quantity.low == quantity.high and quantity.unit is claimed.unit
        if is_single and quantity_match(claimed, quantity) is ValueMatch.SAME:
            return quantity
    return None


def _percentages(stated: Sequence[Quantity]) -> Iterator[Computation]:
    """Yield "31 of 62 = 50 %" for counts that are printed side by side."""
    for left, right in pairwise(stated):
        part, total = (left, right) if left.low < right.low else (right, left)
        if _are_part_and_total(left, right) or _are_total_and_part(left, right):
            value = 100 * part.low / total.low
            formula = f"{_shown(part)} / {_shown(total)} = {_number(value)} %"
            yield Computation(ComputationKind.PERCENTAGE, formula, value, (part, total))


def _are_part_and_total(part: Quantity, total: Quantity) -> bool:
    if not (_is_count(part) and _is_count(total) and part.low < total.low):
        return False
    if part.label != total.label or not 0 < total.start - part.end <= _NEXT:
        return False
    return part.unit is total.unit and part.noun == total.noun


def _are_total_and_part(total: Quantity, part: Quantity) -> bool:
    """Return whether a part follows its total: "of 62 patients, 31 relapsed"."""
    if not (_is_count(part) and _is_count(total) and part.low < total.low):
        return False
    is_near = 0 < part.start - total.end <= _AFTER_TOTAL
    is_part = part.unit is total.unit or part.unit is QuantityUnit.PLAIN
    return is_near and total.unit in _COUNTED and is_part and not part.label and not total.label


def _is_count(quantity: Quantity) -> bool:
    is_whole = quantity.low == quantity.high and quantity.decimals == 0 and quantity.low > 0
    return is_whole and quantity.unit in _COUNTED | {QuantityUnit.PLAIN}


def _complements(stated: Sequence[Quantity]) -> Iterator[Computation]:
    for share in stated:
        if share.unit is QuantityUnit.PERCENT and share.low == share.high and not share.label:
            value = 100 - share.low
            formula = f"100 − {_shown(share)} = {_number(value)} %"
            yield Computation(ComputationKind.COMPLEMENT, formula, value, (share,))


def _differences(stated: Sequence[Quantity]) -> Iterator[Computation]:
    shares = [
        quantity
        for quantity in stated
        if quantity.unit is QuantityUnit.PERCENT and quantity.low == quantity.high
    ]
    for left, right in pairwise(shares):
        high, low = sorted((left, right), key=lambda share: -share.low)
        value = high.low - low.low
        formula = f"{_shown(high)} − {_shown(low)} = {_number(value)}"
        yield Computation(ComputationKind.DIFFERENCE, formula, value, (left, right))


def _ratios(stated: Sequence[Quantity]) -> Iterator[Computation]:
    """Yield how many times one of two neighbours of the same unit contains the other."""
    for left, right in pairwise(stated):
        is_fit = left.unit is right.unit and left.label == right.label
        is_fit = is_fit and left.unit in _COUNTED | {QuantityUnit.PERCENT}
        if not is_fit or min(left.low, right.low) <= 0 or left.low == right.low:
            continue
        for above, below in ((left, right), (right, left)):
            value = above.low / below.low
            formula = f"{_shown(above)} / {_shown(below)} = {_number(value)}"
            yield Computation(ComputationKind.RATIO, formula, value, (left, right))


def _conversions(claimed: Quantity, stated: Sequence[Quantity]) -> Iterator[Computation]:
    """Yield a duration in another unit of time; "26 weeks" are half a year within a day."""
    mine = days_per_unit(claimed)
    for time in stated:
        other = days_per_unit(time)
        if not mine or not other or mine == other or time.low != time.high:
            continue
        if quantity_match(claimed, time) is not ValueMatch.OTHER:
            value = claimed.low
            formula = f"{_shown(time)} {time.noun} = {_number(value)} {claimed.noun}"
            yield Computation(ComputationKind.CONVERSION, formula, value, (time,))


def _shares_of_counts(claimed: Quantity, stated: Sequence[Quantity]) -> Iterator[Computation]:
    """Yield "5 % of 1,000,000 = 50,000" where a share and its total are printed together."""
    for share, total in pairwise(stated):
        is_share = share.unit is QuantityUnit.PERCENT and share.low == share.high
        is_near = 0 < total.start - share.end <= _SHARE_GAP
        if is_share and is_near and _is_count(total) and _fits(claimed, total):
            value = float(round(share.low * total.low / 100))
            formula = f"{_shown(share)} × {_shown(total)} = {_number(value)}"
            yield Computation(ComputationKind.SHARE_OF_COUNT, formula, value, (share, total))


def _fits(claimed: Quantity, total: Quantity) -> bool:
    return total.unit in {claimed.unit, QuantityUnit.PLAIN}


def _sums(claimed: Quantity, stated: Sequence[Quantity]) -> Iterator[Computation]:
    """Yield the sum of two arms: neighbours with the same label or noun, of similar size."""
    units = {claimed.unit, QuantityUnit.PLAIN}
    counts = [each for each in stated if each.unit in units and _is_count(each)]
    for left, right in pairwise(counts):
        if _are_arms(left, right):
            value = left.low + right.low
            formula = f"{_shown(left)} + {_shown(right)} = {_number(value)}"
            yield Computation(ComputationKind.SUM, formula, value, (left, right))


def _are_arms(left: Quantity, right: Quantity) -> bool:
    if left.label != right.label or not _NEXT < right.start - left.end <= _ARM_GAP:
        return False
    is_plain = QuantityUnit.PLAIN in (left.unit, right.unit)
    if is_plain and (left.noun or right.noun or left.unit is not right.unit):
        return False
    low, high = sorted((left.low, right.low))
    return low >= _SMALLEST_ARM and low / high >= _MIN_PART


def _remainders(claimed: Quantity, stated: Sequence[Quantity]) -> Iterator[Computation]:
    """Yield a total without dropouts, which the source must name as such."""
    counts = [
        quantity for quantity in stated if quantity.unit is claimed.unit and _is_count(quantity)
    ]
    gone = [quantity for quantity in counts if quantity.noun in _LEFT]
    totals = [quantity for quantity in counts if quantity.noun not in _LEFT]
    if not gone or not totals:
        return
    total = max(totals, key=lambda quantity: quantity.low)
    for lost in gone:
        value = total.low - lost.low
        formula = f"{_shown(total)} − {_shown(lost)} = {_number(value)}"
        yield Computation(ComputationKind.REMAINDER, formula, value, (total, lost))


def _shown(quantity: Quantity) -> str:
    """Return a value as a formula shows it."""
    number = f"{quantity.low:,.{quantity.decimals}f}"
    return f"{number} %" if quantity.unit is QuantityUnit.PERCENT else number


def _number(value: float) -> str:
    return f"{value:,.0f}" if value == round(value) else f"{value:,.1f}"
