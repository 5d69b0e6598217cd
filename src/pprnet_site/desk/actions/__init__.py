"""What people do at the desk."""

from pprnet_site.desk.actions.screening import (
    decide,
    decide_together,
    place_work,
    shortlist_works,
    take_back,
    undo_decision,
    write_criteria,
)
from pprnet_site.desk.actions.signals import accept_all
from pprnet_site.desk.actions.votes import choose_plan, resolve_conflict

__all__ = [
    "accept_all",
    "choose_plan",
    "decide",
    "decide_together",
    "place_work",
    "resolve_conflict",
    "shortlist_works",
    "take_back",
    "undo_decision",
    "write_criteria",
]
