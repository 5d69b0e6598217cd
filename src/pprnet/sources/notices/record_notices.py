"""Notices that records and works of Crossref contain or represent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from pprnet.formats.fields.medline import is_marked_retracted
from pprnet.formats.fields.person_names import AND_OTHERS
from pprnet.formats.json.crossref_works import SOURCE as CROSSREF
from pprnet.formats.json.crossref_works import (
    record_from_crossref,
    update_source,
    update_type,
)
from pprnet.formats.json.json_values import as_dict, as_dicts, as_int, as_list, as_text
from pprnet.identifiers import normalise_doi
from pprnet.records import PartialDate, Record, Relation, RelationKind, WorkType
from pprnet.sources.notices.preprint_dois import is_preprint_doi
from pprnet.sources.notices.printed_notices import is_notice_text, printed_notice


class NoticeKind(StrEnum):
    """What happened to a work."""

    RETRACTION = "retraction"
    REPLACEMENT = "retraction-and-replacement"
    """Retracted and published again with changes, often under the same DOI."""
    CONCERN = "expression-of-concern"
    CORRECTION = "correction"
    REINSTATEMENT = "reinstatement"
    VERSION_OF_RECORD = "version-of-record"
    """A preprint was published by a journal."""


@dataclass(frozen=True, slots=True)
class Notice:
    """That something happened to a work, and where that is published. Empty means "not stated"."""

    kind: NoticeKind
    doi: str = ""
    """Of the work that it is about, as is `pmid`."""
    pmid: str = ""
    notice_doi: str = ""
    """Of the notice itself, as is `notice_pmid`; of a version of record where that is all."""
    notice_pmid: str = ""
    date: PartialDate | None = None
    reasons: tuple[str, ...] = ()
    title: str = ""
    """Of the work that it is about, as are `authors`, `journal` and `published`."""
    source: str = ""
    note: str = ""
    authors: tuple[str, ...] = ()
    """Family names, the first author's first."""
    journal: str = ""
    published: PartialDate | None = None
    version_doi: str = ""
    """Of the version to use instead: the version of record or the replacement."""


UPDATE_TYPES = {
    "retraction": NoticeKind.RETRACTION,
    "partial_retraction": NoticeKind.CORRECTION,
    "withdrawal": NoticeKind.RETRACTION,
    "removal": NoticeKind.RETRACTION,
    "retraction_and_replacement": NoticeKind.REPLACEMENT,
    "expression_of_concern": NoticeKind.CONCERN,
    "correction": NoticeKind.CORRECTION,
    "corrigendum": NoticeKind.CORRECTION,
    "erratum": NoticeKind.CORRECTION,
    "addendum": NoticeKind.CORRECTION,
    "clarification": NoticeKind.CORRECTION,
    "reinstatement": NoticeKind.REINSTATEMENT,
}
"""Crossref's types of update that are notices; new versions and editions are not."""

_ABOUT_OTHERS = {
    RelationKind.RETRACTS: NoticeKind.RETRACTION,
    RelationKind.REPLACES: NoticeKind.REPLACEMENT,
    RelationKind.REINSTATES: NoticeKind.REINSTATEMENT,
    RelationKind.CONCERNS: NoticeKind.CONCERN,
    RelationKind.CORRECTS: NoticeKind.CORRECTION,
    RelationKind.HAS_PREPRINT: NoticeKind.VERSION_OF_RECORD,
    RelationKind.UPDATE_OF: NoticeKind.VERSION_OF_RECORD,
}
_ABOUT_ITSELF = {
    RelationKind.RETRACTED_BY: NoticeKind.RETRACTION,
    RelationKind.REPLACED_BY: NoticeKind.REPLACEMENT,
    RelationKind.REINSTATED_BY: NoticeKind.REINSTATEMENT,
    RelationKind.CONCERN_BY: NoticeKind.CONCERN,
    RelationKind.CORRECTED_BY: NoticeKind.CORRECTION,
    RelationKind.PREPRINT_OF: NoticeKind.VERSION_OF_RECORD,
    RelationKind.UPDATED_BY: NoticeKind.VERSION_OF_RECORD,
}
_WITHDRAWING = frozenset({RelationKind.RETRACTED_BY, RelationKind.REPLACED_BY})


def notices_of(record: Record) -> Iterator[Notice]:
    """Yield the notices that a record is or has, by its relations and its mark as retracted.

    A record that is marked as retracted, and names no notice of it, gives one without a date. A
    preprint's version of record is a notice about the preprint.

    Args:
        record: of any source.
    """
    for relation in record.relations:
        if kind := _ABOUT_ITSELF.get(relation.kind):
            if relation.kind is not RelationKind.UPDATED_BY or _leaves_server(record, relation):
                yield _notice_on(record, relation, kind)
        elif (kind := _ABOUT_OTHERS.get(relation.kind)) and (
            relation.kind is not RelationKind.UPDATE_OF or _comes_from_server(record, relation)
        ):
            yield _notice_by(record, relation, kind)
    if _is_marked_only(record):
        yield _about(record, Notice(NoticeKind.RETRACTION))


def _leaves_server(record: Record, relation: Relation) -> bool:
    """Return whether an update of a record is a preprint's version of record."""
    is_preprint = record.type is WorkType.PREPRINT or is_preprint_doi(record.doi)
    return is_preprint and not _is_preprint(relation)


def _comes_from_server(record: Record, relation: Relation) -> bool:
    """Return whether what a record updates is the preprint of it."""
    is_preprint = record.type is WorkType.PREPRINT or is_preprint_doi(record.doi)
    return not is_preprint and _is_preprint(relation)


def _is_preprint(relation: Relation) -> bool:
    printed = printed_notice(relation.note)
    return is_preprint_doi(relation.doi) or printed.is_preprint


def _is_marked_only(record: Record) -> bool:
    """Return whether a record is marked as retracted without naming a notice, and is none itself.

    OpenAlex marks retraction notices as retracted, too.
    """
    if any(relation.kind in _WITHDRAWING for relation in record.relations):
        return False
    marked = record.is_retracted or is_marked_retracted(record.publication_types, ())
    return marked and not is_notice_text(record.title, record.publication_types)


def _leads_to_version(record: Record, kind: NoticeKind) -> bool:
    """Return whether a record's relation leads to the new version itself.

    Of a replacement Crossref states the notice, and MEDLINE what was published again.
    """
    is_replacement = kind is NoticeKind.REPLACEMENT and record.source != CROSSREF
    return is_replacement or kind is NoticeKind.VERSION_OF_RECORD


def _about(record: Record, notice: Notice) -> Notice:
    """Return a notice about the work of a record."""
    people = (author for author in record.authors if author != AND_OTHERS)
    return replace(
        notice,
        doi=record.doi,
        pmid=record.pmid,
        title=record.title,
        authors=tuple(name for author in people if (name := author.family or author.literal)),
        journal=record.journal or record.journal_abbreviation,
        published=record.issued,
        source=record.source,
    )


def _notice_on(record: Record, relation: Relation, kind: NoticeKind) -> Notice:
    """Return the notice about a record's work that its relation leads to."""
    notice = Notice(
        kind,
        notice_doi=relation.doi,
        notice_pmid=relation.pmid,
        date=printed_notice(relation.note).any_date,
        note=relation.note,
        version_doi=relation.doi if _leads_to_version(record, kind) else "",
    )
    return replace(_about(record, notice), source=relation.source or record.source)


def _notice_by(record: Record, relation: Relation, kind: NoticeKind) -> Notice:
    """Return the notice that a record is, about the work that its relation leads to."""
    printed = printed_notice(relation.note)
    return Notice(
        kind,
        doi=relation.doi,
        pmid=relation.pmid,
        notice_doi=record.doi,
        notice_pmid=record.pmid,
        date=printed.update_date or record.issued,
        source=relation.source or record.source,
        note=relation.note,
        journal=printed.journal,
        published=printed.citation_date,
        version_doi=record.doi if _leads_to_version(record, kind) else "",
    )


def notices_of_crossref(work: Mapping[str, Any]) -> Iterator[Notice]:
    """Yield the notices that a work of Crossref is (`update-to`) or has (`updated-by`).

    Also those by which preprints and versions of record name each other (`relation`). What Crossref
    passes on from Retraction Watch has that as its source.

    Args:
        work: JSON of a work from Crossref's API.
    """
    if not normalise_doi(as_text(work.get("DOI"))):
        return
    record = record_from_crossref(work)
    for name, about_others in (("update-to", True), ("updated-by", False)):
        for update in as_dicts(work.get(name)):
            kind = UPDATE_TYPES.get(update_type(update))
            other = normalise_doi(as_text(update.get("DOI")))
            if kind is not None and other:
                yield _crossref_notice(record, update, kind, other, about_others=about_others)
    links = (RelationKind.PREPRINT_OF, RelationKind.HAS_PREPRINT)
    relations = tuple(found for found in record.relations if found.kind in links)
    yield from notices_of(replace(record, relations=relations, is_retracted=False))


def _crossref_notice(
    record: Record, update: Mapping[str, Any], kind: NoticeKind, other: str, *, about_others: bool
) -> Notice:
    """Return one update of a work of Crossref as a notice."""
    notice = Notice(
        kind,
        doi=other,
        notice_doi=record.doi if about_others else other,
        date=_day(update.get("updated")),
        note=as_text(update.get("label")),
    )
    notice = notice if about_others and other != record.doi else _about(record, notice)
    return replace(notice, source=update_source(update))


def _day(stated: Any) -> PartialDate | None:
    """Return the first date of Crossref's `date-parts`, or `None`."""
    parts = next(iter(as_list(as_dict(stated).get("date-parts"))), None)
    numbers = [as_int(part) or 0 for part in as_list(parts)[:3]]
    return PartialDate(*numbers) if numbers and numbers[0] else None
