"""The state of every work that the ranking of the inbox learns from."""

from __future__ import annotations

from collections import Counter

from pprnet_site.catalogue.enums import INCLUDED_STATUSES, WAITING_STATUSES, WorkStatus
from pprnet_site.catalogue.models import Work
from pprnet_site.desk.enums import COUNTED_VERDICTS, TWO_SCREENERS, Verdict
from pprnet_site.desk.models import Vote

State = tuple[int, str, bool]
"""A work: its number, its status, and whether it is postponed."""

States = tuple[State, ...]

DISPUTED = "disputed"
"""State, to anybody else, of a work on which two screeners differ: neither waiting nor labelled."""

OWN_STATES: dict[str | None, str] = {
    Verdict.IN: WorkStatus.SCREENED_IN,
    Verdict.OUT: WorkStatus.SCREENED_OUT,
}


def read_states(screener: int | None = None) -> States:
    """Return the state of every work; with a user's number, as this blind screener sees it."""
    works = Work.objects.exclude(status=WorkStatus.MERGED).order_by("pk")
    rows = works.values_list("pk", "status", "later_since")
    states = tuple((work, status, later is not None) for work, status, later in rows)
    return states if screener is None else _blinded_states(states, screener)


def _blinded_states(states: States, screener: int) -> States:
    """Apply a screener's own votes to the states; the other screener's votes stay hidden."""
    own: dict[int, str] = {}
    counted: Counter[int] = Counter()
    for work, by, verdict in Vote.objects.filter(undone_at=None).values_list(
        "work", "by", "verdict"
    ):
        counted[work] += verdict in COUNTED_VERDICTS
        if by == screener:
            own[work] = verdict
    return tuple(
        _blinded_state(state, own.get(state[0]), counted[state[0]])
        if state[1] in WAITING_STATUSES
        else state
        for state in states
    )


def _blinded_state(state: State, own: str | None, counted: int) -> State:
    """Return the state of a waiting work for a screener with this verdict, or with none."""
    work, status, _postponed = state
    if own in OWN_STATES:
        return work, OWN_STATES[own], False
    if counted >= TWO_SCREENERS:
        return work, DISPUTED, False
    return work, status, own == Verdict.LATER


def training_label(status: str) -> bool | None:
    """Return the label that a status stands for: relevant, not relevant, or None."""
    if status == WorkStatus.SCREENED_OUT:
        return False
    return True if status in INCLUDED_STATUSES else None
