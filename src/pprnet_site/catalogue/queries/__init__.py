"""What is asked of the catalogue."""

from __future__ import annotations

from django.db.models import Count, QuerySet

from pprnet.citations import MissingField, completeness
from pprnet_site.catalogue.enums import WAITING_STATUSES, WorkStatus
from pprnet_site.catalogue.models import Citation, ImportRun, Work


def missing_fields(citation: Citation) -> tuple[MissingField, ...]:
    """List what APA 7 needs for this type of work and the citation lacks."""
    return completeness(citation.csl)


def typed_fields(citation: Citation) -> list[str]:
    """Name the fields that came from a person."""
    return sorted(name for name, origin in citation.origins.items() if origin == "person")


def needs_confirmation(citation: Citation) -> bool:
    """Tell whether something was typed that nobody has yet compared with the publication."""
    return bool(typed_fields(citation)) and citation.confirmed_at is None


def is_resolved(citation: Citation | None) -> bool:
    """Tell whether a citation has all that APA 7 needs, from a record or a confirming person."""
    return (
        citation is not None
        and not missing_fields(citation)
        and not needs_confirmation(citation)
        and all(citation.origins.get(name) for name in citation.csl)
    )


def citation_of(work: Work) -> Citation | None:
    """Give the citation of a work, if it has one yet."""
    return getattr(work, "citation", None)


def postponed_works() -> QuerySet[Work]:
    """Give the works that were put off, the longest waiting first."""
    return (
        Work.objects.filter(status__in=WAITING_STATUSES)
        .exclude(later_since=None)
        .order_by("later_since", "pk")
    )


def count_by_status() -> dict[WorkStatus, int]:
    """Count the works in each state, 0 included."""
    counted = dict(Work.objects.order_by().values_list("status").annotate(count=Count("pk")))
    return {status: counted.get(status.value, 0) for status in WorkStatus}


def recent_imports(limit: int = 20) -> QuerySet[ImportRun]:
    """Give the newest imports of files."""
    files = ImportRun.objects.filter(harvest_task=None)
    return files.select_related("started_by")[:limit]
