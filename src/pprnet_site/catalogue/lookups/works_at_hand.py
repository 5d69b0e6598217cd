"""Works of the catalogue, found by identifier or title before any service is asked."""

from __future__ import annotations

from collections.abc import Sequence

from pprnet.citations.printed import parse_reference
from pprnet.dedupe import blocking_keys
from pprnet.records import Record
from pprnet.sources.lookup import Identifier, IdKind
from pprnet.text import fold
from pprnet_site.catalogue import data_mapper
from pprnet_site.catalogue.enums import WorkStatus
from pprnet_site.catalogue.models import Work, WorkKey

MOST_OF_A_TITLE = 20
"""Works with the same key of a title that are compared."""


class WorksAtHand:
    """Works as records, and the work of each record that was handed out."""

    def __init__(self) -> None:
        self._works: dict[Record, Work] = {}

    def work_of(self, record: Record | None) -> Work | None:
        """Return the work of a record that was found here, `None` for any other record."""
        return self._works.get(record) if record else None

    def by_identifier(self, identifiers: Sequence[Identifier]) -> dict[Identifier, Record]:
        """Return the merged records of the works that have some identifiers."""
        found = works_by_identifier(identifiers)
        return {each: self._record(found[each]) for each in identifiers if each in found}

    def by_text(self, text: str) -> tuple[Record, ...]:
        """Return the merged records of the works with the title of a printed reference."""
        parsed = parse_reference(text)
        return tuple(map(self._record, works_by_title(parsed.record))) if parsed else ()

    def _record(self, work: Work) -> Record:
        """Return the merged record of a work, and keep whose it is."""
        record = data_mapper.merged_record(work)
        self._works[record] = work
        return record


def works_by_identifier(identifiers: Sequence[Identifier]) -> dict[Identifier, Work]:
    """Return the work of each identifier that one has, the earliest where several have it."""
    keys = {data_mapper.stored_key(f"{each.kind}:{each.value}"): each for each in identifiers}
    rows = WorkKey.objects.filter(key__in=list(keys)).exclude(work__status=WorkStatus.MERGED)
    found: dict[Identifier, Work] = {}
    for row in rows.select_related("work").order_by("-work_id"):
        found[keys[row.key]] = row.work
    fields = {IdKind.DOI: "doi", IdKind.PMID: "pmid"}
    for kind, field in fields.items():
        values = {each.value: each for each in identifiers if each.kind is kind}
        works = Work.objects.filter(**{f"{field}__in": list(values)})
        for work in works.exclude(status=WorkStatus.MERGED).order_by("-pk"):
            found[values[getattr(work, field)]] = work
    return found


def works_by_title(record: Record) -> list[Work]:
    """Return the works with the same title as a record, but for case and signs."""
    title = fold(record.title)
    if not title:
        return []
    keys = [data_mapper.stored_key(key) for key in blocking_keys(record)]
    works = Work.objects.filter(keys__key__in=keys).exclude(status=WorkStatus.MERGED).distinct()
    some = list(works.order_by("pk")[:MOST_OF_A_TITLE])
    return [work for work in some if fold(work.title) == title]
