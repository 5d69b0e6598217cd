"""Database models of the evidence; the rows point to works and to Wagtail's pages."""

from pprnet_site.evidence.models.bound_figures import BoundFigure
from pprnet_site.evidence.models.decisions import CheckerOverride, ClaimDecision
from pprnet_site.evidence.models.full_texts import FullTextRow, PassageRow, UnreadNumberRow
from pprnet_site.evidence.models.machine_help import MachineHelp

__all__ = [
    "BoundFigure",
    "CheckerOverride",
    "ClaimDecision",
    "FullTextRow",
    "MachineHelp",
    "PassageRow",
    "UnreadNumberRow",
]
