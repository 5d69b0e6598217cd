"""Template filters for the states of works, their events and the sources of notices."""

from __future__ import annotations

from collections.abc import Iterable

from django import template

from pprnet_site.catalogue.models import Work, WorkEvent, WorkNotice
from pprnet_site.desk.queries.source_notices.alerts import service_label
from pprnet_site.desk.queries.source_notices.open_notices import reported_history
from pprnet_site.desk.queries.work_details import work_states

register = template.Library()


@register.filter
def state_of(work: Work) -> work_states.StateNote | None:
    """Return the state of a work in plain words, or None while it has none."""
    return work_states.state_note(work)


@register.filter
def stated_day(stated: str) -> str:
    """Return a date as precise as it is stated, in words."""
    return work_states.date_in_words(stated)


register.filter("service_label", service_label)


@register.filter
def service_names(keys: Iterable[str]) -> str:
    """Return the names of services and sources, by the engine's keys."""
    return ", ".join(dict.fromkeys(map(service_label, keys)))


@register.filter
def doi_link(doi: str) -> str:
    """Return the address that a DOI leads to."""
    return work_states.doi_address(doi)


@register.filter
def pubmed_link(pmid: str) -> str:
    """Return the address of a PMID at PubMed."""
    return work_states.pubmed_address(pmid)


@register.filter
def work_notices(work: Work) -> list[WorkNotice]:
    """Return what the sources state about a work, the newest notice first."""
    notices, _is_conflicting = reported_history(work)
    return sorted(notices, key=lambda row: (row.date, row.pk), reverse=True)


@register.filter
def work_events(work: Work) -> list[WorkEvent]:
    """Return the current events of a work, the oldest first, with who decided."""
    rows = WorkEvent.objects.filter(work=work.pk, is_current=True)
    return list(rows.select_related("decided_by"))
