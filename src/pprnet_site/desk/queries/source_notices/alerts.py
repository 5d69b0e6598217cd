"""What every page of the desk says of the sources of published summaries, in few queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from pprnet_site.catalogue.enums import RETRACTED_STATES, WARNING_STATES, EventVerdict
from pprnet_site.catalogue.models import WatchedService, WorkEvent
from pprnet_site.catalogue.queries.watch import LONG_SILENCE
from pprnet_site.digest.queries import public_condition
from pprnet_site.digest.queries.watched_works import scheduled_works

SERVICE_LABELS = {
    "crossref": "Crossref",
    "europepmc": "Europe PMC",
    "openalex": "OpenAlex",
    "pubmed": "PubMed",
    "pubmed-xml": "PubMed",
    "retraction-watch": "Retraction Watch",
}
"""Names of services and sources, by the engine's keys; they are the same in every language."""


def service_label(key: str) -> str:
    """Return the name of a service or source; one that is not known is shown by its key."""
    return SERVICE_LABELS.get(key, key)


@dataclass(frozen=True, slots=True)
class ServiceOutage:
    """A service that has not answered for a week or more."""

    label: str
    days: int


@dataclass(frozen=True, slots=True)
class NoticeAlert:
    """Numbers of open notices and of the published summaries that they concern."""

    events: int
    """Open notices on works that any summary rests on."""
    retracted: int
    """Published summaries with an open retraction that holds."""
    concern: int
    """The other ones with an open expression of concern that holds."""
    other: int
    """The other ones with any open notice."""
    outages: tuple[ServiceOutage, ...] = ()


def open_events() -> QuerySet[WorkEvent]:
    """Return the events of works with a summary on which no editor has decided."""
    rests = Q(work__summary_sources__isnull=False) | Q(work__in=scheduled_works())
    return WorkEvent.objects.filter(rests, is_current=True, verdict=EventVerdict.REPORTED)


def notice_alert(now: datetime | None = None) -> NoticeAlert:
    """Return what every page says; a summary counts once, under the most serious notice."""
    public = public_condition("work__summary_sources__summary__")
    deciding = public & Q(decides_state=True)
    retracted = deciding & Q(work__state__in=RETRACTED_STATES)
    warned = deciding & Q(work__state__in=WARNING_STATES)
    found = open_events().aggregate(
        events=Count("pk", distinct=True),
        retracted=count_summaries(retracted),
        warned=count_summaries(warned),
        concerned=count_summaries(public),
    )
    return NoticeAlert(
        events=found["events"],
        retracted=found["retracted"],
        concern=found["warned"] - found["retracted"],
        other=found["concerned"] - found["warned"],
        outages=outages(now or timezone.now()),
    )


def count_summaries(condition: Q) -> Count:
    """Return the number of summaries whose source has an event that meets a condition."""
    return Count("work__summary_sources__summary", filter=condition, distinct=True)


def outages(now: datetime) -> tuple[ServiceOutage, ...]:
    """Return the services that have not answered for a week or more."""
    rows = WatchedService.objects.filter(failing_since__lte=now - LONG_SILENCE)
    return tuple(
        ServiceOutage(service_label(row.key), (now - row.failing_since).days)
        for row in rows
        if row.failing_since is not None
    )
