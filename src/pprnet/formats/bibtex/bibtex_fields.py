"""What the fields of BibTeX and BibLaTeX mean, and a record as an entry."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from pprnet.formats.bibtex.bibtex_names import format_bibtex_name, parse_bibtex_names
from pprnet.formats.bibtex.latex import to_latex, to_unicode
from pprnet.formats.fields.bibliographic_fields import (
    full_pages,
    isbns,
    issns,
    join_list,
    language_code,
    pages_and_number,
    unique_texts,
    work_type,
)
from pprnet.formats.fields.dates import date_of, month_of, parse_date
from pprnet.formats.fields.publication_status import publication_status, stated_genre
from pprnet.identifiers import normalise_doi, normalise_pmcid, normalise_pmid
from pprnet.records import Author, PartialDate, Record, WorkType
from pprnet.text import clean, fold

SOURCE = "bibtex"

_ENTRY_TYPES = {
    WorkType.ARTICLE: "article",
    WorkType.PREPRINT: "unpublished",
    WorkType.BOOK: "book",
    WorkType.CHAPTER: "incollection",
    WorkType.DATASET: "dataset",
    WorkType.REPORT: "techreport",
    WorkType.THESIS: "phdthesis",
    WorkType.CONFERENCE: "inproceedings",
    WorkType.WEBPAGE: "online",
    WorkType.OTHER: "misc",
}
_NAMES = {
    "abstract": ("abstract",),
    "journal": ("journal", "journaltitle", "booktitle", "maintitle"),
    "journal_abbreviation": ("shortjournal", "abbrev_source_title"),
    "volume": ("volume",),
    "issue": ("number", "issue"),
    "publisher": ("publisher", "school", "institution", "organization"),
    "place": ("address", "location"),
    "edition": ("edition",),
    "vernacular_title": ("origtitle",),
    "event": ("eventtitle",),
}
"""The plain fields of a record, with the names under which they are found."""

_CARRIED = (
    "type title authors authors_shortened editors translators issued original_issued status genre "
    "issn isbn pages doi article_number pmid pmcid url language keywords"
)
SUPPORTED_FIELDS = frozenset({*_NAMES, *_CARRIED.split()})
_OTHERS = (
    "title subtitle author editor date year month day issn isbn pages eid article-number doi pmid "
    "pmcid url language langid keywords author_keywords abstract translator origdate origyear "
    "pubstate type crossref"
)
_READ = frozenset((*_OTHERS.split(), *(name for names in _NAMES.values() for name in names)))


def bibtex_record(kind: str, key: str, fields: Sequence[tuple[str, str]], line: int) -> Record:
    """Return the fields of one entry as a record.

    Args:
        kind: type of the entry in lower case, such as "article".
        key: citation key.
        fields: names and values in the order of the file, still in LaTeX.
        line: 1-based line on which the entry starts.
    """
    raw = {name: text.strip() for name, text in reversed(fields)}
    text = {name: clean(to_unicode(value)) for name, value in raw.items()}
    plain = {
        field: next((text[name] for name in names if text.get(name)), "")
        for field, names in _NAMES.items()
    }
    title = ": ".join(filter(None, (text.get("title", ""), text.get("subtitle", ""))))
    type_ = work_type(kind, WorkType.OTHER)
    issued = _bibtex_date(text)
    pages, number = pages_and_number(full_pages(raw.get("pages", "")))
    return Record(
        abstract=plain["abstract"],
        journal=plain["journal"],
        journal_abbreviation=plain["journal_abbreviation"],
        volume=plain["volume"],
        issue=plain["issue"],
        publisher=plain["publisher"],
        place=plain["place"],
        edition=plain["edition"],
        vernacular_title=plain["vernacular_title"],
        source=SOURCE,
        source_id=key,
        line=line,
        type=type_,
        genre=_genre(kind, type_, text.get("type", "")),
        event=plain["event"],
        title=title,
        authors=parse_bibtex_names(raw.get("author", "")),
        editors=parse_bibtex_names(raw.get("editor", "")),
        translators=parse_bibtex_names(raw.get("translator", "")),
        issued=issued,
        original_issued=parse_date(text.get("origdate") or text.get("origyear", "")),
        status=_status(text, issued),
        pages=pages,
        article_number=text.get("eid") or text.get("article-number") or number,
        issn=issns([text.get("issn", "")]),
        isbn=isbns([text.get("isbn", "")]),
        doi=normalise_doi(_verbatim(raw.get("doi", ""))),
        pmid=normalise_pmid(text.get("pmid", "")),
        pmcid=normalise_pmcid(text.get("pmcid", "")),
        url=_verbatim(raw.get("url", "")).split(" ")[0],
        language=language_code(text.get("language") or text.get("langid", "")),
        keywords=_keywords(text.get("keywords") or text.get("author_keywords", "")),
        extra=tuple(
            (name, text[name]) for name, _ in fields if name not in _READ and text.get(name)
        ),
    )


def _genre(kind: str, type_: WorkType, stated: str) -> str:
    """Return the kind of a thesis or report: the stated one, else what the entry's type says."""
    return stated_genre(stated or kind, type_)


def _status(text: dict[str, str], issued: PartialDate | None) -> str:
    """Return the status of a work: what biblatex states, or what stands for the year."""
    stated = text.get("pubstate", "")
    if stated or issued:
        return publication_status(stated) or stated
    return publication_status(text.get("year") or text.get("date", ""))


def _verbatim(text: str) -> str:
    """Return a field that is not LaTeX, without the escapes that many programs add to it."""
    return text.replace("\\", "").replace("{", "").replace("}", "").strip()


def _keywords(text: str) -> tuple[str, ...]:
    return unique_texts(part.strip() for part in text.split(";" if ";" in text else ","))


def _bibtex_date(text: dict[str, str]) -> PartialDate | None:
    if date := parse_date(text.get("date", "")):
        return date
    year = parse_date(text.get("year", ""))
    if year is None:
        return None
    day = text.get("day", "")
    return date_of(year.year, month_of(text.get("month", "")), int(day) if day.isdecimal() else 0)


def write_bibtex(
    records: Iterable[Record], note: Callable[[Record], str] | None = None
) -> Iterator[bytes]:
    """Yield each record as an entry with a key of its own.

    Args:
        records: what to write, in this order.
        note: makes a note on each record, which goes into `note`; `None` for no notes.
    """
    taken: set[str] = set()
    for record in records:
        key = base = _key(record)
        number = 1
        while key in taken:
            number += 1
            key = f"{base}-{number}"
        taken.add(key)
        noted = ("note", to_latex(note(record)) if note else "")
        lines = [f"  {name} = {{{value}}}" for name, value in (*_fields(record), noted) if value]
        lines = lines or ["  title = {}"]
        head = f"@{_entry_type(record)}{{{key},"
        yield (head + "\n" + ",\n".join(lines) + "\n}\n\n").encode()


def _entry_type(record: Record) -> str:
    """Return the type of an entry; a thesis of no stated kind must not become one."""
    thesis = record.type is WorkType.THESIS and not record.genre
    return "thesis" if thesis else _ENTRY_TYPES[record.type]


def _key(record: Record) -> str:
    first = next(iter(record.authors), Author())
    name = re.sub(r"[^a-z0-9]", "", fold(first.family or first.literal))[:40] or "anonymous"
    return f"{name}{record.issued.year if record.issued else 'nd'}"


def _fields(record: Record) -> Iterator[tuple[str, str]]:
    booklike = record.type in (WorkType.CHAPTER, WorkType.CONFERENCE)
    yield "title", f"{{{to_latex(record.title)}}}" if record.title else ""
    others = ["others"] if record.authors_shortened else []
    yield "author", " and ".join([*map(format_bibtex_name, record.authors), *others])
    yield "editor", " and ".join(map(format_bibtex_name, record.editors))
    yield "booktitle" if booklike else "journal", to_latex(record.journal)
    for field, names in _NAMES.items():
        if field != "journal":
            yield names[0], to_latex(getattr(record, field))
    yield "translator", " and ".join(map(format_bibtex_name, record.translators))
    yield "type", to_latex(record.genre)
    yield "origdate", str(record.original_issued or "")
    yield "pubstate", to_latex(record.status)
    yield "year", str(record.issued.year) if record.issued else ""
    yield "date", str(record.issued) if record.issued else ""
    yield "pages", record.pages.replace("-", "--")
    yield "eid", to_latex(record.article_number)
    yield "issn", ", ".join(record.issn)
    yield "isbn", ", ".join(record.isbn)
    for field in ("doi", "pmid", "pmcid", "url"):
        yield field, getattr(record, field)
    yield "language", to_latex(record.language)
    yield "keywords", to_latex(join_list(record.keywords))
