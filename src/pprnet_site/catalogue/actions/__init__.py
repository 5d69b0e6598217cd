"""The only writers of the catalogue."""

from pprnet_site.catalogue.actions.citations import (
    complete_citation,
    complete_citation_from_text,
    format_citations,
    refresh_citation,
)
from pprnet_site.catalogue.actions.harvests import (
    open_harvest,
    resume_harvests,
    run_harvest,
    start_harvest,
    stop_harvest,
    take_up_harvest,
)
from pprnet_site.catalogue.actions.imports import (
    open_import,
    resume_imports,
    run_import,
    start_import,
)
from pprnet_site.catalogue.actions.moves import move_work, undo_move
from pprnet_site.catalogue.actions.pairs import (
    keep_apart,
    merge_pair,
    split_record,
    undo_pair,
)
from pprnet_site.catalogue.actions.schedule import set_schedule, start_due_harvest
from pprnet_site.catalogue.actions.searches import (
    add_search,
    remove_search,
    switch_search,
    sync_searches,
)

__all__ = [
    "add_search",
    "complete_citation",
    "complete_citation_from_text",
    "format_citations",
    "keep_apart",
    "merge_pair",
    "move_work",
    "open_harvest",
    "open_import",
    "refresh_citation",
    "remove_search",
    "resume_harvests",
    "resume_imports",
    "run_harvest",
    "run_import",
    "set_schedule",
    "split_record",
    "start_due_harvest",
    "start_harvest",
    "start_import",
    "stop_harvest",
    "switch_search",
    "sync_searches",
    "take_up_harvest",
    "undo_move",
    "undo_pair",
]
