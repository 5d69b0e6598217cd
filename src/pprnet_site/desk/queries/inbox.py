"""The inbox: the work to decide on, those next in line, and why it is suggested."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Case, CharField, Value, When

from pprnet_site.catalogue.enums import WAITING_STATUSES
from pprnet_site.catalogue.models import Move, Record, Signal, Work
from pprnet_site.desk.models import Criteria
from pprnet_site.desk.queries.marking import Piece, marked
from pprnet_site.desk.queries.moves import last_move, undoable_move
from pprnet_site.desk.queries.order import Order, current_order
from pprnet_site.desk.queries.reading import Line, lines

BEFORE, AFTER = 2, 6
"""Works shown in the queue on either side of the current one."""


@dataclass(frozen=True, slots=True)
class Why:
    """A word that counts for or against a work, and how long its bar is."""

    term: str
    weight: float
    width: int
    """0 to 200, the strongest word of the work at 200."""


@dataclass(frozen=True, slots=True)
class Inbox:
    """Everything that the inbox page says."""

    order: Order
    work: Work | None = None
    waits: bool = False
    put_off: bool = False
    place: int = 0
    """1-based place of the work in the queue, 0 where it is not in it."""
    queue: tuple[Work, ...] = ()
    before: int | None = None
    after: int | None = None
    abstract: tuple[Piece, ...] = ()
    records: tuple[Record, ...] = ()
    lines: tuple[Line, ...] = ()
    reasons: tuple[Why, ...] = ()
    decided: Move | None = None
    undoable: Move | None = None
    criteria: Criteria | None = None

    @property
    def waiting(self) -> int:
        """How many works wait in the queue."""
        return len(self.order.ids)

    @property
    def later(self) -> int:
        """How many works were put off."""
        return len(self.order.later)


def brief(ids: list[int]) -> list[Work]:
    """Give works by number, in that order, with no more than a line about each needs."""
    has_abstract = Case(
        When(abstract="", then=Value("")), default=Value("1"), output_field=CharField()
    )
    found = {
        work.pk: work
        for work in Work.objects.filter(pk__in=ids)
        .only("title", "authors", "year", "status", "later_since")
        .annotate(abstract_there=has_abstract)
    }
    return [found[number] for number in ids if number in found]


def whys(order: Order, work_id: int) -> tuple[Why, ...]:
    """Give the words that moved a work, each with a bar."""
    reasons = order.reasons(work_id)
    most = max((abs(reason.weight) for reason in reasons), default=0.0)
    return tuple(
        Why(reason.term, reason.weight, max(1, round(200 * abs(reason.weight) / most)))
        for reason in reasons
    )


def neighbours(ids: tuple[int, ...], place: int) -> tuple[int | None, int | None]:
    """Give the works before and after a 1-based place in the queue."""
    at = place - 1
    before = ids[at - 1] if at > 0 else None
    return before, ids[at + 1] if at + 1 < len(ids) else None


def inbox(*, user: AbstractBaseUser, work_id: int | None = None) -> Inbox:
    """Read the inbox with one work open: the one named, else the first in the order."""
    order = current_order()
    number = work_id if work_id is not None else next(iter(order.ids), None)
    work = None if number is None else Work.objects.defer("merged").get(pk=number)
    common = {"undoable": undoable_move(user), "criteria": Criteria.objects.first()}
    if work is None:
        return Inbox(order=order, **common)
    return opened(order, work, **common)


def opened(order: Order, work: Work, *, undoable: Move | None, criteria: Criteria | None) -> Inbox:
    """Read one work and its place in the queue."""
    place = order.ids.index(work.pk) + 1 if work.pk in order.ids else 0
    start = max(0, place - 1 - BEFORE)
    signals = list(Signal.objects.filter(work=work))
    before, after = neighbours(order.ids, place)
    waits = work.status in WAITING_STATUSES
    return Inbox(
        order=order,
        work=work,
        waits=waits,
        put_off=work.later_since is not None,
        place=place,
        queue=tuple(brief(list(order.ids[start : max(place, 1) + AFTER]))),
        before=before if place else None,
        after=after,
        abstract=tuple(marked(work, signals, "abstract")),
        records=tuple(Record.objects.filter(work=work).defer("data")),
        lines=tuple(lines(work, signals)),
        reasons=whys(order, work.pk),
        decided=None if waits and work.later_since is None else last_move(work),
        undoable=undoable,
        criteria=criteria,
    )
