"""The history and state of a work from the notices about it."""

from __future__ import annotations

from collections.abc import Iterable

from pprnet.sources.notices import Notice, NoticeKind
from pprnet.watch.work_states import WorkEvent, WorkHistory, WorkState

_STATES = {
    NoticeKind.RETRACTION: WorkState.RETRACTED,
    NoticeKind.REPLACEMENT: WorkState.REPLACED,
    NoticeKind.CONCERN: WorkState.CONCERN,
    NoticeKind.CORRECTION: WorkState.CORRECTED,
    NoticeKind.REINSTATEMENT: WorkState.REINSTATED,
    NoticeKind.VERSION_OF_RECORD: WorkState.VERSION_OF_RECORD,
}


def work_history(notices: Iterable[Notice]) -> WorkHistory:
    """Return the history of a work; it depends neither on their order nor on repetition.

    Args:
        notices: all that are about the work, from all sources.
    """
    events = tuple(
        WorkEvent(n.kind, n.date, n.notice_doi, n.notice_pmid, "", (n.source,), n.reasons, (n,))
        for n in sorted(set(notices), key=repr)
    )
    if not events:
        return WorkHistory(WorkState.CURRENT, None, (), is_conflicting=False)
    return WorkHistory(_STATES[events[-1].kind], events[-1], events, is_conflicting=False)
