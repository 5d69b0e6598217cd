"""Queries of the catalogue."""

from pprnet_site.catalogue.queries.citations import (
    citation_of,
    is_resolved,
    missing_fields,
    needs_confirmation,
    pasted_fields,
    typed_fields,
)
from pprnet_site.catalogue.queries.deciding_events import (
    counted_events,
    current_events,
    deciding_event,
    successor_of,
    told_events,
)
from pprnet_site.catalogue.queries.watch import (
    ServiceCheck,
    ServiceState,
    WatchState,
    asked_services,
    service_checks,
    service_states,
    watch_state,
)
from pprnet_site.catalogue.queries.works import count_by_status, postponed_works, recent_imports

__all__ = [
    "ServiceCheck",
    "ServiceState",
    "WatchState",
    "asked_services",
    "citation_of",
    "count_by_status",
    "counted_events",
    "current_events",
    "deciding_event",
    "is_resolved",
    "missing_fields",
    "needs_confirmation",
    "pasted_fields",
    "postponed_works",
    "recent_imports",
    "service_checks",
    "service_states",
    "successor_of",
    "told_events",
    "typed_fields",
    "watch_state",
]
