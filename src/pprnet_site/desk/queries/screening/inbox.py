"""The inbox: the work to decide on, its neighbours in the queue, and why it is suggested."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from django.contrib.auth.models import User
from django.db.models import Case, CharField, Value, When
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pprnet.triage import TermContribution
from pprnet_site.catalogue.enums import WAITING_STATUSES
from pprnet_site.catalogue.models import Move, Record, Work
from pprnet_site.catalogue.queries.signal_review import SignalReview, signal_reviews
from pprnet_site.desk.models import Criteria, Vote
from pprnet_site.desk.ordering.inbox_ranking import InboxOrder
from pprnet_site.desk.ordering.ranking_cache import current_order
from pprnet_site.desk.queries.screening.dual_screening import (
    is_dual_screening,
    own_vote,
    undoable_vote,
)
from pprnet_site.desk.queries.screening.last_decisions import last_move, undoable_move
from pprnet_site.desk.queries.work_details.highlights import (
    Block,
    CriteriaTerms,
    Piece,
    abstract_blocks,
    highlighted_title,
)
from pprnet_site.desk.queries.work_details.linked_works import LinkedPreview, linked_preview
from pprnet_site.desk.queries.work_details.signal_table import SignalLine, signal_lines, term_names
from pprnet_site.desk.queries.work_details.work_states import fetch_state_events

QUEUE_BEFORE, QUEUE_AFTER = 2, 6
"""Works shown in the queue on either side of the current one."""


class ReasonKind(StrEnum):
    """What a reason is about."""

    WORD = "word"
    WORDS = "words"
    PRECEDENT = "like"
    METADATA = "beside"


@dataclass(frozen=True, slots=True)
class InboxReason:
    """A reason for or against a work, as a bar."""

    kind: ReasonKind
    term: str
    weight: float
    width: int
    """Width of the bar, 1-200; the strongest reason of the work has 200."""
    label: str | Promise = ""
    """The kind of a metadata column, such as topic or journal."""
    work: Work | None = None
    """The similar work that was included."""


@dataclass(frozen=True, slots=True)
class Inbox:
    """Everything that the inbox page shows."""

    order: InboxOrder
    dual_screening: bool = False
    """Whether two people screen each work."""
    work: Work | None = None
    waits: bool = False
    postponed: bool = False
    place: int = 0
    """1-based place of the work in the queue, 0 where it is not in it."""
    queue: tuple[Work, ...] = ()
    before: int | None = None
    after: int | None = None
    title: tuple[Piece, ...] = ()
    abstract: tuple[Block, ...] = ()
    records: tuple[Record, ...] = ()
    lines: tuple[SignalLine, ...] = ()
    reasons: tuple[InboxReason, ...] = ()
    is_random: bool = False
    """Whether it has its place from the random sample."""
    is_raised: bool = False
    """Whether it was ranked higher because its abstract is missing."""
    similar: tuple[tuple[Work, float], ...] = ()
    """Waiting works that are very similar to this one, with their similarity, 0-1."""
    linked: LinkedPreview | None = None
    decided: Move | None = None
    vote: Vote | None = None
    """This screener's own vote on it in dual screening."""
    undoable: Move | Vote | None = None
    criteria: Criteria | None = None

    @property
    def postponed_at(self) -> datetime | None:
        """When the work was postponed, by this person in dual screening."""
        if self.vote is not None:
            return self.vote.at
        return self.work.later_since if self.work else None

    @property
    def work_number(self) -> str:
        """The number of the open work, as text for an address."""
        return str(self.work.pk) if self.work else ""

    @property
    def open_lines(self) -> bool:
        """Whether there is a signal that is not reviewed yet."""
        return any(line.is_open for line in self.lines)

    @property
    def waiting(self) -> int:
        """Number of works in the queue."""
        return len(self.order.ids)

    @property
    def later(self) -> int:
        """Number of postponed works."""
        return len(self.order.later)


def queue_works(ids: list[int]) -> list[Work]:
    """Return works by number, in that order, with only the fields of one line."""
    has_abstract = Case(
        When(abstract="", then=Value("")), default=Value("1"), output_field=CharField()
    )
    found = {
        work.pk: work
        for work in Work.objects.filter(pk__in=ids)
        .only("title", "authors", "year", "status", "later_since", "state")
        .annotate(abstract_there=has_abstract)
    }
    fetch_state_events(found.values())
    return [found[number] for number in ids if number in found]


def criteria_terms(criteria: Criteria | None) -> CriteriaTerms:
    """Return the terms to mark, none before criteria were saved."""
    return CriteriaTerms(criteria.sought, criteria.avoided) if criteria else CriteriaTerms()


METADATA_LABELS: dict[str, str | Promise] = {
    "topic": _("Topic"),
    "research type": _("Type of research"),
    "MeSH": "MeSH",
    "journal": _("Journal"),
    "author": _("Author"),
    "criterion": _("Your term"),
}
"""Labels of the metadata columns, by the engine's names."""


def inbox_reasons(order: InboxOrder, work_id: int) -> tuple[InboxReason, ...]:
    """Return the reasons for a score: words, metadata and the most similar included work."""
    reasons = order.reasons(work_id)
    like = order.precedent(work_id)
    most = max([*(abs(reason.weight) for reason in reasons), like[1] if like else 0.0])
    names = names_of_reasons(reasons)
    found = [inbox_reason(reason.term, reason.weight, most, names) for reason in reasons]
    if like is not None:
        work = Work.objects.only("title", "state").filter(pk=like[0]).first()
        title, width = work.title if work else "", bar_width(like[1], most)
        found.append(InboxReason(ReasonKind.PRECEDENT, title, like[1], width, work=work))
    return tuple(sorted(found, key=lambda each: -abs(each.weight)))


def inbox_reason(
    term: str, weight: float, most: float, names: dict[tuple[str, str], str]
) -> InboxReason:
    """Return one reason with its labels; the engine names a metadata column "journal: ..."."""
    kind, _colon, name = term.partition(": ")
    if name and kind in METADATA_LABELS:
        named = names.get((kind.replace(" ", "_"), name), name)
        return InboxReason(
            ReasonKind.METADATA, named, weight, bar_width(weight, most), METADATA_LABELS[kind]
        )
    words = ReasonKind.WORDS if " " in term else ReasonKind.WORD
    return InboxReason(words, term, weight, bar_width(weight, most))


def bar_width(weight: float, most: float) -> int:
    """Return the width of a reason's bar, 1-200."""
    return max(1, round(200 * abs(weight) / most)) if most else 1


def names_of_reasons(reasons: tuple[TermContribution, ...]) -> dict[tuple[str, str], str]:
    """Return the names of the topics and types among some reasons, in the reader's language."""
    keys = [tuple(reason.term.split(": ", 1)) for reason in reasons if ": " in reason.term]
    return term_names(
        SignalReview(kind=kind.replace(" ", "_"), value=key)
        for kind, key in keys
        if kind in {"topic", "research type"}
    )


def similar_works(order: InboxOrder, work_id: int) -> tuple[tuple[Work, float], ...]:
    """Return the works in the queue that are very similar to one."""
    found = dict(order.similar(work_id))
    return tuple((work, found[work.pk]) for work in queue_works(list(found)))


def queue_neighbours(ids: tuple[int, ...], place: int) -> tuple[int | None, int | None]:
    """Return the works before and after a 1-based place in the queue."""
    at = place - 1
    before = ids[at - 1] if at > 0 else None
    return before, ids[at + 1] if at + 1 < len(ids) else None


def read_inbox(*, user: User) -> Inbox:
    """Return the inbox with no work open."""
    dual_screening = is_dual_screening()
    return Inbox(
        order=current_order(user.pk if dual_screening else None),
        dual_screening=dual_screening,
        undoable=undoable_vote(user) if dual_screening else undoable_move(user),
        criteria=Criteria.objects.first(),
    )


def open_work(found: Inbox, work_id: int | None, user: User) -> Inbox:
    """Return the inbox with one work open, the one named; none where there is no number.

    Raises:
        Work.DoesNotExist: There is no work with this number.
    """
    if work_id is None:
        return found
    return with_open_work(found, Work.objects.defer("merged").get(pk=work_id), user)


def with_open_work(found: Inbox, work: Work, user: User) -> Inbox:
    """Return the inbox with one work and its place in the queue."""
    order = found.order
    place = order.ids.index(work.pk) + 1 if work.pk in order.ids else 0
    start = max(0, place - 1 - QUEUE_BEFORE)
    readings = signal_reviews(work)
    own = criteria_terms(found.criteria)
    before, after = queue_neighbours(order.ids, place)
    vote = own_vote(work, user) if found.dual_screening else None
    postponed = work.pk in order.later or work.later_since is not None
    waits = bool(place) or (postponed and work.status in WAITING_STATUSES)
    return replace(
        found,
        work=work,
        vote=vote,
        waits=waits,
        postponed=postponed,
        place=place,
        queue=tuple(queue_works(list(order.ids[start : max(place, 1) + QUEUE_AFTER]))),
        before=before if place else None,
        after=after,
        title=highlighted_title(work, own),
        abstract=abstract_blocks(work, readings, own),
        records=tuple(Record.objects.filter(work=work).defer("data")),
        lines=tuple(signal_lines(work, readings)),
        reasons=inbox_reasons(order, work.pk),
        linked=linked_preview(work),
        is_random=order.is_random(work.pk),
        is_raised=order.is_raised(work.pk),
        similar=similar_works(order, work.pk) if waits else (),
        decided=None if waits and work.later_since is None else last_move(work),
    )
