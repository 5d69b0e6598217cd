"""A citation compared with the record of the work, for a person to read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from pprnet.citations.checking.near_names import (
    NameDifference,
    NearName,
    is_same_name,
    near_matches,
    unmatched_names,
)
from pprnet.citations.checking.same_works import OTHER_TITLE, is_same_title, title_agreement
from pprnet.citations.csl_items import CslItem
from pprnet.dedupe.comparison.comparison_fields import comparison_fields_of, years_of
from pprnet.dedupe.comparison.conflicts import same_journal
from pprnet.formats.fields.bibliographic_fields import full_pages
from pprnet.formats.json.csl import from_csl
from pprnet.records import Author, Record
from pprnet.sources.notices import without_marks
from pprnet.text import fold

SENTENCE_BREAK = re.compile(r"[.?!]\s{1,3}")


class DisagreementKind(StrEnum):
    """How a citation disagrees with the work."""

    DIFFERS = "differs"
    NEAR_NAME = "near-name"
    """The name of an author is nearly right."""
    MISSING = "missing"
    """An author of the work is not in the citation."""
    EXTRA = "extra"
    """The citation names somebody who is not an author."""
    ORDER = "order"
    """All authors are named, in another order."""
    OTHER_WORK = "other-work"
    """The identifier is of a work with another title."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One field in which a citation and the work differ."""

    field: str
    """The CSL variable."""
    kind: DisagreementKind
    stated: str
    """As the citation has it; empty where it lacks it."""
    found: str
    """As the record has it; empty where it lacks it."""
    is_minor: bool = False
    """Whether it is in diacritics only, which many indexes leave out."""


def compare_citation(
    item: CslItem, record: Record, *, is_shortened: bool = False
) -> tuple[Disagreement, ...]:
    """Return the fields in which a citation and the record of its work disagree.

    A field that one of them does not state agrees, except for authors. Abbreviated journals,
    shortened pages, fewer initials and other capitals agree too.

    Args:
        item: CSL-JSON, as typed or read from print.
        record: of the work, as a service or the library has it.
        is_shortened: whether the citation leaves authors out on purpose ("et al.").
    """
    citation = from_csl(item)
    names = (
        ()
        if _same_together(citation, record)
        else (
            *_title(citation, record),
            *_journal(citation, record),
        )
    )
    return (
        *names,
        *_doi(citation, record),
        *_authors(citation, record, is_shortened=is_shortened),
        *_year(citation, record),
        *_number("volume", citation.volume, record.volume),
        *_number("issue", citation.issue, record.issue),
        *_pages(citation, record),
    )


def _same_together(citation: Record, record: Record) -> bool:
    """Return whether title and journal are the same, though divided elsewhere in the print."""
    if not record.title or not citation.journal:
        return False
    stated = f"{without_marks(citation.title)}. {citation.journal}"
    title = fold(without_marks(record.title))
    if fold(stated) == f"{title} {fold(record.journal)}":
        return True
    divisions = (
        (stated[: at.start()], stated[at.end() :]) for at in SENTENCE_BREAK.finditer(stated)
    )
    return any(fold(first) == title and _is_journal_of(rest, record) for first, rest in divisions)


def _title(citation: Record, record: Record) -> Iterator[Disagreement]:
    """Yield a title that differs; where it is another title altogether, of another work."""
    if not citation.title or not record.title or is_same_title(citation, record):
        return
    is_other = title_agreement(citation, record) < OTHER_TITLE
    kind = DisagreementKind.OTHER_WORK if is_other else DisagreementKind.DIFFERS
    yield Disagreement("title", kind, citation.title, record.title)


def _doi(citation: Record, record: Record) -> Iterator[Disagreement]:
    """Yield a DOI that differs."""
    if citation.doi and record.doi and citation.doi != record.doi:
        yield Disagreement("DOI", DisagreementKind.DIFFERS, citation.doi, record.doi)


def _authors(citation: Record, record: Record, *, is_shortened: bool) -> Iterator[Disagreement]:
    """Yield names that are nearly right, authors that are missing, and others."""
    stated = [name for name in citation.authors or citation.editors if name.literal != "et al."]
    known = list(record.authors or record.editors)
    if not stated or not known:
        return
    near = near_matches(stated, known)
    yield from map(_near_name, near)
    names, authors = unmatched_names(stated, known)
    for name in names:
        if all(each.stated != name for each in near) and not record.authors_shortened:
            yield Disagreement("author", DisagreementKind.EXTRA, str(name), "")
    shortened = is_shortened or citation.authors_shortened or len(stated) < len(citation.authors)
    if not shortened:
        for author in authors:
            if all(each.known != author for each in near):
                yield Disagreement("author", DisagreementKind.MISSING, "", str(author))
    if not names and not _in_order(stated, known):
        yield _order(stated, known)


def _near_name(near: NearName) -> Disagreement:
    """Return a name that is nearly right."""
    return Disagreement(
        "author",
        DisagreementKind.NEAR_NAME,
        str(near.stated),
        str(near.known),
        is_minor=near.difference is NameDifference.DIACRITICS,
    )


def _in_order(stated: list[Author], known: list[Author]) -> bool:
    """Return whether names have the order of the authors, of whom some may be left out."""
    left = iter(known)
    return all(any(is_same_name(name, author) for author in left) for name in stated)


def _order(stated: list[Author], known: list[Author]) -> Disagreement:
    """Return that authors are named in another order."""
    names, authors = ("; ".join(map(str, people)) for people in (stated, known))
    return Disagreement("author", DisagreementKind.ORDER, names, authors)


def _year(citation: Record, record: Record) -> Iterator[Disagreement]:
    """Yield a year that the work states nowhere, neither of the issue nor online."""
    years = years_of(record)
    if citation.issued and years and citation.issued.year not in years:
        found = ", ".join(map(str, sorted(years)))
        yield Disagreement("issued", DisagreementKind.DIFFERS, str(citation.issued.year), found)


def _journal(citation: Record, record: Record) -> Iterator[Disagreement]:
    """Yield a journal or book that differs from its name and its abbreviation."""
    names = _journal_names(record)
    if citation.journal and names and not _is_journal_of(citation.journal, record):
        yield Disagreement("container-title", DisagreementKind.DIFFERS, citation.journal, names[0])


def _journal_names(record: Record) -> list[str]:
    """Return the name of a journal or book and its abbreviation, as far as they are known."""
    return [name for name in (record.journal, record.journal_abbreviation) if name]


def _is_journal_of(stated: str, record: Record) -> bool:
    """Return whether a name, in full or abbreviated, is of the journal or book of a record."""
    fields = comparison_fields_of(Record(journal=stated))
    return any(
        fold(stated) == fold(name)
        or same_journal(fields, comparison_fields_of(Record(journal=name)))
        for name in _journal_names(record)
    )


def _number(field: str, stated: str, found: str) -> Iterator[Disagreement]:
    """Yield a volume or issue that differs."""
    if stated and found and _plain_number(stated) != _plain_number(found):
        yield Disagreement(field, DisagreementKind.DIFFERS, stated, found)


def _plain_number(text: str) -> str:
    """Return a number without leading zeros and words, as "Suppl 1" and "S1"."""
    plain = fold(text).replace("supplement", "s").replace("suppl", "s").replace(" ", "")
    return plain.lstrip("0")


def _pages(citation: Record, record: Record) -> Iterator[Disagreement]:
    """Yield pages or an article number that differ; only first pages are compared with one."""
    stated = {_first(text) for text in (citation.pages, citation.article_number) if text}
    found = {_first(text) for text in (record.pages, record.article_number) if text}
    if not stated or not found:
        return
    ranges = {_first_range(citation.pages), _first_range(record.pages)}
    are_ranges = all("-" in pages for pages in ranges)
    if stated & found and not (are_ranges and len(ranges) > 1):
        return
    yield Disagreement(
        "page",
        DisagreementKind.DIFFERS,
        citation.pages or citation.article_number,
        record.pages or record.article_number,
    )


def _first_range(text: str) -> str:
    """Return the first range of pages, in full."""
    return full_pages(re.split(r"[;,]", text, maxsplit=1)[0])


def _first(text: str) -> str:
    """Return the first page of a range, or an article number, in lower case."""
    return _first_range(text).partition("-")[0].lower().lstrip("0")
