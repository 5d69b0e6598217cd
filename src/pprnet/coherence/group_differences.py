"""Whether d or g is that of the printed t and the sizes of the two groups.

Many formulas lead from t to a d (of independent groups, of pairs, from the pooled or one standard
deviation). Only where the degrees of freedom are those of two independent groups whose sizes the
text states is the formula certain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from math import sqrt

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
from pprnet.coherence.statements.stated_tests import StatedTest, TestStatistic, stated_tests
from pprnet.effect_sizes.conversions.continuous_outcomes import hedges_correction

_EFFECT = re.compile(
    rf"(?<![\w.'-])(?:Cohen'?s? |Hedges'? )?[dg]\s?=\s?(?P<value>-?\s?{NUMBER_PATTERN})"
    r"(?!\s?[%×x*-]|[eE]-)"
)
_SIZE = re.compile(r"(?<![\w.])n[12]?\s?=\s?(?P<size>\d{1,6})(?![\d.,]\d)")
_D_OF_T = Formula(
    "d = t √(1/n1 + 1/n2); g = d (1 − 3 / (4 df − 1))",
    "Borenstein et al. (2009), Introduction to Meta-Analysis, chapter 4; Lakens (2013)",
)
_TOLERANCE = 0.005


def check_differences(text: CheckedText) -> Iterator[Incoherence]:
    """Yield each d or g that is not that of its t and groups.

    Args:
        text: with its normalised form.
    """
    sizes = [int(match["size"]) for match in _SIZE.finditer(text.normal)]
    for test in stated_tests(text.normal):
        groups = _groups_of(test, sizes)
        effect = groups and _EFFECT.search(text.normal, test.end, test.effect_end)
        if groups and effect:
            yield from _check_effect(text, test, groups, effect)


def _groups_of(test: StatedTest, sizes: list[int]) -> tuple[int, int] | None:
    """Return two neighbouring sizes whose sum less 2 is the df of a t, if only one pair fits."""
    if test.statistic is not TestStatistic.T:
        return None
    pairs = {pair for pair in pairwise(sizes) if min(pair) > 1 and sum(pair) - 2 == test.df[0]}
    return pairs.pop() if len(pairs) == 1 else None


def _check_effect(
    text: CheckedText,
    test: StatedTest,
    groups: tuple[int, int],
    effect: re.Match[str],
) -> Iterator[Incoherence]:
    stated = RoundedNumber.from_text(effect["value"])
    size = RoundedNumber(abs(stated.value), stated.unit).cut_or_rounded
    computed = _possible_range(test, groups)
    if not computed.overlaps(NumberRange(size.low - _TOLERANCE, size.high + _TOLERANCE)):
        yield _found(text, test, groups, effect, computed)


def _possible_range(test: StatedTest, groups: tuple[int, int]) -> NumberRange:
    """Return the values of d and g by every formula in use for independent groups."""
    n1, n2 = groups
    t = RoundedNumber(abs(test.value.value), test.value.unit).cut_or_rounded
    factors = (sqrt(1 / n1 + 1 / n2), 2 / sqrt(test.df[0]), 2 / sqrt(n1 + n2))
    least = min(factors) * hedges_correction(test.df[0])
    return NumberRange(max(0.0, t.low) * least, t.high * max(factors))


def _found(
    text: CheckedText,
    test: StatedTest,
    groups: tuple[int, int],
    effect: re.Match[str],
    computed: NumberRange,
) -> Incoherence:
    stated = text.quote(*effect.span())
    kind = IncoherenceKind.TEST_AND_DIFFERENCE
    english, french = worded(
        kind,
        computed,
        2,
        stated=stated,
        test=text.quote(test.start, test.end),
        n1=str(groups[0]),
        n2=str(groups[1]),
    )
    places = (text.span(test.start, test.end), text.span(*effect.span()))
    return Incoherence(
        kind,
        IncoherenceSeverity.CONTRADICTION,
        places,
        stated,
        computed,
        _D_OF_T,
        english,
        french,
    )
