"""Actions of the catalogue: the only code that writes its tables."""

from pprnet_site.catalogue.actions.citations import complete_citation, complete_citation_from_text
from pprnet_site.catalogue.actions.event_decisions import (
    confirm_event,
    dispute_event,
    reassign_event,
    undo_event_decision,
)
from pprnet_site.catalogue.actions.harvests import (
    requeue_stalled_harvests,
    resume_harvest,
    start_harvest,
    stop_harvest,
)
from pprnet_site.catalogue.actions.imports import (
    requeue_stalled_imports,
    start_import,
    start_reference_list,
)
from pprnet_site.catalogue.actions.moves import move_work, undo_move
from pprnet_site.catalogue.actions.pairs import (
    mark_as_distinct,
    merge_pair,
    split_record,
    undo_pair,
)
from pprnet_site.catalogue.actions.reextraction import reextract_works
from pprnet_site.catalogue.actions.schedules import (
    set_schedule,
    start_due_harvest,
    start_due_watch,
)
from pprnet_site.catalogue.actions.searches import (
    add_search,
    remove_search,
    switch_search,
    sync_searches,
)
from pprnet_site.catalogue.actions.signal_review import judge_signal, state_value, undo_judgement
from pprnet_site.catalogue.enrichment.citation_formatting import format_pending_citations
from pprnet_site.catalogue.enrichment.work_citations import format_citations, refresh_citation
from pprnet_site.catalogue.ingest.harvest_runs import open_harvest, run_harvest
from pprnet_site.catalogue.ingest.import_runs import open_import, run_import
from pprnet_site.catalogue.lookups.found_references import add_references, attach_reference
from pprnet_site.catalogue.watch.watch_runs import run_watch

__all__ = [
    "add_references",
    "add_search",
    "attach_reference",
    "complete_citation",
    "complete_citation_from_text",
    "confirm_event",
    "dispute_event",
    "format_citations",
    "format_pending_citations",
    "judge_signal",
    "mark_as_distinct",
    "merge_pair",
    "move_work",
    "open_harvest",
    "open_import",
    "reassign_event",
    "reextract_works",
    "refresh_citation",
    "remove_search",
    "requeue_stalled_harvests",
    "requeue_stalled_imports",
    "resume_harvest",
    "run_harvest",
    "run_import",
    "run_watch",
    "set_schedule",
    "split_record",
    "start_due_harvest",
    "start_due_watch",
    "start_harvest",
    "start_import",
    "start_reference_list",
    "state_value",
    "stop_harvest",
    "switch_search",
    "sync_searches",
    "undo_event_decision",
    "undo_judgement",
    "undo_move",
    "undo_pair",
]
