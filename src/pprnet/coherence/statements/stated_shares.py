"""Counts of a total with their percentage as printed: "38 of 100 patients (38%)".

Each form names the total beside the count, for a percentage alone may be of any part of a sample.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pprnet.coherence.statements.rounding import NUMBER_PATTERN, RoundedNumber


@dataclass(frozen=True, slots=True)
class StatedShare:
    """A count, the total of which it is a part, and its percentage."""

    part: int
    total: int
    percent: RoundedNumber
    decimals: int
    """Printed decimals of the percentage."""
    part_place: tuple[int, int]
    total_place: tuple[int, int]
    percent_place: tuple[int, int]
    is_approximate: bool
    """Whether a word before a number says that it is not exact."""


_COUNT = r"(?:\d{1,3}(?:,\d{3}){1,3}|\d{1,7})"
_NO_NUMBER_BEFORE = r"(?<![\w.,/%$£€-])(?<!\d )(?<!\d[.,] )"
_PART = rf"{_NO_NUMBER_BEFORE}(?P<part>{_COUNT})"
_TOTAL = rf"(?P<total>{_COUNT})(?![\d/]|[.,]\d|\s?%)"
_DETERMINER = r"(?:the\s|these\s|all\s|our\s)?"
_OF = rf"(?:\s?/\s?|\s(?:out\s)?of\s{_DETERMINER}|\ssur\s)"
_PERCENT = rf"(?P<percent>{NUMBER_PATTERN})\s?(?:%|percent\b|per cent\b)"
_WORDS = r"(?:[ -][a-zA-Z'][a-zA-Z']{0,24}){0,5}"
_PEOPLE = (
    r"(?:patients|participants|people|persons|individuals|subjects|women|men|children|adults|"
    r"adolescents|clients|students|respondents|veterans|parents|mothers|couples|caregivers|"
    r"volunteers|girls|boys|trials|studies|articles|cases|families|therapists)"
)
_IN_BRACKETS = rf"\s?\(\s?{_PERCENT}\s?\)(?!\sof\b)"
_COUNT_THEN_PERCENT = re.compile(
    rf"{_PART}{_OF}{_TOTAL}(?P<words>{_WORDS})\s?(?:\(|,\s)\s?{_PERCENT}(?=\s?[);,])"
)
"""As in "38 of 100 patients (38%)" and "38/100 (38%; 95% CI 29-48)"."""
_PERCENT_THEN_COUNT = re.compile(
    rf"(?<![\d.,-])(?<!\d[.,] ){_PERCENT}(?P<words>)\s?\(\s?(?:[nN]\s?=\s?)?"
    rf"(?P<part>{_COUNT}){_OF}{_TOTAL}"
    rf"(?={_WORDS}\s?(?:\)|[;,]\s?(?:9\d(?:\.\d)?\s?%|[pP]\b)))"
)
"""As in "38% (38/100)" and "38% (n = 38 of 100)", not "60% (7/9 men, 5/11 women)"."""
_TOTAL_LAST = re.compile(
    rf"{_PART}(?P<words>(?:\s{_PEOPLE})?)\s?\(\s?{_PERCENT}\s?\)\s(?:out\s)?of\s{_DETERMINER}"
    rf"(?:total\s)?(?:of\s)?{_TOTAL}(?=\s(?:[a-z-]{{1,20}}\s){{0,2}}{_PEOPLE}\b)"
)
"""As in "38 (38%) of the 100 patients"."""
_OF_WHOM = re.compile(
    rf"{_NO_NUMBER_BEFORE}{_TOTAL}(?P<words>(?:\s[a-z-]{{1,20}}){{0,2}}\s{_PEOPLE}),?\sof\s"
    rf"(?:whom|which)\s(?P<part>{_COUNT})(?:\s{_PEOPLE})?{_IN_BRACKETS}"
)
"""As in "100 patients, of whom 38 (38%)"."""
_SEX_IN_BRACKETS = re.compile(
    rf"{_NO_NUMBER_BEFORE}{_TOTAL}(?P<words>\s{_PEOPLE})\s?\(\s?(?:n\s?=\s?)?(?P<part>{_COUNT})\s?"
    rf"(?:women|men|females?|males?|girls|boys)?\s?[,;(]\s?{_PERCENT}"
    r"(?=\s?[);,]|\s(?:fe)?males?\b|\swom[ae]n\b|\sgirls\b)"
)
"""As in "100 participants (38 women, 38%)"."""
_TOTAL_FIRST = re.compile(
    rf"(?:(?<=\. )|(?<=\A)|(?<=: ))(?:Of|Among|Out of)\s{_DETERMINER}{_TOTAL}"
    rf"(?P<words>(?:\s[a-z-]{{1,20}}){{0,2}}\s{_PEOPLE}),\s(?P<part>{_COUNT})(?:\s{_PEOPLE})?"
    rf"{_IN_BRACKETS}"
)
"""As in "Of 100 patients, 38 (38%)"."""
_FORMS = (
    _COUNT_THEN_PERCENT,
    _PERCENT_THEN_COUNT,
    _TOTAL_LAST,
    _OF_WHOM,
    _SEX_IN_BRACKETS,
    _TOTAL_FIRST,
)
_APPROXIMATE = re.compile(
    r"(?i)(?:about|approximately|around|nearly|almost|roughly|over|more than|less than|at least|"
    r"up to|some|circa|ca\.?|under|[~≈<>≤≥]|below|above|only)\s?\(?\Z"
)
_OTHER_WORDS = re.compile(
    r"(?i)\b(?:vs|versus|compared|than|and|or|but|while|whereas|control|controls|reduction|"
    r"increase|from|with an?|rate|sensitivity|mean|median|per|by|to)\b"
)
"""Words after a total by which the percentage may be of something else."""
_WINDOW = 16


def stated_shares(text: str) -> Iterator[StatedShare]:
    """Yield each count with its total and percentage.

    Args:
        text: of normalised typography.
    """
    if "%" not in text and "cent" not in text:
        return
    for form in _FORMS:
        for match in form.finditer(text):
            if not _OTHER_WORDS.search(match["words"]):
                yield _stated_share(text, match)


def _stated_share(text: str, match: re.Match[str]) -> StatedShare:
    return StatedShare(
        int(match["part"].replace(",", "")),
        int(match["total"].replace(",", "")),
        RoundedNumber.from_text(match["percent"]),
        len(match["percent"].partition(".")[2]),
        match.span("part"),
        match.span("total"),
        match.span("percent"),
        any(_follows_approximation(text, match.start(name)) for name in ("percent", "part")),
    )


def _follows_approximation(text: str, place: int) -> bool:
    return _APPROXIMATE.search(text[max(0, place - _WINDOW) : place]) is not None
