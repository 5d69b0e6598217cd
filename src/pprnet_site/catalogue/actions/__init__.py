"""The only writers of the catalogue."""

from pprnet_site.catalogue.actions.citations import (
    complete_citation,
    complete_citation_from_text,
    format_citations,
    refresh_citation,
)
from pprnet_site.catalogue.actions.imports import (
    open_import,
    resume_imports,
    run_import,
    start_import,
)
from pprnet_site.catalogue.actions.moves import move_work, undo_move

__all__ = [
    "complete_citation",
    "complete_citation_from_text",
    "format_citations",
    "move_work",
    "open_import",
    "refresh_citation",
    "resume_imports",
    "run_import",
    "start_import",
    "undo_move",
]
