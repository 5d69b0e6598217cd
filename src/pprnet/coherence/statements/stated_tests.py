"""Tests of significance as printed: "t(58) = 2.20, p = .032", "χ²(1, N = 90) = 4.1, P < .05"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from pprnet.coherence.statements.rounding import NUMBER_PATTERN, RoundedNumber


class TestStatistic(StrEnum):
    """A statistic of which p follows from its degrees of freedom."""

    __test__ = False

    T = "t"
    F = "F"
    CHI_SQUARE = "χ²"
    R = "r"
    Z = "z"


@dataclass(frozen=True, slots=True)
class StatedP:
    """A p as printed, with its sign of comparison."""

    sign: str
    """One of "=", "<" and ">"."""
    number: RoundedNumber
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class StatedTest:
    """A test statistic with its degrees of freedom, and the p that follows it."""

    statistic: TestStatistic
    value: RoundedNumber
    df: tuple[float, ...]
    """None for z, two for F, else one."""
    start: int
    end: int
    p: StatedP | None
    effect_end: int
    """Place up to which the same bracket or clause may state an effect size."""


_DF = r"\d{1,5}(?:\.\d{1,4})?"
_VALUE = rf"(?P<value>-?\s?{NUMBER_PATTERN})(?!\s?[%×x*-]|[eE]-)"
_SIGN = r"\s?=\s?"
_BEFORE = r"(?<![\w.'-])"
_PATTERNS = (
    (
        TestStatistic.T,
        re.compile(
            rf"{_BEFORE}t\s?(?:\(\s?(?:df\s?=\s?)?(?P<df>{_DF})\s?\)|(?P<df_low>\d{{2,4}}))"
            rf"{_SIGN}{_VALUE}"
        ),
    ),
    (
        TestStatistic.F,
        re.compile(
            rf"{_BEFORE}F\s?\(?\s?(?P<df>{_DF})\s?[,;/]\s?(?P<df2>{_DF})\s?\)?{_SIGN}{_VALUE}"
        ),
    ),
    (
        TestStatistic.CHI_SQUARE,
        re.compile(
            r"(?<![\w'])(?:χ\s?2|[XΧ]\s?2|chi\s?-?\s?(?:2|squared?))\s?"
            rf"\(\s?(?:df\s?=\s?)?(?P<df>\d{{1,4}})\s?(?:[,;]\s?(?:[nN]\s?=\s?)?[\d,]{{1,9}}\s?)?\)"
            rf"{_SIGN}{_VALUE}"
        ),
    ),
    (TestStatistic.R, re.compile(rf"{_BEFORE}r\s?\(\s?(?P<df>\d{{1,5}})\s?\){_SIGN}{_VALUE}")),
    (
        TestStatistic.R,
        re.compile(rf"{_BEFORE}r{_SIGN}{_VALUE}\s?[,;]\s?[nN]\s?=\s?(?P<pairs>\d{{1,5}})(?![\d.,]\d)"),
    ),
    (TestStatistic.Z, re.compile(rf"{_BEFORE}[zZ]{_SIGN}{_VALUE}(?=\s?[,;]\s?[pP]\b)")),
    (
        TestStatistic.T,
        re.compile(rf"{_BEFORE}t{_SIGN}{_VALUE}\s?[,;]\s?df\s?=\s?(?P<df>{_DF})(?![\d.,]\d)"),
    ),
    (
        TestStatistic.CHI_SQUARE,
        re.compile(
            rf"(?<![\w'])(?:χ\s?2|[XΧ]2|chi\s?-?\s?squared?){_SIGN}{_VALUE}\s?[,;]\s?"
            rf"df\s?=\s?(?P<df>\d{{1,4}})(?![\d.,]\d)"
        ),
    ),
)  # fmt: skip
_OTHER_VALUE = (
    r"(?:(?:MSE|MSe|SE|SEM|d|g|f|V|N|n|φ|ω\s?2|η\s?p?\s?2|ηp2|ηG2|partial η\s?2|ES|Cohen's d|r)"
    rf"\s?=\s?-?\s?{NUMBER_PATTERN}\s?[,;]\s?)"
)
_P = re.compile(
    rf"\s?(?:\(n\s?=\s?\d{{1,6}}\))?\s?[,;(]{{0,2}}\s?{_OTHER_VALUE}{{0,2}}"
    r"(?P<p>[pP]\s?(?:-?\s?values?)?\s?(?P<sign>[=<>≤≥]|<\s?=|>\s?=)\s?"
    r"(?P<number>0?\.\d{1,9}|[01](?:\.0{1,9})?))(?!\d|\s?\.\s?\d|\s?[%×x*]|[eE]-|\s?(?:-|to)\s?\d?\.)"
)
_SIGN_FORMS = {"≤": "<", "≥": ">"}
_EFFECT_WINDOW = 60
_MIN_DECIMALS = 2


def stated_tests(text: str) -> Iterator[StatedTest]:
    """Yield the tests that a text prints in full.

    Args:
        text: of normalised typography.
    """
    for statistic, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            yield _stated_test(text, statistic, match)


def _stated_test(text: str, statistic: TestStatistic, match: re.Match[str]) -> StatedTest:
    groups = match.groupdict()
    df = [float(groups[name]) for name in ("df", "df_low", "df2") if groups.get(name)]
    df += [float(groups["pairs"]) - 2] if groups.get("pairs") else []
    p = stated_p(text, match.end())
    return StatedTest(
        statistic,
        RoundedNumber.from_text(match["value"]),
        tuple(df),
        match.start(),
        match.end(),
        p,
        _clause_end(text, p.end if p else match.end()),
    )


def stated_p(text: str, place: int) -> StatedP | None:
    """Return the p that directly follows a place, `None` if there is none.

    Args:
        text: of normalised typography.
        place: the end of the statistic or interval that p belongs to.
    """
    match = _P.match(text, place)
    if match is None:
        return None
    sign = match["sign"][0]
    number = RoundedNumber.from_text(_without_added_zeros(match["number"]))
    return StatedP(_SIGN_FORMS.get(sign, sign), number, match.start("p"), match.end("p"))


def _without_added_zeros(printed: str) -> str:
    """Return ".89" for ".890": programs print p with three decimals, some people add the zero."""
    text = printed.rstrip("0")
    decimals = len(text.partition(".")[2])
    return text if decimals >= _MIN_DECIMALS else printed


def _clause_end(text: str, place: int) -> int:
    """Return the place of the bracket, semicolon or sentence end after a test."""
    for end in range(place, min(len(text), place + _EFFECT_WINDOW)):
        if text[end] in ");" or text[end : end + 2] == ". ":
            return end
    return min(len(text), place + _EFFECT_WINDOW)
