"""What follows the date of a printed reference: title, and the journal, book or publisher."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pprnet.citations.printed.reference_shapes import ReferenceShape, read_names
from pprnet.citations.printed.source_patterns import (
    ADVANCE,
    BRACKETED,
    EDITED_BY,
    EDITION,
    EDITORS_LAST,
    EDITORS_NAMED,
    IN_BOOK,
    NOTE,
    PAGES,
    PEOPLE_OF_NOTE,
    PLACE,
    PREPRINT_WORDS,
    QUOTED,
    SENTENCE_END,
    SINGLE_QUOTED,
    TAIL,
    THESIS,
    THESIS_WORDS,
)
from pprnet.citations.printed.title_division import divide_title
from pprnet.formats.fields.bibliographic_fields import full_pages
from pprnet.records import Author, WorkType


@dataclass(slots=True)
class SourceParts:
    """Title and source of a work, as far as they could be read."""

    kind: WorkType = WorkType.ARTICLE
    title: str = ""
    container: str = ""
    editors: tuple[Author, ...] = ()
    translators: tuple[Author, ...] = ()
    volume: str = ""
    issue: str = ""
    pages: str = ""
    article_number: str = ""
    number: str = ""
    """Of a report, data set or thesis."""
    edition: str = ""
    publisher: str = ""
    genre: str = ""
    status: str = ""
    guesses: dict[str, str] = field(default_factory=dict)
    """Fields of which a person must judge whether they are right, with the reason."""


def read_source(rest: str, place: str, shape: ReferenceShape) -> SourceParts:
    """Return title and source of a reference.

    Args:
        rest: what follows the names and the date.
        place: volume and pages, where the style prints them after the year.
        shape: of the style.
    """
    source = SourceParts()
    rest = _take_status(rest, source)
    rest = _take_genre(rest, source)
    rest = _take_thesis(PREPRINT_WORDS.sub("", rest), source)
    title, rest = _split_title(rest)
    title, rest = _split_book(title, rest)
    if shape is ReferenceShape.AUTHOR_DATE and not title:
        rest = _take_notes(rest, source)
    if source.kind is WorkType.THESIS:
        source.title = title or rest.strip(" .,")
        return source
    is_chapter = shape is not ReferenceShape.NUMBERED or _is_numbered_chapter(rest)
    if title and IN_BOOK.match(rest) and is_chapter:
        source.title = title
        _read_chapter(IN_BOOK.sub("", rest, count=1), place, source)
        return source
    if shape is ReferenceShape.NUMBERED:
        _read_numbered(title, rest, place, source)
    else:
        _read_author_date(title, rest, source, needs_comma=shape is ReferenceShape.AUTHOR_DATE)
    return source


def _take_status(rest: str, source: SourceParts) -> str:
    """Return the rest without the words that a work is ahead of print, which are kept."""
    found = ADVANCE.search(rest)
    if not found:
        return rest
    source.status = "Advance online publication"
    return rest[: found.start()] + "." + rest[found.end() :].rstrip(". ")


def _take_genre(rest: str, source: SourceParts) -> str:
    """Return the rest without a description in square brackets, which is kept."""
    found = BRACKETED.search(rest)
    if not found or found["genre"].isdigit():
        return rest
    source.genre = found["genre"].strip()
    return rest[: found.start()] + rest[found.end() :]


def _take_thesis(rest: str, source: SourceParts) -> str:
    """Return the rest without the kind and institution of a thesis at its end, which are kept."""
    found = THESIS_WORDS.search(rest)
    if not found:
        return rest
    source.kind = WorkType.THESIS
    source.genre, source.publisher = found["genre"].strip(), found["where"].strip()
    return rest[: found.start()]


def _split_title(rest: str) -> tuple[str, str]:
    """Return the title and what follows: by quotation marks, else undivided."""
    for pattern in (QUOTED, SINGLE_QUOTED):
        found = pattern.match(rest)
        if found:
            return found["title"].rstrip(",. "), rest[found.end() :]
    return "", rest


def _split_book(title: str, rest: str) -> tuple[str, str]:
    """Return the title of a chapter and "In ..." after it, where the text has them."""
    if title:
        return title, rest
    for found in IN_BOOK.finditer(rest):
        after = rest[found.end() :]
        begins = rest[: found.start()].rstrip()[-1:] in ".?!" and after[:1].isupper()
        if found.start() and (rest[found.end() - 2] == ":" or EDITORS_LAST.match(after) or begins):
            return rest[: found.start()].rstrip(". "), rest[found.start() :].lstrip()
    return "", rest


def _is_numbered_chapter(rest: str) -> bool:
    """Return whether the rest is "In: ...", as Vancouver and AMA print a chapter."""
    return bool(re.match(r"\s?In:\s", rest))


def _read_chapter(rest: str, place: str, source: SourceParts) -> None:
    """Read the editors, book, edition, pages and publisher of a chapter."""
    source.kind = WorkType.CHAPTER
    for pattern in (EDITORS_LAST, EDITORS_NAMED):
        found = pattern.match(rest)
        if found:
            source.editors = read_names(found["names"])[0]
            rest = rest[found.end() :]
            break
    edited = EDITED_BY.search(rest)
    if edited and not source.editors:
        source.editors = read_names(edited["names"])[0]
        rest = rest[: edited.start()] + rest[edited.end() :]
    source.pages = _pages_of(place or rest)
    rest = PAGES.sub("", rest)
    _read_book(rest, source)
    if not source.editors:
        source.guesses["editor"] = "no editor of the book could be read"


def _pages_of(text: str) -> str:
    """Return the pages that a text states."""
    found = PAGES.search(text) or re.search(r"^:?\s?(?P<where>\d{1,5}\s?[-–]\s?\d{1,5})$", text)
    return full_pages(found["where"]) if found else ""


def _read_book(rest: str, source: SourceParts) -> None:
    """Read a book's title, edition and publisher; of a chapter they are those of its book."""
    edition = EDITION.search(rest)
    if edition:
        source.edition = edition["edition"]
        rest = rest[: edition.start()] + "." + rest[edition.end() :]
    rest = re.sub(r"\s?\([\s,.;]*\)|,\s*(?=\.)|\(\s*\.", ".", rest)
    sentences = [part.strip(" .,;()") for part in SENTENCE_END.split(rest)]
    sentences = [part for part in sentences if part]
    title = sentences[0] if sentences else ""
    if source.kind is WorkType.CHAPTER:
        source.container = title
    else:
        source.title = title
    source.publisher = ". ".join(sentences[1:]).rpartition(": ")[2]


def _take_notes(rest: str, source: SourceParts) -> str:
    """Return the rest without what is in brackets after a title, which is kept."""
    found = NOTE.search(rest)
    if not found:
        return rest
    source.kind = WorkType.BOOK
    for note in found["note"].split("; "):
        people = PEOPLE_OF_NOTE.match(note)
        if people:
            names = read_names(people["names"])[0]
            role = people["role"].lower()
            source.editors = names if role.startswith("ed") else source.editors
            source.translators = names if "trans" in role else source.translators
        elif edition := re.search(r"\bed\b", note):
            numbered = EDITION.search(note)
            source.edition = numbered["edition"] if numbered else note[: edition.end()] + "."
        else:
            source.number = note
    source.guesses["type"] = "it may be a book, a report, a data set or a thesis"
    return rest[: found.start()] + rest[found.end() :]


def _read_author_date(title: str, rest: str, source: SourceParts, *, needs_comma: bool) -> None:
    """Read the source of a reference in APA, Harvard or Chicago style."""
    tail = _tail(rest, needs_comma=needs_comma)
    if tail is None:
        _read_without_volume(title, rest, source)
        return
    _keep_numbers(tail, source)
    before = rest[: tail.start()].strip(" ,")
    source.title, source.container = (title, before) if title else _divide(before, source)


def _tail(rest: str, *, needs_comma: bool) -> re.Match[str] | None:
    """Return the volume, issue and pages at the end of a reference, `None` without a volume.

    Springer prints no comma before the volume, but a colon and a range of pages after it.
    """
    for found in TAIL.finditer(rest, max(0, len(rest) - 90)):
        is_range = found["sign"] == ":" and bool(re.search(r"\d\s?[-‐–—]", found["where"]))
        if (found["volume"] or found["issue"]) and (found["comma"] or is_range or not needs_comma):
            return found
    return None


def _keep_numbers(found: re.Match[str], source: SourceParts) -> None:
    """Keep volume, issue and pages or article number."""
    where = found["where"] or ""
    source.volume = found["volume"] or ""
    source.issue = found["issue"] or found.groupdict().get("number") or ""
    number = re.sub(r"^Article\s", "", where).strip(". ")
    is_number = where.startswith("Article") or bool(re.match(r"[A-Za-z]{1,4}\d{3,}", number))
    if is_number and not re.search(r"[-–]", number):
        source.article_number = number
    else:
        source.pages = full_pages(number)


def _read_without_volume(title: str, rest: str, source: SourceParts) -> None:
    """Read a reference that states no volume: ahead of print, in press, a book, a thesis."""
    if source.genre and THESIS.search(source.genre):
        _read_thesis(rest, source)
        return
    if EDITION.search(rest) and not title:
        source.kind = WorkType.BOOK
        _read_book(rest, source)
        return
    if title:
        source.title, source.container = title, rest.strip(" .,")
    else:
        source.title, source.container = _divide(rest, source)
    if source.kind is WorkType.BOOK:
        source.publisher, source.container = source.container, ""
    elif not source.status:
        source.guesses["type"] = "no volume is printed: it may be a book, a preprint or a page"


def _read_thesis(rest: str, source: SourceParts) -> None:
    """Read a thesis: its kind and institution are in brackets or follow the title."""
    source.kind = WorkType.THESIS
    source.genre, _, institution = source.genre.partition(", ")
    sentences = [part.strip(" .") for part in SENTENCE_END.split(rest)]
    source.title = sentences[0] if sentences else ""
    source.publisher = institution or ". ".join(filter(None, sentences[1:]))


def _read_numbered(title: str, rest: str, place: str, source: SourceParts) -> None:
    """Read the source of a reference in Vancouver or AMA style."""
    found = PLACE.match(place) if place else None
    if found and (found["volume"] or found["where"]) and not place.startswith("p"):
        _keep_numbers(found, source)
        source.title, source.container = (
            (title, rest.strip(" .")) if title else _divide(rest, source)
        )
        if not found["volume"]:
            source.guesses["volume"] = "no volume is printed"
    elif EDITION.search(rest) or ": " in rest or place:
        source.kind = WorkType.BOOK
        _read_book(rest, source)
        source.guesses["type"] = "no journal is printed: it may be a book, a report or a thesis"
    else:
        source.title, source.container = _divide(rest, source)
        source.guesses["type"] = "no volume is printed: it may be a book, a preprint or a page"


def _divide(text: str, source: SourceParts) -> tuple[str, str]:
    """Return title and journal of a text without quotation marks; doubts are kept."""
    divided = divide_title(text)
    source.guesses |= divided.guesses
    return divided.title, divided.journal
