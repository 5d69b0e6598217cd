"""The order of the inbox: what waits, the likeliest first, learnt anew after each decision.

Texts are weighed once for each state of the catalogue and cached in this process; a request
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
    LinearModel,
    PastDecisionWeighting,
    Ranking,
    Suggestions,
    TermContribution,
    WorkMetadata,
    explain_score,
    most_similar_rows,
    strongest_precedent,
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
from pprnet_site.desk.ordering.feature_table import (
    CatalogueVersion,
    FeatureTable,
    catalogue_version,
    make_feature_table,
)
from pprnet_site.desk.queries.screening.dual_screening import (
    COUNTED_VERDICTS,
    TWO_SCREENERS,
    is_dual_screening,
)

logger = logging.getLogger(__name__)

States = tuple[tuple[int, str, bool], ...]
"""For each work, by number: its number, its status, and whether it was put off."""

DISPUTED = "disputed"
"""The state, to a third person, of a work on which two differ: neither waiting nor teaching."""

OWN_STATES: dict[str | None, str] = {
    Verdict.IN: WorkStatus.SCREENED_IN,
    Verdict.OUT: WorkStatus.SCREENED_OUT,
}

RECENT_DECISIONS = 8
"""Decisions of late that the next works should not all be like."""


@dataclass(frozen=True, slots=True, eq=False)
class InboxOrder:
    """The works that wait, in order, and the ranking that put them there."""

    ids: tuple[int, ...]
    later: tuple[int, ...]
    total: int
    decided: int
    feature_table: FeatureTable
    suggestions: Suggestions

    @property
    def ranking(self) -> Ranking:
        """The ranking behind the order, with its scores and model."""
        return self.suggestions.ranking

    @property
    def is_trained(self) -> bool:
        """Whether decisions of both kinds have taught an order yet."""
        return self.ranking.model is not None

    def reasons(self, work_id: int) -> tuple[TermContribution, ...]:
        """Name the words that put a work where it stands; none before anything is learnt."""
        row = self.feature_table.rows.get(work_id)
        return () if row is None else explain_score(self.feature_table.table, self.ranking, row)

    def precedent(self, work_id: int) -> tuple[int, float] | None:
        """Name the included work that speaks most for one by being like it, and by how much."""
        row = self.feature_table.rows.get(work_id)
        found = (
            None
            if row is None
            else strongest_precedent(self.feature_table.table, self.ranking, row)
        )
        return (self.feature_table.ids[found.row], found.similarity_weight) if found else None

    def is_random(self, work_id: int) -> bool:
        """Whether a work stands where it does by lot."""
        return self.feature_table.rows.get(work_id) in self.suggestions.random_rows

    def is_raised(self, work_id: int) -> bool:
        """Whether a work was raised because it came without an abstract."""
        return self.feature_table.rows.get(work_id) in self.suggestions.adjusted_rows

    def similar(self, work_id: int) -> tuple[tuple[int, float], ...]:
        """Name the works in the queue that are very like one, with their likeness, 0 to 1."""
        row = self.feature_table.rows.get(work_id)
        if row is None:
            return ()
        waiting = [self.feature_table.rows[work] for work in self.ids]
        found = most_similar_rows(self.feature_table.features, row, waiting)
        return tuple((self.feature_table.ids[other], likeness) for other, likeness in found)


_lock = Lock()
_feature_tables: dict[str, FeatureTable] = {}
_orders: dict[str, tuple[States, InboxOrder]] = {}


def feature_table_for(version: CatalogueVersion) -> FeatureTable:
    """Give the weighed words, from this process's memory where the catalogue is the same."""
    cached = _feature_tables.get("feature_table")
    if cached is None or cached.version != version:
        cached = _feature_tables["feature_table"] = make_feature_table(version, cached)
    return cached


def read_states(user: AbstractBaseUser | None = None) -> States:
    """Read where every work stands; with a user, as this one of two blind screeners sees it."""
    whole = Work.objects.exclude(status=WorkStatus.MERGED)
    rows = whole.order_by("pk").values_list("pk", "status", "later_since")
    states = tuple((work, status, later is not None) for work, status, later in rows)
    return states if user is None else blinded_states(states, user)


def blinded_states(states: States, user: AbstractBaseUser) -> States:
    """Lay a screener's own votes over the states; of the other's nothing shows or teaches."""
    own: dict[int, str] = {}
    spoken: Counter[int] = Counter()
    for work, by, verdict in Vote.objects.filter(undone_at=None).values_list(
        "work", "by", "verdict"
    ):
        spoken[work] += verdict in COUNTED_VERDICTS
        if by == user.pk:
            own[work] = verdict
    return tuple(
        blinded_state(state, own.get(state[0]), spoken[state[0]])
        if state[1] in WAITING_STATUSES
        else state
        for state in states
    )


def blinded_state(
    state: tuple[int, str, bool], own: str | None, spoken: int
) -> tuple[int, str, bool]:
    """Give the state of a waiting work to a screener who said this of it, or nothing."""
    work, status, _put_off = state
    if own in OWN_STATES:
        return work, OWN_STATES[own], False
    if spoken >= TWO_SCREENERS:
        return work, DISPUTED, False
    return work, status, own == Verdict.LATER


def training_label(status: str) -> bool | None:
    """Say what a status teaches: relevant, not relevant, or nothing yet."""
    if status == WorkStatus.SCREENED_OUT:
        return False
    return True if status in INCLUDED_STATUSES else None


def rank_inbox(
    states: States, feature_table: FeatureTable, last: LinearModel | None = None
) -> InboxOrder:
    """Rank what waits by what was decided; `last` is the model of the order before."""
    known = [state for state in states if state[0] in feature_table.rows]
    labels = {
        feature_table.rows[work]: label
        for work, status, _ in known
        if (label := training_label(status)) is not None
    }
    published_weight = PastDecisionWeighting().weight(WorkMetadata(published=True))
    open_works = [state for state in known if state[1] in WAITING_STATUSES]
    waiting = [feature_table.rows[work] for work, _, later in open_works if not later]
    suggestions = suggest(
        feature_table.table,
        labels,
        waiting=waiting,
        earlier_rows=[
            feature_table.rows[work]
            for work in decided_before_this_month()
            if work in feature_table.rows
        ],
        importance={
            feature_table.rows[work]: published_weight
            for work, state, _ in known
            if state in PUBLIC_STATUSES
        },
        missing_abstract=feature_table.missing_abstract,
        shown=[
            feature_table.rows[work] for work in recently_decided() if work in feature_table.rows
        ],
        prior=feature_table.prior,
        previous_model=last,
    )
    return InboxOrder(
        ids=tuple(feature_table.ids[row] for row in suggestions.ranking.rows),
        later=tuple(work for work, _, later in open_works if later),
        total=len(states),
        decided=len(states) - len(open_works),
        feature_table=feature_table,
        suggestions=suggestions,
    )


def decided_before_this_month() -> list[int]:
    """Give the works that were decided on before this month: what a new month starts from."""
    month = timezone.now().replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    moves = Move.objects.filter(undone_at=None, from_status__in=WAITING_STATUSES, put_off=False)
    return list(moves.filter(at__lt=month).values_list("work", flat=True))


def recently_decided() -> list[int]:
    """Give the works that were decided on last, the newest last."""
    moves = Move.objects.filter(undone_at=None, from_status__in=WAITING_STATUSES, put_off=False)
    return list(moves.order_by("-pk").values_list("work", flat=True)[:RECENT_DECISIONS])[::-1]


def current_order(user: AbstractBaseUser | None = None) -> InboxOrder:
    """Give the order as the decisions up to now make it, for a user where two screen blindly."""
    screener = user if user is not None and is_dual_screening() else None
    version, states = catalogue_version(), read_states(screener)
    key = "order" if screener is None else f"order of {screener.pk}"
    with _lock:
        feature_table = feature_table_for(version)
        cached = _orders.get(key)
        if cached is None or cached[0] != states or cached[1].feature_table is not feature_table:
            same = cached is not None and cached[1].feature_table is feature_table
            last = cached[1].ranking.model if cached is not None and same else None
            cached = _orders[key] = (states, rank_inbox(states, feature_table, last))
        return cached[1]


def warm_up() -> None:
    """Weigh the words in a thread of its own, so that the first page after a start need not wait.

    For the server's start (`wsgi.py`); what goes wrong here will be met, and told, by the page.
    """

    def work() -> None:
        try:
            current_order()
        except DatabaseError:
            logger.warning("the order of the inbox could not be prepared", exc_info=True)
        finally:
            connection.close()

    Thread(target=work, name="desk-order", daemon=True).start()
