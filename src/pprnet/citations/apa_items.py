"""Items prepared for APA 7, where the style alone would not print what the manual asks for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape

from pprnet.citations.csl_items import FIRST_SEASON, reveal_markup
from pprnet.citations.rendering import FormattedReference

SafeItem = dict[str, object]

SERIAL_TYPES = frozenset(("article-journal", "article-magazine", "article-newspaper"))
TITLE_OPENING = re.compile(r"(^|[:?!] )([“‘„«\"'¿¡(]?)([^\W\d_])(?=[\W_a-zà-ÿ])")
WORD_START = re.compile(r"(?<![^\s(/-])[a-z](?=[a-z]{3})")
PUBLICATION_NUMBER = re.compile(r"Publication (?:No\.|Number) ", re.IGNORECASE)
LISTED_AUTHORS = 20
"""The most authors whose names are all printed (section 9.8)."""


def apa_fields(item: SafeItem) -> SafeItem:
    """Return the fields of an item that change before APA 7 prints it.

    Args:
        item: as it is handed to pandoc.
    """
    changed: SafeItem = {}
    for rule in (_season, _repeated_names, _dataset, _thesis, _hyphenated_number):
        changed |= rule(item | changed)
    return changed


def _season(item: SafeItem) -> SafeItem:
    """Return the type that prints the season of a journal issue (section 9.14)."""
    issued = item.get("issued")
    if item["type"] != "article-journal" or not isinstance(issued, Mapping):
        return {}
    month = issued["date-parts"][0][1:2]
    return {"type": "article-magazine"} if month and month[0] > FIRST_SEASON else {}


def _repeated_names(item: SafeItem) -> SafeItem:
    """Return the publisher and site emptied where the group that wrote a work is the same."""
    groups = _group_authors(item)
    if len(groups) != 1:
        return {}
    repeatable = (
        ("publisher",) if item["type"] in SERIAL_TYPES else ("publisher", "container-title")
    )
    return {field: "" for field in repeatable if item.get(field) in groups}


def _group_authors(item: SafeItem) -> list[str]:
    """Return the names of the authors if all of them are groups."""
    authors = item.get("author")
    if not isinstance(authors, list) or not all("literal" in name for name in authors):
        return []
    return [str(name["literal"]) for name in authors]


def _dataset(item: SafeItem) -> SafeItem:
    """Return a data set's description: [Data set], in two words, next to any number of it."""
    if item["type"] != "dataset":
        return {}
    return {"medium": item.get("genre") or item.get("medium") or "Data set", "genre": ""}


def _thesis(item: SafeItem) -> SafeItem:
    """Return the genre of a thesis with its institution, as APA 7 prints them: [genre, place].

    An unpublished thesis has its institution in place of a publisher (section 10.6), as the style
    does it.
    """
    if item["type"] != "thesis":
        return {}
    number = PUBLICATION_NUMBER.sub("", str(item.get("number", "")))
    genre, institution = str(item.get("genre", "")), str(item.get("publisher", ""))
    if genre and institution and not genre.lower().startswith("unpublished"):
        return {"genre": f"{genre}, {institution}", "publisher": "", "number": number}
    return {"number": number}


def _hyphenated_number(item: SafeItem) -> SafeItem:
    """Return the genre in one text with a number like "18-2059", which citeproc counts as two."""
    genre, number = str(item.get("genre", "")), str(item.get("number", ""))
    if not genre or item["type"] in (*SERIAL_TYPES, "thesis"):
        return {}
    if not re.fullmatch(r"\d+(?:[-–]\d+)+", number):
        return {}
    label = WORD_START.sub(lambda found: found[0].upper(), genre)
    return {"number": f"{label} No. {number}", "genre": ""}


def apa_text(reference: FormattedReference, item: SafeItem) -> FormattedReference:
    """Return a reference with the signs between its authors that citeproc prints otherwise.

    The ellipsis before the last of 21 or more has spaces, and two groups have no comma (sections
    9.8 and 10.4).

    Args:
        reference: as citeproc prints it.
        item: the item that it was printed from.
    """
    authors = item.get("author")
    if isinstance(authors, list) and len(authors) > LISTED_AUTHORS:
        return FormattedReference(
            html=reference.html.replace(", … ", ', <span class="nowrap">. . .</span> ', 1),
            text=reference.text.replace(", … ", ", . . . ", 1),
            problem=reference.problem,
        )
    groups = _group_authors(item)
    if len(groups) == 2:  # noqa: PLR2004 - two are joined without a comma, three are not
        return _without_comma(reference, *groups)
    return reference


def _without_comma(reference: FormattedReference, first: str, second: str) -> FormattedReference:
    """Return a reference of two groups without the comma between them."""
    first, second = reveal_markup(first), reveal_markup(second)
    printed, wanted = f"{first}, & {second}", f"{first} & {second}"
    return FormattedReference(
        html=reference.html.replace(escape(printed), escape(wanted), 1),
        text=reference.text.replace(printed, wanted, 1),
        problem=reference.problem,
    )


def capitalise(title: str) -> str:
    """Return a title whose title and subtitle begin with a capital, as in APA 7.

    "health care: conceptualization" becomes "Health care: Conceptualization". A word with a capital
    inside ("eHealth") is unchanged, and so is all the rest: a program cannot tell a name from a
    word that is merely in capitals.

    Args:
        title: in English.
    """
    return TITLE_OPENING.sub(lambda found: found[1] + found[2] + found[3].upper(), title)
