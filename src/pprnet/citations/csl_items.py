"""CSL-JSON items made safe: known fields only, and text that stays text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from pprnet.citations.quotation_marks import REVEALED_QUOTES
from pprnet.text import clean

CslItem = Mapping[str, object]

CSL_TEXT_FIELDS = (
    "title",
    "container-title",
    "collection-title",
    "collection-number",
    "publisher",
    "publisher-place",
    "event-title",
    "event-place",
    "archive",
    "archive_location",
    "archive-place",
    "references",
    "volume",
    "issue",
    "page",
    "number",
    "edition",
    "version",
    "genre",
    "status",
    "medium",
    "language",
)
CSL_NAME_FIELDS = ("author", "editor", "container-author", "translator", "illustrator")
NAME_PARTS = (
    "family",
    "given",
    "suffix",
    "literal",
    "non-dropping-particle",
    "dropping-particle",
)
CSL_DATE_FIELDS = ("issued", "accessed", "original-date")
CSL_TYPES = frozenset(
    (
        *("article", "article-journal", "article-magazine", "article-newspaper", "book"),
        *("chapter", "dataset", "document", "entry", "entry-dictionary", "entry-encyclopedia"),
        "manuscript",
        *("paper-conference", "post", "post-weblog", "report", "review", "review-book"),
        *("software", "speech", "standard", "thesis", "webpage"),
    )
)

# citeproc reads <i>, <sub>, <span ...> in CSL-JSON as markup. The two signs travel as characters
# of the private use area, which no real text holds, and come back when the answer is rendered.
HIDDEN_SIGNS = {ord("<"): "\ue000", ord(">"): "\ue001"}
REVEALED_SIGNS = {0xE000: "<", 0xE001: ">"}
UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ue000-\uf8ff\ufffe\uffff]+")
MAX_TEXT_CHARACTERS = 5_000
MAX_NAMES = 3_000
LAST_YEAR = 9999
SEASONS = ("1", "2", "3", "4")
"""Spring, summer, autumn and winter, as CSL numbers them."""
FIRST_SEASON = 20
"""The month before spring: citeproc reads seasons as months 21 to 24 (ISO 8601-2)."""


def field_text(value: object) -> str:
    """Return the text of a field as one line without markup, empty where there is none.

    Args:
        value: of a field of an item, of any type.
    """
    return clean(raw_text(value))


def raw_text(value: object) -> str:
    """Return a text or number unchanged on one line; a DOI may contain what looks like a tag.

    Args:
        value: of a field of an item, of any type; one that is neither text nor number is empty.
    """
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return " ".join(UNPRINTABLE.sub(" ", str(value)[:MAX_TEXT_CHARACTERS]).split())


def hide_markup(text: str) -> str:
    """Return a text with the signs replaced that citeproc would read as markup.

    Args:
        text: plain text.
    """
    return text.translate(HIDDEN_SIGNS)


def reveal_markup(text: str) -> str:
    """Return a text with the signs that `hide_markup` and `hide_unpaired_quotes` replaced.

    Args:
        text: as pandoc returns it.
    """
    return text.translate(REVEALED_SIGNS | REVEALED_QUOTES)


def item_names(item: CslItem, field: str) -> list[dict[str, str]]:
    """Return the names of a field that have any text, parts as one-line texts.

    Args:
        item: CSL-JSON.
        field: a CSL name variable, such as "author".
    """
    value = item.get(field)
    if not isinstance(value, Sequence) or isinstance(value, str | bytes):
        return []
    names = []
    for name in value[:MAX_NAMES]:
        if isinstance(name, Mapping):
            parts = {part: field_text(name.get(part)) for part in NAME_PARTS}
            names.append({part: text for part, text in parts.items() if text})
    return [name for name in names if name.get("family") or name.get("literal")]


def date_parts(item: CslItem, field: str = "issued") -> list[int]:
    """Return year, month and day of a date as far as they are stated.

    Args:
        item: CSL-JSON.
        field: a CSL date variable.
    """
    value = item.get(field)
    if not isinstance(value, Mapping):
        return []
    parts = value.get("date-parts")
    if isinstance(parts, Sequence) and not isinstance(parts, str) and parts:
        return _whole_parts(parts[0])
    stated = field_text(value.get("raw")) or field_text(value.get("literal"))
    year = re.search(r"\b(1[5-9]|20|21)\d\d\b", stated)
    return [int(year.group())] if year else []


def safe_date(item: CslItem, field: str) -> dict[str, object]:
    """Return a date, range of dates or season with known parts only, empty where none is stated.

    Args:
        item: CSL-JSON.
        field: a CSL date variable.
    """
    first = date_parts(item, field)
    if not first:
        return {}
    value = item.get(field)
    stated: Mapping[str, object] = value if isinstance(value, Mapping) else {}
    last = _last_parts(stated.get("date-parts"))
    season = field_text(stated.get("season"))
    if len(first) == 1 and season in SEASONS:
        first = [*first, FIRST_SEASON + int(season)]
    return {"date-parts": [first, last] if last > first else [first]}


def _last_parts(parts: object) -> list[int]:
    """Return the end of a range of dates, empty where there is none."""
    is_range = isinstance(parts, Sequence) and not isinstance(parts, str) and len(parts) > 1
    return _whole_parts(parts[1]) if is_range and isinstance(parts, Sequence) else []


def _whole_parts(parts: object) -> list[int]:
    """Return the leading numbers of [year, month, day], up to the first unusable one."""
    numbers: list[int] = []
    if not isinstance(parts, Sequence) or isinstance(parts, str):
        return numbers
    for part, (low, high) in zip(parts, ((1, LAST_YEAR), (1, 12), (1, 31)), strict=False):
        text = field_text(part)
        if not text.isascii() or not text.isdigit() or not low <= int(text) <= high:
            break
        numbers.append(int(text))
    return numbers


def web_address(value: object) -> str:
    """Return an http or https address, otherwise an empty text.

    Args:
        value: of a field of an item, of any type.
    """
    address = raw_text(value)
    return address if re.match(r"https?://[^\s<>]+$", address, re.IGNORECASE) else ""
