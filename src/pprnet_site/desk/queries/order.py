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
from django.db.models import Count, Max

from pprnet.triage import Features, Ranking, Reason, explain, nearest, rank, vectorise
from pprnet_site.catalogue.enums import INCLUDED_STATUSES, WAITING_STATUSES, WorkStatus
from pprnet_site.catalogue.models import Record, Signal, Work
from pprnet_site.desk.enums import Verdict
from pprnet_site.desk.models import Vote
from pprnet_site.desk.queries.plan import SAID, TWO, is_double

logger = logging.getLogger(__name__)

Version = tuple[object, ...]
States = tuple[tuple[int, str, bool], ...]
"""For each work, by number: its number, its status, and whether it was put off."""

DISPUTED = "disputed"
"""The state, to a third person, of a work on which two differ: neither waiting nor teaching."""

OWN_STATES: dict[str | None, str] = {
    Verdict.IN: WorkStatus.SCREENED_IN,
    Verdict.OUT: WorkStatus.SCREENED_OUT,
}

RECENT_YEARS = 20
"""Over these years a work loses all the credit that newness gives, before anything is learnt."""


@dataclass(frozen=True, slots=True, eq=False)
class Shelf:
    """The words of all works, weighed, and what speaks for each before anyone decided."""

    version: Version
    rows: dict[int, int]
    """The number of a work -> its row in the features."""
    ids: tuple[int, ...]
    features: Features
    prior: tuple[float, ...]
    prints: dict[int, int]
    """The number of a work -> the hash of the text that was weighed."""


@dataclass(frozen=True, slots=True, eq=False)
class Order:
    """The works that wait, in order, and the ranking that put them there."""

    ids: tuple[int, ...]
    later: tuple[int, ...]
    total: int
    decided: int
    shelf: Shelf
    ranking: Ranking

    @property
    def learnt(self) -> bool:
        """Whether decisions of both kinds have taught an order yet."""
        return self.ranking.model is not None

    def reasons(self, work_id: int) -> tuple[Reason, ...]:
        """Name the words that put a work where it stands; none before anything is learnt."""
        row = self.shelf.rows.get(work_id)
        return () if row is None else explain(self.shelf.features, self.ranking, row)

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


def catalogue_version() -> Version:
    """Name the state of the catalogue that the weighed words depend on."""
    works = Work.objects.aggregate(Count("pk"), Max("pk"), Max("added_at"))
    records = Record.objects.aggregate(Count("pk"), Max("pk"))
    signals = Signal.objects.aggregate(Max("pk"))
    return (*works.values(), *records.values(), *signals.values())


def credit_of_signals() -> dict[int, float]:
    """Give each work the best score among its topics."""
    rows = Signal.objects.filter(kind="topic").values_list("work").annotate(Max("score"))
    return {work: float(score) for work, score in rows}


def priors(years: list[tuple[int, int | None]]) -> tuple[float, ...]:
    """Score works by topic found (up to 1) and newness (up to 1), in the order given."""
    newest = max((year for _, year in years if year), default=0)
    credit = credit_of_signals()
    return tuple(
        credit.get(work, 0.0)
        + (max(0.0, 1 - (newest - year) / RECENT_YEARS) if year is not None else 0.0)
        for work, year in years
    )


def weigh(version: Version, kept: Shelf | None = None) -> Shelf:
    """Weigh the words of every work, those that were not read before or were changed."""
    works = list(Work.objects.order_by("pk").values_list("pk", "title", "abstract", "year"))
    texts = {work: f"{title} {abstract}" for work, title, abstract, _ in works}
    return Shelf(
        version=version,
        rows={work: row for row, work in enumerate(texts)},
        ids=tuple(texts),
        features=weigh_new(texts, kept) if kept else vectorise(list(texts.values())),
        prior=priors([(work, year) for work, _, _, year in works]),
        prints={work: hash(text) for work, text in texts.items()},
    )


def weigh_new(texts: dict[int, str], kept: Shelf) -> Features:
    """Add the texts that are new or changed to the weighed words, in the order of the works."""
    news = [work for work, text in texts.items() if kept.prints.get(work) != hash(text)]
    features = kept.features.extended([texts[work] for work in news]) if news else kept.features
    rows = kept.rows | {work: row for row, work in enumerate(news, kept.features.rows)}
    order = [rows[work] for work in texts]
    return features if order == list(range(features.rows)) else features.taken(order)


def shelf_for(version: Version) -> Shelf:
    """Give the weighed words, from this process's memory where the catalogue is the same."""
    kept = _shelves.get("shelf")
    if kept is None or kept.version != version:
        kept = _shelves["shelf"] = weigh(version, kept)
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


def arrange(states: States, shelf: Shelf) -> Order:
    """Rank what waits by what was decided."""
    known = [state for state in states if state[0] in shelf.rows]
    labels = {
        shelf.rows[work]: label
        for work, status, _ in known
        if (label := label_of(status)) is not None
    }
    open_works = [state for state in known if state[1] in WAITING_STATUSES]
    waiting = [shelf.rows[work] for work, _, later in open_works if not later]
    ranking = rank(shelf.features, labels, waiting=waiting, prior=shelf.prior)
    return Order(
        ids=tuple(shelf.ids[row] for row in ranking.rows),
        later=tuple(work for work, _, later in open_works if later),
        total=len(states),
        decided=len(states) - len(open_works),
        shelf=shelf,
        ranking=ranking,
    )


def current_order(user: AbstractBaseUser | None = None) -> Order:
    """Give the order as the decisions up to now make it, for a user where two screen blindly."""
    screener = user if user is not None and is_double() else None
    version, states = catalogue_version(), read_states(screener)
    key = "order" if screener is None else f"order of {screener.pk}"
    with _lock:
        shelf = shelf_for(version)
        kept = _orders.get(key)
        if kept is None or kept[0] != states or kept[1].shelf is not shelf:
            kept = _orders[key] = (states, arrange(states, shelf))
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
