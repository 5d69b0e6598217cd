"""Whether an interval agrees with its estimate and with its p."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from math import log, sqrt

from pprnet.coherence.distributions import p_of_z
from pprnet.coherence.incoherence import (
    Formula,
    Incoherence,
    IncoherenceKind,
    IncoherenceSeverity,
    NumberRange,
)
from pprnet.coherence.sentences import worded
from pprnet.coherence.statements.checked_text import CheckedText
from pprnet.coherence.statements.rounding import range_of
from pprnet.coherence.statements.stated_intervals import StatedInterval, stated_intervals
from pprnet.coherence.statements.stated_tests import StatedP
from pprnet.effect_sizes import Measure
from pprnet.effect_sizes.effect_measures import SCALES
from pprnet.effect_sizes.normal_distribution import quantile

_LINEAR = frozenset({"d", "g", "SMD", "MD", "logOR"})
_RATIOS = frozenset(measure.value for measure, scale in SCALES.items() if scale.is_ratio)
_NULLS = {measure.value: scale.null for measure, scale in SCALES.items()} | {
    "SMD": SCALES[Measure.D].null,
}
_WITHOUT_SIMPLE_INTERVAL = frozenset({"NNT", "beta"})
"""Measures whose interval may go through infinity, or be of the unstandardised coefficient."""
_OTHER_METHOD = re.compile(
    r"(?i)bootstrap|credib|bayes|\bCrI\b|\bexact\b|percentile|profile|bias-corrected|simulat|"
    r"one-?(?:sided|tailed)|inferior|equivalen|permut|predict(?:ion|ive) interval|bonferroni|"
    r"multiplicity|\badjusted p|p adj|\bprior\b|posterior|hartung|median"
)
"""What a text says where an interval need not be symmetric, nor lead to the p that is printed."""
_OTHER_P = re.compile(
    r"(?i)\s?\)?\s?(?:for|from|of|\()?\s?(?:the )?(?:trend|interact|heterogen|non)"
)
_TOLERATED_SHIFT, _NEAR_LIMIT = 1.5, 0.1
"""Ratio of the two halves of an interval, and share of a half, that are within custom."""
_P_DECIMALS = 3
_MIDDLE = "Altman and Bland (2011), BMJ 343, d2090"
_BY_NORMAL = Formula("z = estimate / SE; SE = (upper − lower) / (2 z)", _MIDDLE)
_BY_LOGARITHM = Formula("z = ln(estimate / 1) / SE; SE = (ln(upper) − ln(lower)) / (2 z)", _MIDDLE)
_WITHIN = Formula("lower ≤ estimate ≤ upper", "by definition")
_ORDER = Formula("first ≤ second", "by definition")
_CENTRE = Formula("estimate = (lower + upper) / 2", _MIDDLE)
_RATIO_CENTRE = Formula("estimate = √(lower × upper)", _MIDDLE)


def check_intervals(text: CheckedText) -> Iterator[Incoherence]:
    """Yield each interval that agrees neither with its estimate nor with its p.

    Args:
        text: with its normalised form.
    """
    simple = not _OTHER_METHOD.search(text.normal)
    for stated in stated_intervals(text.normal):
        if stated.measure in _WITHOUT_SIMPLE_INTERVAL:
            continue
        if stated.first.value > stated.second.value and stated.first.value > 0:
            if not stated.has_uncertain_sign:
                yield _reversed(text, stated)
        elif not _is_within(stated):
            yield _outside(text, stated)
        elif simple and not stated.has_uncertain_sign:
            yield from _check_symmetry(text, stated)
            yield from _check_p(text, stated)


def _is_within(stated: StatedInterval) -> bool:
    """Return whether an estimate, of either sign on a linear scale, is in its interval."""
    ends = stated.ends
    if stated.has_uncertain_sign:
        reach = max(abs(ends.low), abs(ends.high))
        ends = NumberRange(-reach, reach)
    estimate = stated.estimate.cut_or_rounded
    negative = NumberRange(-estimate.high, -estimate.low)
    return ends.overlaps(estimate) or (stated.measure not in _RATIOS and ends.overlaps(negative))


def _outside(text: CheckedText, stated: StatedInterval) -> Incoherence:
    return _found(text, stated, IncoherenceKind.ESTIMATE_AND_INTERVAL, stated.ends, _WITHIN)


def _reversed(text: CheckedText, stated: StatedInterval) -> Incoherence:
    printed = text.quote(*stated.interval_place)
    computed = NumberRange(stated.second.value, stated.first.value)
    english, french = worded(IncoherenceKind.REVERSED_RANGE, computed, stated=printed)
    return Incoherence(
        IncoherenceKind.REVERSED_RANGE,
        IncoherenceSeverity.CONTRADICTION,
        (text.span(*stated.interval_place),),
        printed,
        computed,
        _ORDER,
        english,
        french,
    )


def _found(
    text: CheckedText,
    stated: StatedInterval,
    kind: IncoherenceKind,
    computed: NumberRange,
    formula: Formula,
) -> Incoherence:
    printed = text.quote(*stated.estimate_place)
    interval = text.quote(*stated.interval_place)
    english, french = worded(kind, computed, _decimals(stated), stated=printed, interval=interval)
    places = (text.span(*stated.estimate_place), text.span(*stated.interval_place))
    advice = kind is IncoherenceKind.ASYMMETRIC_INTERVAL
    severity = IncoherenceSeverity.ADVICE if advice else IncoherenceSeverity.CONTRADICTION
    return Incoherence(kind, severity, places, printed, computed, formula, english, french)


def _decimals(stated: StatedInterval) -> int:
    """Return the decimals of a sentence: one more than printed, for rounded ends."""
    unit = min(stated.estimate.unit, stated.first.unit, stated.second.unit)
    return max(0, round(-log(unit, 10))) + 1


def _check_symmetry(text: CheckedText, stated: StatedInterval) -> Iterator[Incoherence]:
    """Yield the advice that an estimate is far from the middle of its interval."""
    if stated.in_percent:
        return
    if stated.measure in _RATIOS:
        if stated.ends.low <= 0 or stated.estimate.rounded.low <= 0:
            return
        middle = _middle(stated, lambda low, high: sqrt(low * high))
        halves = _halves(stated, log)
        formula = _RATIO_CENTRE
    elif stated.measure in _LINEAR:
        middle = _middle(stated, lambda low, high: (low + high) / 2)
        halves = _halves(stated, lambda value: value)
        formula = _CENTRE
    else:
        return
    if not _is_central(halves) and not middle.overlaps(stated.estimate.cut_or_rounded):
        kind = IncoherenceKind.ASYMMETRIC_INTERVAL
        yield _found(text, stated, kind, middle, formula)


def _sorted_ends(stated: StatedInterval) -> tuple[NumberRange, NumberRange]:
    low, high = sorted((stated.first, stated.second), key=lambda end: end.value)
    return low.rounded, high.rounded


def _middle(stated: StatedInterval, formula: Callable[[float, float], float]) -> NumberRange:
    return range_of(formula, *_sorted_ends(stated))


def _halves(
    stated: StatedInterval, scale: Callable[[float], float]
) -> tuple[NumberRange, NumberRange]:
    """Return the distances from the estimate to both ends, on a scale, with their rounding."""
    low, high = _sorted_ends(stated)
    value = stated.estimate.value
    if scale is not log and not low.low <= value <= high.high:  # printed without its sign
        value = -value
    half = stated.estimate.unit / 2
    estimate = NumberRange(value - half, value + half)
    return (
        range_of(lambda one, end: scale(one) - scale(end), estimate, low),
        range_of(lambda one, end: scale(end) - scale(one), estimate, high),
    )


def _is_central(halves: tuple[NumberRange, NumberRange]) -> bool:
    """Return whether the halves of an interval can be of similar size."""
    below, above = halves
    return below.low <= above.high * _TOLERATED_SHIFT and above.low <= below.high * _TOLERATED_SHIFT


def _check_p(text: CheckedText, stated: StatedInterval) -> Iterator[Incoherence]:
    """Yield the p by which a difference is significant where by the interval it is not."""
    null = _NULLS.get(stated.measure)
    if (
        null is None
        or stated.p is None
        or stated.in_percent
        or _OTHER_P.match(text.normal, stated.p.end)
    ):
        return
    ratio = stated.measure in _RATIOS
    if ratio and stated.inner.low <= 0:
        return
    scale: Callable[[float], float] = log if ratio else float
    limit = round(1 - stated.level / 100, 6)
    if not _decisions_differ(stated, scale(null), scale, limit):
        return
    yield _p_incoherence(text, stated, stated.p, _p_by_interval(stated, scale, scale(null)))


def _decisions_differ(
    stated: StatedInterval, null: float, scale: Callable[[float], float], limit: float
) -> bool:
    """Return whether interval and p are on different sides of significance, both clearly."""
    p = stated.p
    if p is None:
        return False
    low, high = _sorted_ends(stated)
    margin = (scale(high.high) - scale(low.low)) / 2 * _NEAR_LIMIT
    includes = scale(low.high) + margin < null < scale(high.low) - margin
    excludes = null < scale(low.low) - margin or null > scale(high.high) + margin
    significant = p.sign != ">" and p.number.cut_or_rounded.high < limit
    if p.sign == "<":
        significant = p.number.value <= limit
    insignificant = p.sign == "=" and p.number.rounded.low > limit
    insignificant |= p.sign == ">" and p.number.value >= limit
    return (includes and significant) or (excludes and insignificant)


def _p_by_interval(
    stated: StatedInterval, scale: Callable[[float], float], null: float
) -> NumberRange:
    critical = quantile(0.5 + stated.level / 200)
    low, high = _sorted_ends(stated)

    def p_of_ends(one: float, other: float) -> float:
        middle = (scale(one) + scale(other)) / 2 - null
        error = (scale(other) - scale(one)) / (2 * critical)
        return p_of_z(middle / error) if error > 0 else 0.0

    return range_of(p_of_ends, low, high)


def _p_incoherence(
    text: CheckedText, stated: StatedInterval, p: StatedP, computed: NumberRange
) -> Incoherence:
    printed = text.quote(p.start, p.end)
    english, french = worded(
        IncoherenceKind.INTERVAL_AND_P,
        computed,
        _P_DECIMALS,
        stated=printed,
        estimate=text.quote(*stated.estimate_place),
        interval=text.quote(*stated.interval_place),
    )
    return Incoherence(
        IncoherenceKind.INTERVAL_AND_P,
        IncoherenceSeverity.CONTRADICTION,
        (text.span(stated.estimate_place[0], stated.interval_place[1]), text.span(p.start, p.end)),
        printed,
        computed,
        _BY_LOGARITHM if stated.measure in _RATIOS else _BY_NORMAL,
        english,
        french,
    )
