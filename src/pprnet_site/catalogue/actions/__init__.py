"""The only writers of the catalogue."""

from pprnet_site.catalogue.actions.citations import (
    complete_citation,
    complete_citation_from_text,
    format_citations,
    refresh_citation,
)
from pprnet_site.catalogue.actions.moves import move_work, undo_move

__all__ = [
    "complete_citation",
    "complete_citation_from_text",
    "format_citations",
    "move_work",
    "refresh_citation",
    "undo_move",
]
