"""NBIB, the tagged format of PubMed and MEDLINE."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pprnet.formats.detection import Detection, text_with
from pprnet.formats.fields.bibliographic_fields import (
    full_pages,
    isbns,
    issns,
    language_code,
    pages_and_number,
    unique_texts,
)
from pprnet.formats.fields.dates import parse_date
from pprnet.formats.fields.medline import (
    RELATIONS,
    author_with_suffix,
    is_marked_retracted,
    medline_heading,
    medline_relation,
    medline_title,
    medline_work_type,
)
from pprnet.formats.fields.name_lists import split_names
from pprnet.formats.fields.names.group_names import group_author
from pprnet.formats.fields.person_names import parse_name, parse_short_name, special_name
from pprnet.formats.fields.ris_tags import TagValues
from pprnet.formats.format_entry import Format, Writer
from pprnet.formats.streams import Stream
from pprnet.formats.tagged.nbib_writer import SUPPORTED_FIELDS, SUPPORTED_PARTS, write_nbib
from pprnet.formats.tagged.tagged_entry import TaggedEntry, first_line_problem
from pprnet.identifiers import normalise_doi, normalise_orcid, normalise_pmcid, normalise_pmid
from pprnet.limits import MAX_LINE
from pprnet.records import Author, Problem, Record, WorkType
from pprnet.text import clean

SOURCE = "nbib"

_TAG = re.compile(r"\ufeff?([A-Z]{2,4})(\s{0,2})-(?:\s|$|(?=\d))(.*)", re.DOTALL)
_TAG_WIDTH = 4
_SINGLE = frozenset({"PMID", "OWN", "STAT", "TI", "BTI", "JT", "TA", "PMC", "DP", "SO"})
_ONCE = frozenset({"PMID", "OWN", "STAT", "TI", "JT", "DP", "SO"})
"""Tags that no record has twice."""
_ADMINISTRATIVE = (
    "OWN STAT DA DCOM LR EDAT MHDA CRDT PHST SO PST SB AU FAU CN AUID FED ED AID LID "
    "PMID TI BTI TT AB DP TA JT IS ISBN VI IP PG PB PL EN PMC LA OT MH PT URL LIC"
)
_READ = frozenset((*_ADMINISTRATIVE.split(" "), *RELATIONS))


def _split_nbib_tag(line: str) -> tuple[str, str] | None:
    """Return tag and value of a line, `None` if it continues the line before."""
    found = _TAG.match(line)
    if not found:
        return None
    tag, gap, text = found.groups()
    aligned = len(tag) + len(gap) == _TAG_WIDTH
    return (tag, text.strip()) if aligned or tag in _READ else None


def read_nbib(stream: Stream) -> Iterator[Record | Problem]:
    """Yield each record; a blank line or the next `PMID` ends it.

    Args:
        stream: the file.
    """
    entry, blank = TaggedEntry(), True
    for number, line in stream.text_lines():
        if line is None:
            message = f"skipped a line longer than {MAX_LINE // 2**20} MiB"
            yield Problem(stream.name, message, line=number)
            continue
        tagged = _split_nbib_tag(line)
        if tagged:
            if _starts_record(tagged[0], entry, after_blank=blank):
                yield from _close(stream, entry)
                entry = TaggedEntry(number)
            elif blank or tagged[0] not in _READ:
                entry.note_opening(number)
            entry.add(*tagged)
        elif line.strip():
            if entry.pieces and (line[:1].isspace() or not blank):
                if blank or not line[:1].isspace() or line.lstrip().startswith("PMID"):
                    entry.note_opening(number)
                entry.continue_value(line.strip())
            else:
                yield _unexpected_line(stream, number, line)
        blank = not line.strip()
    yield from _close(stream, entry)


def _starts_record(tag: str, entry: TaggedEntry, *, after_blank: bool) -> bool:
    """Return whether a tag opens the next record."""
    if tag == "PMID" or not entry.pieces:
        return True
    if not after_blank:
        return False
    held = {name for name, _ in entry.pieces}
    return "PMID" not in held or (tag in _SINGLE and tag in held)


def _unexpected_line(stream: Stream, number: int, line: str) -> Problem:
    message = f'expected a tag such as "PMID- ", got "{line.strip()[:40]}"'
    return Problem(stream.name, message, line=number, lost=False)


def _close(stream: Stream, entry: TaggedEntry) -> Iterator[Record | Problem]:
    for part in entry.references(_ONCE):
        fields = part.fields()
        if any(text for _, text in fields):
            yield _nbib_record(fields, part.line)
        elif fields:
            yield Problem(stream.name, "skipped a record without any field", line=part.line)
        if part is not entry and not any(tag == "PMID" for tag, _ in fields):
            yield first_line_problem(stream.name, "PMID- ", part.line)
    if entry.is_truncated:
        message = f"a record over {MAX_LINE // 2**20} MiB was cut there"
        yield Problem(stream.name, message, line=entry.line, lost=False)


def _nbib_record(fields: Sequence[tuple[str, str]], line: int) -> Record:
    """Return the fields of one record."""
    tags = TagValues(fields)
    types = unique_texts(map(clean, tags.all("PT")))
    relations = tuple(
        medline_relation(kind, text)
        for tag, (_, kind) in RELATIONS.items()
        for text in tags.all(tag)
    )
    title, book = medline_title(tags.first("TI")), medline_title(tags.first("BTI"))
    pages, article_number = _pages_and_number(tags)
    pmid = normalise_pmid(tags.first("PMID"))
    return Record(
        source=SOURCE,
        source_id=pmid,
        line=line,
        type=WorkType.CHAPTER if title and book else medline_work_type(types, book=bool(book)),
        title=title or book,
        vernacular_title=medline_title(tags.first("TT")),
        authors=_authors(tags, "FAU", "AU"),
        editors=_authors(tags, "FED", "ED"),
        abstract=clean(" ".join(tags.all("AB"))),
        issued=parse_date(tags.first("DP") or tags.first("DEP")),
        journal=clean(tags.first("JT")) or (book if title else ""),
        journal_abbreviation=clean(tags.first("TA")),
        issn=issns(tags.all("IS")),
        volume=clean(tags.first("VI")),
        issue=clean(tags.first("IP")),
        pages=pages,
        article_number=article_number,
        publisher=clean(tags.first("PB")),
        place=clean(tags.first("PL")),
        isbn=isbns(tags.all("ISBN")),
        edition=clean(tags.first("EN")),
        doi=_doi(tags),
        pmid=pmid,
        pmcid=normalise_pmcid(tags.first("PMC")),
        url=tags.first("URL"),
        language=language_code(tags.first("LA")),
        keywords=unique_texts(clean(text).lstrip("*") for text in tags.all("OT")),
        mesh=tuple(medline_heading(text) for text in tags.all("MH") if clean(text).strip("*/ ")),
        publication_types=types,
        is_retracted=is_marked_retracted(types, relations),
        relations=relations,
        licence=clean(tags.first("LIC")),
        extra=tuple(
            (tag, clean(text)) for tag, text in tags.fields if tag not in _READ and clean(text)
        ),
    )


def _doi(tags: TagValues) -> str:
    marked = (text for text in tags.all("LID", "AID") if "doi" in text.lower())
    return next(filter(None, map(normalise_doi, marked)), "")


def _pages_and_number(tags: TagValues) -> tuple[str, str]:
    """Return pages, and the article number where there are none."""
    pages, number = pages_and_number(full_pages(tags.first("PG")))
    if not pages and not number:
        located = (text for text in tags.all("LID") if text.endswith("[pii]"))
        number = next((pages_and_number(text.removesuffix("[pii]"))[1] for text in located), "")
    return pages, number


def _authors(tags: TagValues, full: str, short: str) -> tuple[Author, ...]:
    """Return full names where they are stated, short ones elsewhere, groups in their order."""
    found: list[Author] = []
    after_full = False
    for tag, text in tags.fields:
        if tag == full:
            found.append(_full_name(clean(text)))
        elif tag == short and not after_full:
            found += map(parse_short_name, split_names(clean(text)))
        elif tag == "CN" and short == "AU":
            found.append(group_author(clean(text)))
        elif tag == "AUID" and found and short == "AU" and "orcid" in text.lower():
            last = found[-1]
            orcid = normalise_orcid(text)
            found[-1] = Author(last.family, last.given, last.suffix, last.literal, orcid)
        if tag in (full, short, "CN"):
            after_full = tag == full
    return tuple(author for author in found if author != Author())


def _full_name(text: str) -> Author:
    if (special := special_name(text)) is not None:
        return special
    family, comma, given = text.partition(", ")
    if comma and not given.startswith(","):
        return author_with_suffix(family.strip(), *_last_part(given))
    return parse_name(text) if "," in text else Author(family=text)


def _last_part(given: str) -> tuple[str, str]:
    """Split "Martin Luther, Jr." into given names and suffix."""
    names, comma, suffix = given.rpartition(", ")
    return (names, suffix) if comma else (given, "")


_FIRST_TAGS = re.compile(rb"^(?:PMID|OWN |STAT|FAU |PMC |JID )[ \t]*-", re.MULTILINE)

NBIB = Format(
    key="nbib",
    name="NBIB",
    label="NBIB (PubMed, MEDLINE)",
    extensions=(".nbib", ".medline"),
    media_type="application/nbib",
    recognised_by="a line such as `PMID-` or `FAU -`",
    detection=(Detection(110, text_with(_FIRST_TAGS)),),
    read=read_nbib,
    writer=Writer(write_nbib, SUPPORTED_FIELDS, SUPPORTED_PARTS),
    example="""\
PMID- 1
TI  - First é.
FAU - Example, Anna
DP  - 2020

PMID- 2
TI  - Second.
FAU - Sample, Bo
DP  - 2021
""",
)
