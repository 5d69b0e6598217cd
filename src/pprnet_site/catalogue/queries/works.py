"""Works by status, and the newest imports."""

from __future__ import annotations

from django.db.models import Count, QuerySet

from pprnet_site.catalogue.enums import WAITING_STATUSES, WorkStatus
from pprnet_site.catalogue.models import ImportRun, Work


def postponed_works() -> QuerySet[Work]:
    """Return the postponed works, the longest waiting first."""
    return (
        Work.objects.filter(status__in=WAITING_STATUSES)
        .exclude(later_since=None)
        .order_by("later_since", "pk")
    )


def count_by_status() -> dict[WorkStatus, int]:
    """Count the works of each status, zero included."""
    counted = dict(Work.objects.order_by().values_list("status").annotate(count=Count("pk")))
    return {status: counted.get(status.value, 0) for status in WorkStatus}


def recent_imports(limit: int = 20) -> QuerySet[ImportRun]:
    """Return the newest imports of files."""
    files = ImportRun.objects.filter(harvest_task=None)
    return files.select_related("started_by")[:limit]
