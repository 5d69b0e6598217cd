"""What has become of a published work: its state and history, from the notices about it."""

from __future__ import annotations

from pprnet.watch.history import work_history
from pprnet.watch.work_identity import WorkIdentity, is_about
from pprnet.watch.work_states import WorkEvent, WorkHistory, WorkState

__all__ = [
    "WorkEvent",
    "WorkHistory",
    "WorkIdentity",
    "WorkState",
    "is_about",
    "work_history",
]
