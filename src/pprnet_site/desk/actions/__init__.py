"""Actions of the desk."""

from pprnet_site.desk.actions.holds import deal_work
from pprnet_site.desk.actions.screening import (
    requeue_work,
    save_criteria,
    screen_work,
    screen_works,
    set_work_status,
    shortlist_works,
    undo_decision,
)
from pprnet_site.desk.actions.signals import accept_all
from pprnet_site.desk.actions.votes import choose_plan, resolve_conflict

__all__ = [
    "accept_all",
    "choose_plan",
    "deal_work",
    "requeue_work",
    "resolve_conflict",
    "save_criteria",
    "screen_work",
    "screen_works",
    "set_work_status",
    "shortlist_works",
    "undo_decision",
]
