"""The citation of a work: built from its records, completed by people, formatted by the engine."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from pprnet_site.catalogue.data_mapper import (
    citation_item,
    merged_record,
)
from pprnet_site.catalogue.enrichment.citation_formatting import clear_forms, format_after_commit
from pprnet_site.catalogue.models import Citation, Work


@transaction.atomic
def refresh_citation(*, work: Work) -> Citation:
    """Rebuild the citation from the merged record; fields typed by a person are kept."""
    citation = citation_from_record(work)
    format_after_commit([citation])
    return citation


def refresh_citations(works: list[Work]) -> None:
    """Rebuild and format the citations of works whose records changed."""
    cited = Work.objects.filter(pk__in=[work.pk for work in works], citation__isnull=False)
    format_after_commit([citation_from_record(work) for work in cited])


@transaction.atomic
def format_citations(works: Iterable[Work]) -> list[Citation]:
    """Return the citation of each work; those without a form are formatted after the commit."""
    works = list(works)
    made = {citation.work_id: citation for citation in Citation.objects.filter(work__in=works)}
    citations = [made.get(work.pk) or citation_from_record(work) for work in works]
    format_after_commit([citation for citation in citations if not citation.text])
    return citations


def citation_from_record(work: Work) -> Citation:
    """Build a citation from the records and the typed fields, and save it unformatted."""
    citation = Citation.objects.select_for_update().filter(work=work).first()
    citation = citation or Citation(work=work)
    typed = {name for name, origin in citation.origins.items() if origin == "person"}
    item = {n: value for n, value in citation_item(merged_record(work)).items() if n not in typed}
    kept = {name: citation.csl[name] for name in typed if name in citation.csl}
    citation.csl = item | kept
    citation.origins = dict.fromkeys(item, "record") | dict.fromkeys(typed, "person")
    clear_forms([citation])
    citation.save()
    return citation
