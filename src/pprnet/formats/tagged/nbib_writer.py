"""Records as NBIB, so that they can be taken to programs that expect PubMed's file."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from pprnet.formats.fields.bibliographic_fields import marked_article_number, medline_language
from pprnet.formats.fields.initials import initials
from pprnet.formats.fields.medline import RELATIONS
from pprnet.formats.fields.person_names import AND_OTHERS
from pprnet.records import Author, MeshHeading, PartialDate, Record, Relation, WorkType

SUPPORTED_PARTS = frozenset({"authors.orcid"})
"""Parts of fields that it carries as well."""
_CARRIED = (
    "title vernacular_title authors authors_shortened editors abstract issued journal "
    "journal_abbreviation issn volume issue pages article_number publisher place isbn edition doi "
    "pmid pmcid url language keywords mesh publication_types is_retracted relations licence"
)
SUPPORTED_FIELDS = frozenset(_CARRIED.split())
_WIDTH = 88
_MONTH_LIST = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"
_MONTHS = _MONTH_LIST.split()
_TAG_OF = {kind: tag for tag, (_, kind) in reversed(RELATIONS.items())}

RELATION_KINDS = frozenset(_TAG_OF)
"""The kinds of relations that it has tags for."""


def write_nbib(records: Iterable[Record]) -> Iterator[bytes]:
    """Yield records with a blank line after each.

    Args:
        records: what to write, in this order.
    """
    for record in records:
        lines = [_wrapped(tag, text) for tag, text in _fields(record) if text]
        yield ("\n".join(lines) + "\n\n").encode("utf-8", "replace")


def _wrapped(tag: str, text: str) -> str:
    lines = textwrap.wrap(
        text,
        _WIDTH,
        initial_indent=f"{tag:<4}- ",
        subsequent_indent=" " * 6,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return "\n".join(lines)


def _fields(record: Record) -> Iterator[tuple[str, str]]:
    chapter = record.type is WorkType.CHAPTER
    book = record.type is WorkType.BOOK
    yield "PMID", record.pmid
    yield "OWN", "PPRNET"
    yield from (("IS", number) for number in record.issn)
    yield from (("ISBN", number) for number in record.isbn)
    yield "VI", record.volume
    yield "IP", record.issue
    yield "DP", _medline_date(record.issued)
    yield "BTI" if book else "TI", _title(record.title)
    yield "BTI", _title(record.journal) if chapter else ""
    yield "PG", record.pages or marked_article_number(record.article_number)
    yield "LID", f"{record.doi} [doi]" if record.doi else ""
    yield "AB", record.abstract
    for author in record.authors:
        yield from _author(author)
    yield "FAU", str(AND_OTHERS) if record.authors_shortened else ""
    yield from (("FED", f"{author}") for author in record.editors)
    yield "LA", medline_language(record.language)
    yield from (("PT", name) for name in _types(record))
    yield "TT", _title(record.vernacular_title)
    yield from _container_fields(record, chapter=chapter)
    yield from (("MH", _heading(heading)) for heading in record.mesh)
    yield from (("OT", keyword) for keyword in record.keywords)
    yield from (_notice(relation) for relation in record.relations)
    yield "URL", record.url
    yield "LIC", record.licence


def _container_fields(record: Record, *, chapter: bool) -> Iterator[tuple[str, str]]:
    yield "EN", record.edition
    yield "PB", record.publisher
    yield "PL", record.place
    yield "TA", record.journal_abbreviation
    yield "JT", "" if chapter else record.journal
    yield "PMC", record.pmcid


def _types(record: Record) -> Iterator[str]:
    yield from record.publication_types
    if record.is_retracted and "Retracted Publication" not in record.publication_types:
        yield "Retracted Publication"
    if record.type is WorkType.PREPRINT and "Preprint" not in record.publication_types:
        yield "Preprint"


def _title(title: str) -> str:
    return f"{title}." if title and not title.endswith("...") else title


def _medline_date(date: PartialDate | None) -> str:
    if date is None:
        return ""
    parts = [str(date.year), _MONTHS[date.month - 1] if date.month else ""]
    return " ".join(filter(None, (*parts, str(date.day) if date.day else "")))


def _author(author: Author) -> Iterator[tuple[str, str]]:
    if author.literal:
        yield "CN", author.literal
        return
    yield "FAU", f"{author}"
    yield "AU", " ".join(filter(None, (author.family, initials(author.given))))
    yield "AUID", f"ORCID: {author.orcid}" if author.orcid else ""


def _heading(heading: MeshHeading) -> str:
    return "/".join(("*" * heading.major + heading.descriptor, *heading.qualifiers))


def _notice(relation: Relation) -> tuple[str, str]:
    """Return a notice; a kind that NLM does not have is kept as a note on the record."""
    note = relation.note
    if relation.doi and relation.doi not in note.lower():
        note = f"{note} doi: {relation.doi}".strip()
    if relation.pmid and relation.pmid not in note:
        note = f"{note} PMID: {relation.pmid}".strip()
    return _TAG_OF.get(relation.kind, "GN"), note or relation.kind.value
