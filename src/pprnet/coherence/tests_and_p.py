"""Whether p is that of the printed test statistic and its degrees of freedom.

The rule is that of statcheck: p is computed from every value that may have been rounded to the
statistic, one-tailed tests count as right, and a p is compared as it was printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pprnet.coherence.distributions import p_of_chi_square, p_of_f, p_of_r, p_of_t, p_of_z
from pprnet.coherence.incoherence import (
    Formula,
    Incoherence,
    IncoherenceKind,
    IncoherenceSeverity,
    NumberRange,
)
from pprnet.coherence.sentences import worded
from pprnet.coherence.statements.checked_text import CheckedText
from pprnet.coherence.statements.rounding import RoundedNumber, range_of
from pprnet.coherence.statements.stated_tests import (
    StatedP,
    StatedTest,
    TestStatistic,
    stated_tests,
)

_CORRECTED = re.compile(
    r"(?i)bonferroni|\bholm\b|sidak|šidák|\bFDR\b|false discovery|benjamini|multiple (?:comparison|"
    r"test)|permut|bootstrap|fisher'?s exact|\bexact\b|tukey|scheff|dunnett|\bcorrected\b|"
    r"family-?wise|adjusted p|p adj|yates|monte carlo|greenhouse|huynh|voxel|\bFWE\b|sandwich"
)
"""What a text says where p need not be that of the statistic."""
_ROUND_LIMITS = frozenset({0.05, 0.01, 0.001, 0.0001})
"""A p printed as equal to one of these often means "at most"."""
_P_DECIMALS = 4
_SIGNIFICANT, _SMALL_SLIP = 0.05, 1.25
_PRINTED_SQUARE = 2
"""A number of df that is rather the square of "r(2) = .36"."""
_SOURCE = "Nuijten et al. (2016), Behavior Research Methods 48, 1205-1226 (statcheck)"
_FORMULAS = {
    TestStatistic.T: Formula("p = I(df / (df + t²); df/2, 1/2)", _SOURCE),
    TestStatistic.F: Formula("p = I(df2 / (df2 + df1 F); df2/2, df1/2)", _SOURCE),
    TestStatistic.CHI_SQUARE: Formula("p = Q(df/2, χ²/2)", _SOURCE),
    TestStatistic.R: Formula("t = r √(df / (1 − r²)); p = I(df / (df + t²); df/2, 1/2)", _SOURCE),
    TestStatistic.Z: Formula("p = erfc(|z| / √2)", _SOURCE),
}


def check_tests(text: CheckedText) -> Iterator[Incoherence]:
    """Yield each p that cannot be that of its test.

    Args:
        text: with its normalised form.
    """
    if _CORRECTED.search(text.normal):
        return
    for test in stated_tests(text.normal):
        if test.p is None or not _is_possible(test):
            continue
        computed = p_range(test)
        if not _agrees(test, test.p, computed):
            yield _incoherence(text, test, test.p, computed)


def _is_possible(test: StatedTest) -> bool:
    """Return whether a test has a p at all."""
    if any(df <= 0 for df in test.df):
        return False
    if test.statistic is TestStatistic.R:
        return abs(test.value.value) < 1 and test.df[0] > _PRINTED_SQUARE
    return test.statistic in {TestStatistic.T, TestStatistic.Z} or test.value.value >= 0


def p_range(test: StatedTest) -> NumberRange:
    """Return the p of every statistic that rounds to the printed one, two-tailed.

    Args:
        test: with its degrees of freedom.
    """
    rounded = RoundedNumber(abs(test.value.value), test.value.unit).cut_or_rounded
    statistic = NumberRange(max(0.0, rounded.low), rounded.high)
    return range_of(lambda value: _p_of(test, value), statistic)


def _p_of(test: StatedTest, value: float) -> float:
    match test.statistic:
        case TestStatistic.T:
            return p_of_t(value, test.df[0])
        case TestStatistic.F:
            return p_of_f(value, test.df[0], test.df[1])
        case TestStatistic.CHI_SQUARE:
            return p_of_chi_square(value, test.df[0])
        case TestStatistic.R:
            return p_of_r(min(value, 1.0), test.df[0])
    return p_of_z(value)


def _agrees(test: StatedTest, p: StatedP, computed: NumberRange) -> bool:
    """Return whether a printed p can be the two-tailed, one-tailed or cautious p of a test."""
    tails = [computed]
    if test.statistic not in {TestStatistic.F, TestStatistic.CHI_SQUARE} or test.df[0] == 1:
        tails.append(NumberRange(computed.low / 2, computed.high / 2))
    if test.statistic is TestStatistic.R:
        # Some print the number of pairs in place of the degrees of freedom.
        pairs = range_of(lambda r: p_of_r(min(r, 1.0), test.df[0] - 2), _absolute(test))
        tails += [pairs, NumberRange(pairs.low / 2, pairs.high / 2)]
    if test.statistic is TestStatistic.F and test.df[0] > 1:
        # A correction for sphericity may reduce both degrees of freedom by the same factor.
        least = p_of_f(_absolute(test).low, 1.0, test.df[1] / test.df[0])
        tails.append(NumberRange(computed.low, max(computed.high, least)))
    return any(_matches(p, one) for one in tails)


def _absolute(test: StatedTest) -> NumberRange:
    rounded = RoundedNumber(abs(test.value.value), test.value.unit).rounded
    return NumberRange(max(0.0, rounded.low), rounded.high)


def _matches(p: StatedP, computed: NumberRange) -> bool:
    if p.sign == "<" and p.number.value == 0:
        return True  # a p whose digits were lost
    if p.sign == ">":
        return computed.high >= p.number.value
    if p.sign == "<" or p.number.value in _ROUND_LIMITS:
        at_most = computed.low <= p.number.value
        return at_most or (p.sign == "=" and p.number.cut_or_rounded.overlaps(computed))
    return p.number.cut_or_rounded.overlaps(computed)


def _is_slip(p: StatedP, computed: NumberRange) -> bool:
    """Return whether a p is near the computed one and on the same side of .05."""
    near = computed.low / _SMALL_SLIP <= p.number.value <= computed.high * _SMALL_SLIP
    same_side = (p.number.value < _SIGNIFICANT) == (computed.high < _SIGNIFICANT)
    return p.sign == "=" and near and same_side


def _incoherence(
    text: CheckedText, test: StatedTest, p: StatedP, computed: NumberRange
) -> Incoherence:
    printed = text.quote(p.start, p.end)
    english, french = worded(
        IncoherenceKind.TEST_AND_P,
        computed,
        _P_DECIMALS,
        test=text.quote(test.start, test.end),
        stated=printed,
    )
    return Incoherence(
        IncoherenceKind.TEST_AND_P,
        IncoherenceSeverity.ADVICE if _is_slip(p, computed) else IncoherenceSeverity.CONTRADICTION,
        (text.span(test.start, test.end), text.span(p.start, p.end)),
        printed,
        computed,
        _FORMULAS[test.statistic],
        english,
        french,
    )
