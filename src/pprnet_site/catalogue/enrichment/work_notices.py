"""Notices about publications: kept whether the work is known or not, and applied to works."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

from pprnet.records import Record
from pprnet.sources import Notice, NoticeKind, notices_of
from pprnet_site.catalogue import data_mapper, models
from pprnet_site.catalogue.models import Work, WorkNotice
from pprnet_site.catalogue.query_chunks import CHUNK, in_chunks

HEADER = 4096
"""Number of bytes in which the header of a file is searched."""
MAX_DOI = 512
MAX_PMID = 16

_HEADER_NAMES = (b"originalpaperdoi", b"retractionnature")
_WITHDRAWING_KINDS = (NoticeKind.RETRACTION.value, NoticeKind.REPLACEMENT.value)
_DECIDING_KINDS = (*_WITHDRAWING_KINDS, NoticeKind.REINSTATEMENT.value)


def is_retraction_watch(source: BinaryIO) -> bool:
    """Return whether a file begins with the Retraction Watch header; its position is reset to 0."""
    head = source.read(HEADER).partition(b"\n")[0].lower().replace(b" ", b"")
    source.seek(0)
    return all(mark in head for mark in _HEADER_NAMES)


def notices_in(records: Iterable[Record]) -> Iterator[Notice]:
    """Return the notices that records contain or represent."""
    for record in records:
        if record.relations:
            yield from notices_of(record)


def save_notices(notices: Iterable[Notice]) -> tuple[int, int]:
    """Save notices; return how many are new, and how many works they concern."""
    rows = {row.fingerprint: row for row in map(notice_row, notices) if row.doi or row.pmid}
    known = stored_notice_fingerprints(list(rows))
    new = [row for mark, row in rows.items() if mark not in known]
    WorkNotice.objects.bulk_create(new, batch_size=CHUNK, ignore_conflicts=True)
    return len(new), update_noticed_works(new)


def notice_row(notice: Notice) -> WorkNotice:
    """Make the unsaved row of a notice."""
    row = WorkNotice(
        kind=notice.kind.value,
        doi=stored_doi(notice.doi),
        pmid=notice.pmid[:MAX_PMID],
        notice_doi=stored_doi(notice.notice_doi),
        notice_pmid=notice.notice_pmid[:MAX_PMID],
        date=str(notice.date or "")[:10],
        reasons=data_mapper.strip_unstorable(list(notice.reasons)),
        note=data_mapper.strip_unstorable(notice.note),
        source=notice.source[:32],
    )
    said = (row.kind, row.doi, row.pmid, row.notice_doi, row.notice_pmid, row.date, row.reasons)
    text = json.dumps((*said, row.note, row.source), ensure_ascii=False)
    row.fingerprint = hashlib.sha256(text.encode()).hexdigest()
    return row


def stored_doi(doi: str) -> str:
    """Return a DOI as it is stored; empty where it is too long for its column."""
    return str(data_mapper.strip_unstorable(doi)) if len(doi) <= MAX_DOI else ""


def stored_notice_fingerprints(marks: Sequence[str]) -> set[str]:
    """Return those of some fingerprints that are stored."""
    found: set[str] = set()
    for some in in_chunks(marks):
        rows = WorkNotice.objects.filter(fingerprint__in=some)
        found.update(rows.values_list("fingerprint", flat=True))
    return found


def update_noticed_works(rows: Sequence[WorkNotice]) -> int:
    """Apply new notices to the works that they concern; return the number of these works."""
    dois = sorted({row.doi for row in rows if row.doi})
    pmids = sorted({row.pmid for row in rows if row.pmid})
    named: dict[int, Work] = {}
    for field, values in (("doi__in", dois), ("pmid__in", pmids)):
        for some in in_chunks(values):
            works = Work.objects.filter(**{field: some})
            named.update({work.pk: work for work in works.defer("abstract")})
    about = [work for work in named.values() if any(is_about(row, work) for row in rows)]
    before = {work.pk: work.is_retracted for work in about}
    apply_notices(about)
    changed = [work for work in about if work.is_retracted != before[work.pk]]
    Work.objects.bulk_update(changed, ["is_retracted"], batch_size=100)
    return len(about)


def apply_notices(works: Sequence[Work]) -> None:
    """Set whether works are retracted where a notice decides that, without saving them.

    Without a notice, the state from their records is kept.
    """
    by_name: defaultdict[tuple[str, str], list[WorkNotice]] = defaultdict(list)
    for row in deciding_notices(works):
        for name in (("doi", row.doi), ("pmid", row.pmid)):
            by_name[name].append(row)
    for work in works:
        own = (*by_name.get(("doi", work.doi), ()), *by_name.get(("pmid", work.pmid), ()))
        if notices := [row for row in own if is_about(row, work)]:
            work.is_retracted = is_retracted_by(notices)


def deciding_notices(works: Sequence[Work]) -> list[WorkNotice]:
    """Return the retractions and reinstatements of some works."""
    dois = sorted({work.doi for work in works if work.doi})
    pmids = sorted({work.pmid for work in works if work.pmid})
    rows = models.WorkNotice.objects.filter(kind__in=_DECIDING_KINDS)
    found = [
        row
        for field, values in (("doi__in", dois), ("pmid__in", pmids))
        for some in in_chunks(values)
        for row in rows.filter(**{field: some})
    ]
    return list({row.pk: row for row in found}.values())


def is_about(row: WorkNotice, work: Work) -> bool:
    """Return whether a notice concerns a work, by PMID first, as supplements share a DOI."""
    if row.pmid and work.pmid:
        return row.pmid == work.pmid
    return bool(row.doi) and row.doi == work.doi


def is_retracted_by(notices: Sequence[WorkNotice]) -> bool:
    """Return whether the latest notice says that a work is retracted."""
    # On the same day, or without dates, the retraction decides.
    latest = max(notices, key=lambda row: (row.date, row.kind in _WITHDRAWING_KINDS))
    return latest.kind in _WITHDRAWING_KINDS
