"""Whether a percentage is that of the count and the total printed beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pprnet.coherence.incoherence import (
    Certainty,
    Formula,
    Incoherence,
    IncoherenceKind,
    NumberRange,
)
from pprnet.coherence.rounding import NUMBER_PATTERN, RoundedNumber
from pprnet.coherence.sentences import worded
from pprnet.records import Span

_COUNT = r"(?:\d{1,3}(?:,\d{3}){1,3}|\d{1,7})"
_PART = rf"(?<![\w.,/%$£€-])(?<!\d )(?P<part>{_COUNT})"
_TOTAL = rf"(?P<total>{_COUNT})(?![\d/]|[.,]\d|\s?%)"
_OF = r"(?:\s?/\s?|\s(?:out\s)?of\s(?:the\s|these\s|all\s|our\s)?|\ssur\s)"
_PERCENT = rf"(?P<percent>{NUMBER_PATTERN})\s?(?:%|percent\b|per cent\b)"
_WORDS = r"(?:[ -][a-zA-Z'][a-zA-Z']{0,24}){0,5}"
_PEOPLE = (
    r"(?:patients|participants|people|persons|individuals|subjects|women|men|children|adults|"
    r"adolescents|clients|students|respondents|veterans|parents|mothers|couples|caregivers|"
    r"volunteers|girls|boys|trials|studies|articles|cases|families|therapists|patients?)"
)
_FORMS = (
    # "38 of 100 patients (38%)", "38/100 (38 %; ...)", "38 of 100, 38%"
    re.compile(
        rf"{_PART}{_OF}{_TOTAL}(?P<words>{_WORDS})\s?(?:\(|,\s)\s?{_PERCENT}(?=\s?[);,])"
    ),
    # "38% (38/100)", "38% (n = 38 of 100)"
    re.compile(
        rf"(?<![\d.,-]){_PERCENT}(?P<words>)\s?\(\s?(?:[nN]\s?=\s?)?(?P<part>{_COUNT}){_OF}{_TOTAL}"
        rf"(?={_WORDS}\s?(?:\)|[;,]\s?(?:9\d(?:\.\d)?\s?%|[pP]\b)))"
    ),
    # "38 (38%) of 100 patients", "38 patients (38%) of the 100"
    re.compile(
        rf"{_PART}(?P<words>(?:\s{_PEOPLE})?)\s?\(\s?{_PERCENT}\s?\)\s(?:out\s)?of\s"
        rf"(?:the\s|these\s|all\s|our\s)?(?:total\s)?(?:(?:of\s)?)(?<!\d\s)"
        rf"{_TOTAL}(?=\s(?:[a-z-]{{1,20}}\s){{0,2}}{_PEOPLE}\b)"
    ),
    # "100 patients, of whom 38 (38%)"
    re.compile(
        rf"(?<![\w.,/%$£€-])(?<!\d ){_TOTAL}(?P<words>(?:\s[a-z-]{{1,20}}){{0,2}}\s{_PEOPLE}),?\sof\s"
        rf"(?:whom|which)\s(?P<part>{_COUNT})(?:\s{_PEOPLE})?\s?\(\s?{_PERCENT}\s?\)"
    ),
    # "Of 100 patients, 38 (38%)", "Among the 100 included women, 38 women (38%)"
    re.compile(
        rf"(?:(?<=\. )|(?<=\A)|(?<=: ))(?:Of|Among|Out of)\s(?:the\s|these\s|all\s|our\s)?{_TOTAL}"
        rf"(?P<words>(?:\s[a-z-]{{1,20}}){{0,2}}\s{_PEOPLE}),\s(?P<part>{_COUNT})(?:\s{_PEOPLE})?"
        rf"\s?\(\s?{_PERCENT}\s?\)"
    ),
)
_APPROXIMATE = re.compile(
    r"(?i)(?:about|approximately|around|nearly|almost|roughly|over|more than|less than|at least|"
    r"up to|some|circa|ca\.?|under|[~≈<>≤≥=]|below|above|only)\s?\(?\Z"
)
_OTHER_WORDS = re.compile(
    r"(?i)\b(?:vs|versus|compared|than|and|or|but|while|whereas|control|controls|reduction|"
    r"increase|from|with an?|rate|sensitivity|mean|median|per|by|to)\b"
)
"""Words after a total by which the percentage may be of something else."""
_ABOVE_HUNDRED = re.compile(
    rf"(?<![\d.,-])(?P<percent>(?!100\b)1\d\d(?:\.\d{{1,3}})?)\s?% of (?:the |all |our )?(?P<people>"
    rf"(?:[a-z]{{1,20}} )?(?:patients|participants|people|women|men|children|adults|clients|"
    rf"respondents|students|subjects|individuals))\b(?!')"
)
_SHARE = Formula("percentage = 100 × part / total", "by definition")
_PARTS = Formula("part ≤ total", "by definition")
_WINDOW = 16


def check_percentages(text: str, field: str) -> Iterator[Incoherence]:
    """Yield each percentage that is not that of its count and total.

    Args:
        text: of normalised typography.
        field: name of the field in the places.
    """
    for form in _FORMS:
        for match in form.finditer(text):
            yield from _check_share(text, field, match)
    for match in _ABOVE_HUNDRED.finditer(text):
        yield _above_hundred(text, field, match)


def _check_share(text: str, field: str, match: re.Match[str]) -> Iterator[Incoherence]:
    part, total = (int(match[name].replace(",", "")) for name in ("part", "total"))
    percent = RoundedNumber.from_text(match["percent"])
    if not total or _OTHER_WORDS.search(match["words"]):
        return
    if part > total:
        yield _part_above_total(text, field, match, NumberRange(part, part))
        return
    share = 100 * part / total
    if not _is_share(percent, share) and not _is_approximate(text, match):
        yield _wrong_share(text, field, match, NumberRange(share, share))


def _is_share(percent: RoundedNumber, share: float) -> bool:
    """Return whether a share is printed as a percentage, rounded or cut off."""
    return percent.cut_or_rounded.overlaps(NumberRange(share, share))


def _is_approximate(text: str, match: re.Match[str]) -> bool:
    """Return whether a word before a number says that it is not exact."""
    return any(
        _APPROXIMATE.search(text[max(0, match.start(name) - _WINDOW) : match.start(name)])
        for name in ("percent", "part", "total")
    )


def _wrong_share(
    text: str, field: str, match: re.Match[str], computed: NumberRange
) -> Incoherence:
    kind = IncoherenceKind.COUNT_AND_PERCENTAGE
    printed = text[match.start("percent") : match.end("percent")]
    english, french = worded(
        kind,
        computed,
        len(printed.partition(".")[2]) + 1,
        "%",
        stated=f"{printed}%",
        part=match["part"],
        total=match["total"],
    )
    return Incoherence(
        kind,
        Certainty.CONTRADICTION,
        _places(field, match),
        f"{printed}%",
        computed,
        _SHARE,
        english,
        french,
    )


def _part_above_total(
    text: str, field: str, match: re.Match[str], computed: NumberRange
) -> Incoherence:
    kind = IncoherenceKind.PART_ABOVE_TOTAL
    english, french = worded(kind, computed, part=match["part"], total=match["total"])
    printed = text[match.start() : match.end()]
    return Incoherence(
        kind,
        Certainty.CONTRADICTION,
        _places(field, match),
        printed,
        computed,
        _PARTS,
        english,
        french,
    )


def _places(field: str, match: re.Match[str]) -> tuple[Span, ...]:
    """Return the place of the percentage, then that of count and total together."""
    ends = (*match.span("part"), *match.span("total"))
    return (Span(field, *match.span("percent")), Span(field, min(ends), max(ends)))


def _above_hundred(text: str, field: str, match: re.Match[str]) -> Incoherence:
    kind = IncoherenceKind.PERCENTAGE_ABOVE_HUNDRED
    printed = text[match.start() : match.end()]
    computed = NumberRange(0.0, 100.0)
    english, french = worded(kind, computed, stated=f"{match['percent']}%")
    place = Span(field, *match.span())
    return Incoherence(
        kind, Certainty.CONTRADICTION, (place,), printed, computed, _SHARE, english, french
    )
