"""The citation of a work: built from its records, completed by people, formatted by the engine."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.db.models import Q

from pprnet.dedupe import merge_records
from pprnet_site.catalogue.data_mapper import (
    PASTED,
    TYPED,
    citation_item,
    merged_record,
    record_from_row,
)
from pprnet_site.catalogue.enrichment.citation_formatting import clear_forms, format_after_commit
from pprnet_site.catalogue.enrichment.work_events import update_events
from pprnet_site.catalogue.models import Citation, ImportRun, Record, Work

RECORD, PERSON = "record", "person"
"""The origins of a field, beside `PASTED`: a service or an imported file, and a typed field."""


@transaction.atomic
def refresh_citation(*, work: Work) -> Citation:
    """Rebuild the citation from the merged record; fields typed by a person are kept."""
    citation = citation_from_record(work)
    format_after_commit([citation])
    return citation


def refresh_citations(works: list[Work], *, run: ImportRun | None = None) -> None:
    """Rebuild and format the citations of works whose records changed, as in an import."""
    cited = Work.objects.filter(pk__in=[work.pk for work in works], citation__isnull=False)
    format_after_commit([citation_from_record(work, run=run) for work in cited])


@transaction.atomic
def format_citations(works: Iterable[Work]) -> list[Citation]:
    """Return the citation of each work; those without a form are formatted after the commit."""
    works = list(works)
    made = {citation.work_id: citation for citation in Citation.objects.filter(work__in=works)}
    citations = [made.get(work.pk) or citation_from_record(work) for work in works]
    format_after_commit([citation for citation in citations if not citation.text])
    return citations


def citation_from_record(work: Work, *, run: ImportRun | None = None) -> Citation:
    """Build a citation from the records and the typed fields, and save it unformatted.

    A confirmation ends where a field changes that only a pasted record states; where another DOI
    takes the place of the one before, the notices about the work are sought again.
    """
    citation = Citation.objects.select_for_update().filter(work=work).first()
    citation = citation or Citation(work=work)
    typed = {name for name, origin in citation.origins.items() if origin == PERSON}
    item = {n: value for n, value in citation_item(merged_record(work)).items() if n not in typed}
    kept = {name: citation.csl[name] for name in typed if name in citation.csl}
    origins = record_origins(work, item)
    changed = {name for name, value in item.items() if citation.csl.get(name) != value}
    if any(origins[name] == PASTED for name in changed):
        end_confirmation(citation)
    before = citation.csl.get("DOI")
    citation.csl = item | kept
    citation.origins = origins | dict.fromkeys(typed, PERSON)
    clear_forms([citation])
    citation.save()
    if before and before != citation.csl.get("DOI"):
        update_events([work.pk], run=run)
    return citation


def record_origins(work: Work, item: Mapping[str, Any]) -> dict[str, str]:
    """Return for each field whether a service or file states it, or only what a person pasted."""
    rows = list(work.records.all())
    trusted = [record_from_row(row) for row in rows if not is_stated_by_person(row)]
    if len(trusted) == len(rows):
        return dict.fromkeys(item, RECORD)
    known = citation_item(merge_records(trusted)) if trusted else {}
    return {n: RECORD if known.get(n) == value else PASTED for n, value in item.items()}


def is_stated_by_person(row: Record) -> bool:
    """Return whether a record was pasted or typed, so that a person has to confirm it."""
    return row.merge_rule == PASTED or row.source == TYPED or row.source.startswith(PASTED)


def end_confirmation(citation: Citation) -> None:
    """Remove the confirmation of an unsaved citation."""
    citation.confirmed_by, citation.confirmed_name, citation.confirmed_at = None, "", None


def refresh_origins(numbers: Iterable[int]) -> None:
    """Compute again where the fields of the citations of works come from; nothing else changes."""
    stated = Q(merge_rule=PASTED) | Q(source=TYPED) | Q(source__startswith=PASTED)
    pasted = Record.objects.filter(stated, work__in=list(numbers)).values("work")
    for citation in Citation.objects.filter(work__in=pasted).select_related("work"):
        typed = {n: o for n, o in citation.origins.items() if o == PERSON}
        stated_by_record = {n: v for n, v in citation.csl.items() if n not in typed}
        citation.origins = record_origins(citation.work, stated_by_record) | typed
        citation.save(update_fields=["origins"])
