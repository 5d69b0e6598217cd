"""Records as RIS, in the tags that reference managers agree on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from pprnet.formats.fields.person_names import AND_OTHERS, format_index_name
from pprnet.formats.fields.ris_fields import RIS_TYPES
from pprnet.records import Record, WorkType

_CARRIED = (
    "type title vernacular_title authors authors_shortened editors translators abstract issued "
    "original_issued status journal journal_abbreviation issn volume issue pages article_number "
    "publisher place isbn edition genre event doi pmid pmcid url language keywords "
    "publication_types"
)
SUPPORTED_FIELDS = frozenset(_CARRIED.split())
_BOOKLIKE = (WorkType.CHAPTER, WorkType.CONFERENCE)


def write_ris(
    records: Iterable[Record], note: Callable[[Record], str] | None = None
) -> Iterator[bytes]:
    """Yield records one after the other, each closed by `ER`.

    Args:
        records: what to write, in this order.
        note: makes a note on each record, which goes into `N1`; `None` for no notes.
    """
    for record in records:
        fields = [*_fields(record), ("N1", note(record) if note else "")]
        lines = [f"{tag}  - {' '.join(text.split())}" for tag, text in fields if text]
        yield ("\r\n".join(lines) + "\r\nER  - \r\n\r\n").encode("utf-8", "replace")


def _fields(record: Record) -> Iterator[tuple[str, str]]:
    yield "TY", RIS_TYPES[record.type].split(" ")[0]
    yield "ID", record.source_id
    yield "TI", record.title
    yield "TT", record.vernacular_title
    yield from (("AU", format_index_name(author)) for author in record.authors)
    yield "AU", str(AND_OTHERS) if record.authors_shortened else ""
    yield from (("ED", format_index_name(editor)) for editor in record.editors)
    yield from (("A4", format_index_name(person)) for person in record.translators)
    yield "AB", record.abstract
    yield "PY", f"{record.issued.year:04d}" if record.issued else record.status
    yield "DA", str(record.issued).replace("-", "/") if record.issued else ""
    yield from _container_fields(record)
    yield "JA", record.journal_abbreviation
    yield from (("SN", number) for number in (*record.issn, *record.isbn))
    yield from _publication_fields(record)
    yield from _identifier_fields(record)
    yield "LA", record.language
    yield from (("KW", keyword) for keyword in record.keywords)
    yield "M3", record.genre
    yield from (("M3", name) for name in record.publication_types)


def _container_fields(record: Record) -> Iterator[tuple[str, str]]:
    """Yield the journal or book; of a paper at a conference, that and its proceedings."""
    if record.event and record.journal and record.type is WorkType.CONFERENCE:
        yield "T2", record.event
        yield "C3", record.journal
    else:
        yield "T2" if record.type in _BOOKLIKE else "JF", record.journal


def _publication_fields(record: Record) -> Iterator[tuple[str, str]]:
    yield "VL", record.volume
    yield "IS", record.issue
    first, _, last = record.pages.partition("-")
    yield "SP", first
    yield "EP", last
    yield "C7", record.article_number
    yield "PB", record.publisher
    yield "CY", record.place
    yield "ET", record.edition
    yield "OP", str(record.original_issued or "").replace("-", "/")


def _identifier_fields(record: Record) -> Iterator[tuple[str, str]]:
    """Yield identifiers; those of PubMed as PubMed Central's own exports have them."""
    yield "DO", record.doi
    yield "U1", f"{record.pmid}[pmid]" if record.pmid else ""
    yield "U2", f"{record.pmcid}[pmcid]" if record.pmcid else ""
    yield "UR", record.url
