"""Notices about works: retractions, expressions of concern, corrections, from any source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pprnet.formats.json.json_values import as_dict, as_dicts, as_int, as_list, as_text
from pprnet.identifiers import normalise_doi
from pprnet.records import PartialDate, Record, RelationKind


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
    """Of the notice itself; of the version of record or replacement where that is the notice."""
    notice_pmid: str = ""
    date: PartialDate | None = None
    reasons: tuple[str, ...] = ()
    title: str = ""
    """Of the work that it is about, as are `authors`, `journal` and `published`."""
    source: str = ""
    note: str = ""
    authors: tuple[str, ...] = ()
    """Family names."""
    journal: str = ""
    published: PartialDate | None = None
    version_doi: str = ""
    """Of the version to use instead: the version of record or the replacement."""


UPDATE_TYPES = {
    "retraction": NoticeKind.RETRACTION,
    "partial_retraction": NoticeKind.CORRECTION,
    "withdrawal": NoticeKind.RETRACTION,
    "removal": NoticeKind.RETRACTION,
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
    RelationKind.CONCERNS: NoticeKind.CONCERN,
    RelationKind.CORRECTS: NoticeKind.CORRECTION,
}
_ABOUT_ITSELF = {
    RelationKind.RETRACTED_BY: NoticeKind.RETRACTION,
    RelationKind.CONCERN_BY: NoticeKind.CONCERN,
    RelationKind.CORRECTED_BY: NoticeKind.CORRECTION,
}


def notices_of(record: Record) -> Iterator[Notice]:
    """Yield the notices that a record is or has, as PubMed links them.

    Args:
        record: of any source; its relations count.
    """
    for relation in record.relations:
        if kind := _ABOUT_ITSELF.get(relation.kind):
            yield Notice(
                kind,
                doi=record.doi,
                pmid=record.pmid,
                notice_doi=relation.doi,
                notice_pmid=relation.pmid,
                title=record.title,
                source=record.source,
                note=relation.note,
            )
        elif kind := _ABOUT_OTHERS.get(relation.kind):
            yield Notice(
                kind,
                doi=relation.doi,
                pmid=relation.pmid,
                notice_doi=record.doi,
                notice_pmid=record.pmid,
                date=record.issued,
                source=record.source,
                note=relation.note,
            )


def notices_of_crossref(work: Mapping[str, Any]) -> Iterator[Notice]:
    """Yield the notices that a work of Crossref is (`update-to`) or has (`updated-by`).

    Args:
        work: JSON of a work from Crossref's API.
    """
    own = normalise_doi(as_text(work.get("DOI")))
    title = next((as_text(text) for text in as_list(work.get("title"))), "")
    for name, about_others in (("update-to", True), ("updated-by", False)):
        for update in as_dicts(work.get(name)):
            kind = UPDATE_TYPES.get(as_text(update.get("type")).lower().replace("-", "_"))
            other = normalise_doi(as_text(update.get("DOI")))
            if kind is None or not other:
                continue
            yield Notice(
                kind,
                doi=other if about_others else own,
                notice_doi=own if about_others else other,
                date=_day(update.get("updated")),
                title="" if about_others else title,
                source="crossref",
                note=as_text(update.get("label")),
            )


def _day(stated: Any) -> PartialDate | None:
    """Return the first date of Crossref's `date-parts`, or `None`."""
    parts = next(iter(as_list(as_dict(stated).get("date-parts"))), None)
    numbers = [as_int(part) or 0 for part in as_list(parts)[:3]]
    return PartialDate(*numbers) if numbers and numbers[0] else None
