"""Notices about publications: kept whether the work is known or not, and applied to works."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import BinaryIO

from django.db import transaction
from django.db.models import F
from django.db.models.fields.json import KT

from pprnet.dedupe import blocking_keys
from pprnet.records import Record
from pprnet.sources import Notice, notices_of
from pprnet.sources.notices.preprint_dois import version_stem
from pprnet_site.catalogue import data_mapper
from pprnet_site.catalogue.enrichment.work_events import update_events
from pprnet_site.catalogue.enrichment.work_identities import version_stems
from pprnet_site.catalogue.models import Citation, ImportRun, Work, WorkKey, WorkNotice
from pprnet_site.catalogue.query_chunks import CHUNK, begins_with_any, in_chunks
from pprnet_site.catalogue.write_lock import acquire_write_lock

HEADER = 4096
"""Number of bytes in which the header of a file is searched."""
MAX_DOI = 512
MAX_PMID = 16

_HEADER_NAMES = (b"originalpaperdoi", b"retractionnature")


def is_retraction_watch(source: BinaryIO) -> bool:
    """Return whether a file begins with the Retraction Watch header; its position is reset to 0."""
    head = source.read(HEADER).partition(b"\n")[0].lower().replace(b" ", b"")
    source.seek(0)
    return all(mark in head for mark in _HEADER_NAMES)


def record_notices(records: Iterable[Record]) -> Iterator[WorkNotice]:
    """Yield the unsaved rows of the notices that records contain or represent.

    What a record without DOI and PMID says of itself names the work by the record.
    """
    for record in records:
        for notice in notices_of(record):
            is_own = not (notice.doi or notice.pmid or record.doi or record.pmid)
            yield notice_row(notice, key=data_mapper.record_key(record) if is_own else "")


def save_notices(notices: Iterable[Notice], *, run: ImportRun | None = None) -> tuple[int, int]:
    """Save notices and what follows for works; return how many are new, and the works concerned.

    Args:
        notices: of any publications.
        run: the import that they came with.
    """
    return save_notice_rows(map(notice_row, notices), run=run)


@transaction.atomic
def save_notice_rows(
    made: Iterable[WorkNotice], *, run: ImportRun | None = None, works: Iterable[int] = ()
) -> tuple[int, int]:
    """Save rows of notices and what follows; return how many are new, and the works concerned.

    Args:
        made: unsaved rows; those that name no work and those that are stored are left out.
        run: the import that they came with.
        works: numbers of works whose records changed, so that earlier notices may concern them.
    """
    acquire_write_lock()
    rows = {row.fingerprint: row for row in made if names_work(row)}
    known = stored_notice_fingerprints(list(rows))
    new = [row for mark, row in rows.items() if mark not in known]
    WorkNotice.objects.bulk_create(new, batch_size=CHUNK, ignore_conflicts=True)
    named = works_named_by(new)
    update_events(sorted({*named, *works}), run=run)
    return len(new), len(named)


def names_work(row: WorkNotice) -> bool:
    """Return whether a notice says enough to find the work that it is about."""
    return bool(row.doi or row.pmid or row.title_key)


def notice_row(notice: Notice, *, key: str = "") -> WorkNotice:
    """Make the unsaved row of a notice.

    Args:
        notice: of any source.
        key: of the record that states it of itself, where that names the work.
    """
    row = WorkNotice(
        kind=notice.kind.value,
        doi=stored_doi(notice.doi),
        pmid=notice.pmid[:MAX_PMID],
        title=data_mapper.strip_unstorable(notice.title),
        authors=data_mapper.strip_unstorable(list(notice.authors)),
        journal=data_mapper.strip_unstorable(notice.journal),
        published=str(notice.published or "")[:10],
        notice_doi=stored_doi(notice.notice_doi),
        notice_pmid=notice.notice_pmid[:MAX_PMID],
        version_doi=stored_doi(notice.version_doi),
        date=str(notice.date or "")[:10],
        reasons=data_mapper.strip_unstorable(list(notice.reasons)),
        note=data_mapper.strip_unstorable(notice.note),
        source=notice.source[:32],
    )
    is_named = bool(row.doi or row.pmid)
    row.title_key = "" if is_named else key or title_key(notice)
    said = (row.kind, row.doi, row.pmid, row.notice_doi, row.notice_pmid, row.date, row.reasons)
    version = (row.version_doi,) if row.version_doi else ()
    about = () if is_named else (row.title, row.authors, row.journal, row.published, key)
    text = json.dumps((*said, row.note, row.source, *version, *about), ensure_ascii=False)
    row.fingerprint = hashlib.sha256(text.encode()).hexdigest()
    return row


def title_key(notice: Notice) -> str:
    """Return the blocking key of the title that a notice names, empty where it is too short."""
    keys = blocking_keys(Record(title=notice.title)) if notice.title else ()
    return next((data_mapper.stored_key(key) for key in keys if key.startswith("title:")), "")


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


def works_named_by(rows: Sequence[WorkNotice]) -> set[int]:
    """Return the numbers of the works that notices may be about."""
    dois = sorted({row.doi for row in rows if row.doi})
    pmids = sorted({row.pmid for row in rows if row.pmid})
    titles = {row.title_key for row in rows if row.title_key}
    keys = {data_mapper.stored_key(f"doi:{doi}") for doi in dois} | {
        data_mapper.stored_key(f"pmid:{pmid}") for pmid in pmids
    }
    found: set[int] = set()
    for some in in_chunks(sorted(keys | titles)):
        found.update(WorkKey.objects.filter(key__in=some).values_list("work_id", flat=True))
    for field, values in (("doi", dois), ("pmid", pmids), ("citation__csl__DOI", dois)):
        for some in in_chunks(values):
            named = Work.objects.filter(**{f"{field}__in": some})
            found.update(named.values_list("pk", flat=True))
    return found | works_of_versions(version_stems(dois))


def works_of_versions(stems: Sequence[str]) -> set[int]:
    """Return the numbers of the works that are a version of some preprints.

    Args:
        stems: what the DOIs of their versions begin with.
    """
    found: set[int] = set()
    for some in in_chunks(stems):
        keys = WorkKey.objects.filter(begins_with_any("key", [f"doi:{stem}" for stem in some]))
        found.update(keys.values_list("work_id", flat=True))
        works = Work.objects.filter(begins_with_any("doi", some))
        found.update(works.values_list("pk", flat=True))
    return found | (works_citing_versions(stems) if stems else set())


def works_citing_versions(stems: Collection[str]) -> set[int]:
    """Return the numbers of the works of which only the citation states a version of a preprint."""
    cited = Citation.objects.filter(csl__has_key="DOI").annotate(doi=KT("csl__DOI"))
    rows = cited.exclude(doi=F("work__doi")).values_list("work_id", "doi")
    wanted = frozenset(stems)
    return {number for number, doi in rows if version_stem(str(doi or "").lower()) in wanted}
