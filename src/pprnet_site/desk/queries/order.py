"""The order of the inbox: what waits, the likeliest first, learnt anew after each decision.

Texts are weighed once for each state of the catalogue and kept in this process; a request
reads no abstract but the one it shows.
"""

from __future__ import annotations

import logging
from collections import Counter
from dataclasses import dataclass
from threading import Lock, Thread

from django.contrib.auth.models import AbstractBaseUser
from django.db import DatabaseError, connection
from django.utils import timezone

from pprnet.triage import (
    History,
    LinearModel,
    Ranking,
    Reason,
    Suggestions,
    Traits,
    explain,
    like_included,
    nearest,
    suggest,
)
from pprnet_site.catalogue.enums import (
    INCLUDED_STATUSES,
    PUBLIC_STATUSES,
    WAITING_STATUSES,
    WorkStatus,
)
from pprnet_site.catalogue.models import Move, Work
from pprnet_site.desk.enums import Verdict
from pprnet_site.desk.models import Vote
from pprnet_site.desk.queries.plan import SAID, TWO, is_double
from pprnet_site.desk.queries.shelf import Shelf, Version, catalogue_version, make_shelf

logger = logging.getLogger(__name__)

States = tuple[tuple[int, str, bool], ...]
"""For each work, by number: its number, its status, and whether it was put off."""

DISPUTED = "disputed"
"""The state, to a third person, of a work on which two differ: neither waiting nor teaching."""

OWN_STATES: dict[str | None, str] = {
    Verdict.IN: WorkStatus.SCREENED_IN,
    Verdict.OUT: WorkStatus.SCREENED_OUT,
}

LAST_SHOWN = 8
"""Decisions of late that the next works should not all be like."""


@dataclass(frozen=True, slots=True, eq=False)
class Order:
    """The works that wait, in order, and the ranking that put them there."""

    ids: tuple[int, ...]
    later: tuple[int, ...]
    total: int
    decided: int
    shelf: Shelf
    suggestions: Suggestions

    @property
    def ranking(self) -> Ranking:
        """The ranking behind the order, with its scores and model."""
        return self.suggestions.ranking

    @property
    def learnt(self) -> bool:
        """Whether decisions of both kinds have taught an order yet."""
        return self.ranking.model is not None

    def reasons(self, work_id: int) -> tuple[Reason, ...]:
        """Name the words that put a work where it stands; none before anything is learnt."""
        row = self.shelf.rows.get(work_id)
        return () if row is None else explain(self.shelf.table, self.ranking, row)

    def precedent(self, work_id: int) -> tuple[int, float] | None:
        """Name the included work that speaks most for one by being like it, and by how much."""
        row = self.shelf.rows.get(work_id)
        found = None if row is None else like_included(self.shelf.table, self.ranking, row)
        return (self.shelf.ids[found.row], found.by_likeness) if found else None

    def is_drawn(self, work_id: int) -> bool:
        """Whether a work stands where it does by lot."""
        return self.shelf.rows.get(work_id) in self.suggestions.drawn

    def is_lifted(self, work_id: int) -> bool:
        """Whether a work was raised because it came without an abstract."""
        return self.shelf.rows.get(work_id) in self.suggestions.lifted

    def alike(self, work_id: int) -> tuple[tuple[int, float], ...]:
        """Name the works in the queue that are very like one, with their likeness, 0 to 1."""
        row = self.shelf.rows.get(work_id)
        if row is None:
            return ()
        waiting = [self.shelf.rows[work] for work in self.ids]
        found = nearest(self.shelf.features, row, waiting)
        return tuple((self.shelf.ids[other], likeness) for other, likeness in found)


_lock = Lock()
_shelves: dict[str, Shelf] = {}
_orders: dict[str, tuple[States, Order]] = {}


def shelf_for(version: Version) -> Shelf:
    """Give the weighed words, from this process's memory where the catalogue is the same."""
    kept = _shelves.get("shelf")
    if kept is None or kept.version != version:
        kept = _shelves["shelf"] = make_shelf(version, kept)
    return kept


def read_states(user: AbstractBaseUser | None = None) -> States:
    """Read where every work stands; with a user, as this one of two blind screeners sees it."""
    whole = Work.objects.exclude(status=WorkStatus.MERGED)
    rows = whole.order_by("pk").values_list("pk", "status", "later_since")
    states = tuple((work, status, later is not None) for work, status, later in rows)
    return states if user is None else as_seen(states, user)


def as_seen(states: States, user: AbstractBaseUser) -> States:
    """Lay a screener's own votes over the states; of the other's nothing shows or teaches."""
    own: dict[int, str] = {}
    spoken: Counter[int] = Counter()
    for work, by, verdict in Vote.objects.filter(undone_at=None).values_list(
        "work", "by", "verdict"
    ):
        spoken[work] += verdict in SAID
        if by == user.pk:
            own[work] = verdict
    return tuple(
        seen(state, own.get(state[0]), spoken[state[0]]) if state[1] in WAITING_STATUSES else state
        for state in states
    )


def seen(state: tuple[int, str, bool], own: str | None, spoken: int) -> tuple[int, str, bool]:
    """Give the state of a waiting work to a screener who said this of it, or nothing."""
    work, status, _put_off = state
    if own in OWN_STATES:
        return work, OWN_STATES[own], False
    if spoken >= TWO:
        return work, DISPUTED, False
    return work, status, own == Verdict.LATER


def label_of(status: str) -> bool | None:
    """Say what a status teaches: relevant, not relevant, or nothing yet."""
    if status == WorkStatus.SCREENED_OUT:
        return False
    return True if status in INCLUDED_STATUSES else None


def arrange(states: States, shelf: Shelf, last: LinearModel | None = None) -> Order:
    """Rank what waits by what was decided; `last` is the model of the order before."""
    known = [state for state in states if state[0] in shelf.rows]
    labels = {
        shelf.rows[work]: label
        for work, status, _ in known
        if (label := label_of(status)) is not None
    }
    told = History().weight(Traits(published=True))
    open_works = [state for state in known if state[1] in WAITING_STATUSES]
    waiting = [shelf.rows[work] for work, _, later in open_works if not later]
    suggestions = suggest(
        shelf.table,
        labels,
        waiting=waiting,
        earlier=[shelf.rows[work] for work in decided_before() if work in shelf.rows],
        importance={shelf.rows[work]: told for work, state, _ in known if state in PUBLIC_STATUSES},
        bare=shelf.bare,
        shown=[shelf.rows[work] for work in decided_of_late() if work in shelf.rows],
        prior=shelf.prior,
        last=last,
    )
    return Order(
        ids=tuple(shelf.ids[row] for row in suggestions.ranking.rows),
        later=tuple(work for work, _, later in open_works if later),
        total=len(states),
        decided=len(states) - len(open_works),
        shelf=shelf,
        suggestions=suggestions,
    )


def decided_before() -> list[int]:
    """Give the works that were decided on before this month: what a new month starts from."""
    month = timezone.now().replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    moves = Move.objects.filter(undone_at=None, from_status__in=WAITING_STATUSES, put_off=False)
    return list(moves.filter(at__lt=month).values_list("work", flat=True))


def decided_of_late() -> list[int]:
    """Give the works that were decided on last, the newest last."""
    moves = Move.objects.filter(undone_at=None, from_status__in=WAITING_STATUSES, put_off=False)
    return list(moves.order_by("-pk").values_list("work", flat=True)[:LAST_SHOWN])[::-1]


def current_order(user: AbstractBaseUser | None = None) -> Order:
    """Give the order as the decisions up to now make it, for a user where two screen blindly."""
    screener = user if user is not None and is_double() else None
    version, states = catalogue_version(), read_states(screener)
    key = "order" if screener is None else f"order of {screener.pk}"
    with _lock:
        shelf = shelf_for(version)
        kept = _orders.get(key)
        if kept is None or kept[0] != states or kept[1].shelf is not shelf:
            same = kept is not None and kept[1].shelf is shelf
            last = kept[1].ranking.model if kept is not None and same else None
            kept = _orders[key] = (states, arrange(states, shelf, last))
        return kept[1]


def warm_up() -> None:
    """Weigh the words in a thread of its own, so that the first page after a start need not wait.

    For the server's start (`wsgi.py`); what goes wrong here will be met, and told, by the page.
    """

    def work() -> None:
        try:
            current_order()
        except DatabaseError:
            logger.warning("the order of the inbox could not be made ready", exc_info=True)
        finally:
            connection.close()

    Thread(target=work, name="desk-order", daemon=True).start()
