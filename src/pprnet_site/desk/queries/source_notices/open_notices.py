"""Notices on the works that summaries rest on: the open ones, one in full, the decided ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.db.models import (
    BooleanField,
    Case,
    Exists,
    ExpressionWrapper,
    IntegerField,
    OuterRef,
    QuerySet,
    Value,
    When,
)

from pprnet.watch import work_history
from pprnet_site.catalogue.enrichment.work_events import belongs_to
from pprnet_site.catalogue.enrichment.work_identities import identified_works, notices_about
from pprnet_site.catalogue.enums import EventVerdict, WorkNoticeKind
from pprnet_site.catalogue.models import EventDecision, Work, WorkEvent, WorkNotice
from pprnet_site.desk.queries.source_notices.alerts import open_events
from pprnet_site.desk.queries.source_notices.ready_texts import ready_text
from pprnet_site.digest.models import SummaryPage, SummarySource
from pprnet_site.digest.queries import public_condition
from pprnet_site.digest.queries.reader_notices import first_seen

QUEUE_BEFORE, QUEUE_AFTER = 3, 8
"""Notices shown in the queue on either side of the open one."""
MAX_SUMMARIES = 20
"""Number of summaries of one work that are shown; there is rarely more than one."""

SERIOUSNESS = (
    WorkNoticeKind.RETRACTION,
    WorkNoticeKind.REPLACEMENT,
    WorkNoticeKind.CONCERN,
    WorkNoticeKind.REINSTATEMENT,
    WorkNoticeKind.CORRECTION,
    WorkNoticeKind.VERSION_OF_RECORD,
)
"""Kinds of notice in the order in which they are listed."""

UNREAD_FIELDS = ("work__merged", "work__abstract")


@dataclass(frozen=True, slots=True)
class AffectedSummary:
    """A summary that rests on a work, and since when readers see a notice with it."""

    page: SummaryPage
    is_public: bool
    """Whether readers see the summary."""
    is_scheduled: bool
    shown_since: datetime | None
    """None where readers do not see the notice."""


@dataclass(frozen=True, slots=True)
class NoticeView:
    """One event of a work with all that an editor decides on."""

    event: WorkEvent
    work: Work
    summaries: tuple[AffectedSummary, ...]
    reports: tuple[WorkNotice, ...]
    """What each source states of this event."""
    others: tuple[WorkEvent, ...]
    """The other events of the work, the oldest first."""
    is_conflicting: bool
    """Whether the sources disagree about the work, or an order is not known."""
    decisions: tuple[EventDecision, ...]
    text: str
    """The text for readers as it is, or as it is proposed."""
    reason: str
    """The reason of a dispute as it is, or as it was before it was undone."""
    place: int
    """1-based place on the list of open notices, 0 where it is not on the list."""
    before: int | None
    after: int | None

    @property
    def language(self) -> str:
        """The language of the proposed text; empty where it is in several."""
        languages = set(languages_of(self.summaries)) or {"en"}
        return languages.pop() if len(languages) == 1 else ""

    @property
    def is_decided(self) -> bool:
        """Whether an editor has decided on it."""
        return bool(self.event.verdict != EventVerdict.REPORTED)


@dataclass(frozen=True, slots=True)
class NoticeQueue:
    """The open notices, and the part of the list around one of them."""

    total: int
    rows: tuple[WorkEvent, ...] = ()
    opened: NoticeView | None = None

    @property
    def serious(self) -> frozenset[WorkNoticeKind]:
        """The kinds that are marked in red."""
        return frozenset(SERIOUSNESS[:3])


def open_numbers() -> list[int]:
    """Return the numbers of the open notices, the most urgent first.

    Published summaries go before drafts, and serious kinds before others.
    """
    return list(dict.fromkeys(ranked_events(open_events()).values_list("pk", flat=True)))


def ranked_events(rows: QuerySet[WorkEvent]) -> QuerySet[WorkEvent]:
    """Return events with `is_live`, those of published summaries and serious kinds first."""
    public = SummarySource.objects.filter(public_condition("summary__"), work=OuterRef("work"))
    ranks = [When(kind=kind, then=Value(at)) for at, kind in enumerate(SERIOUSNESS)]
    rank = Case(*ranks, default=Value(len(ranks)), output_field=IntegerField())
    found = rows.annotate(is_live=Exists(public), rank=rank)
    return found.order_by("-is_live", "rank", "-date", "pk")


def notice_queue(number: int | None = None) -> NoticeQueue:
    """Return the list of open notices with one in full: the first, or the one of a number.

    Raises:
        WorkEvent.DoesNotExist: There is no notice with this number.
    """
    numbers = open_numbers()
    wanted = number if number is not None else next(iter(numbers), None)
    if wanted is None:
        return NoticeQueue(0)
    at = numbers.index(wanted) if wanted in numbers else -1
    start = max(0, at - QUEUE_BEFORE)
    rows = listed_events(numbers[start : max(at, 0) + QUEUE_AFTER])
    return NoticeQueue(len(numbers), rows, notice_view(wanted, numbers, at))


def listed_events(numbers: Sequence[int]) -> tuple[WorkEvent, ...]:
    """Return events by number, in that order, with their works."""
    rows = WorkEvent.objects.filter(pk__in=numbers).select_related("work").defer(*UNREAD_FIELDS)
    found = {row.pk: row for row in rows}
    return tuple(found[number] for number in numbers if number in found)


def notice_view(number: int, numbers: Sequence[int], at: int) -> NoticeView:
    """Return one event in full, with its place on the list."""
    rows = WorkEvent.objects.select_related("work", "decided_by").defer(*UNREAD_FIELDS)
    event = rows.get(pk=number)
    summaries = affected_summaries(event)
    decisions = tuple(event.decisions.select_related("by", "undone_by"))
    notices, is_conflicting = reported_history(event.work)
    return NoticeView(
        event=event,
        work=event.work,
        summaries=summaries,
        reports=tuple(row for row in notices if row.fingerprint in event.marks),
        others=other_events(event),
        is_conflicting=is_conflicting,
        decisions=decisions,
        text=last_text(decisions, EventVerdict.CONFIRMED)
        or ready_text(event, languages_of(summaries)),
        reason=last_text(decisions, EventVerdict.DISPUTED),
        place=at + 1,
        before=numbers[at - 1] if at > 0 else None,
        after=numbers[at + 1] if 0 <= at < len(numbers) - 1 else None,
    )


def affected_summaries(event: WorkEvent) -> tuple[AffectedSummary, ...]:
    """Return the summaries that rest on the work of an event, those that readers see first."""
    pages = SummaryPage.objects.filter(sources__work=event.work_id)
    pages = pages.annotate(is_shown=ExpressionWrapper(public_condition(), BooleanField()))
    pages = pages.order_by("-is_shown", "-live", "-pk")
    return tuple(affected_summary(page, event) for page in pages[:MAX_SUMMARIES])


def affected_summary(page: SummaryPage, event: WorkEvent) -> AffectedSummary:
    """Return a summary with the time since which readers see the event with it."""
    is_shown = page.is_shown and event.is_current and event.verdict != EventVerdict.OTHER_WORK
    decisions = tuple(event.decisions.all())
    since = first_seen(event, page.first_published_at, decisions) if is_shown else None
    return AffectedSummary(page, page.is_shown, bool(page.approved_schedule), since)


def languages_of(summaries: Sequence[AffectedSummary]) -> list[str]:
    """Return the languages of the summaries that readers see, else of all."""
    shown = [each for each in summaries if each.is_public]
    return [each.page.language for each in shown or summaries]


def other_events(event: WorkEvent) -> tuple[WorkEvent, ...]:
    """Return the other current events of the work of an event."""
    rows = WorkEvent.objects.filter(work=event.work_id, is_current=True)
    return tuple(rows.exclude(pk=event.pk))


def reported_history(work: Work) -> tuple[list[WorkNotice], bool]:
    """Return the notices about a work, and whether their sources disagree."""
    for each in identified_works([work.pk]):
        rejected = work.events.filter(verdict=EventVerdict.OTHER_WORK)
        notices = notices_about(each)
        own = [row for row in notices if not any(belongs_to(event, row) for event in rejected)]
        return notices, work_history(map(each.notice_of, own)).is_conflicting
    return [], False


def last_text(decisions: Sequence[EventDecision], verdict: EventVerdict) -> str:
    """Return the text of the last decision of a kind, also of one that was undone."""
    return next((each.text for each in reversed(decisions) if each.verdict == verdict), "")


def decided_events() -> QuerySet[WorkEvent]:
    """Return the events that an editor has decided on, the latest decision first."""
    rows = WorkEvent.objects.exclude(verdict=EventVerdict.REPORTED)
    rows = rows.select_related("work", "decided_by").prefetch_related("work__events")
    return rows.defer(*UNREAD_FIELDS).order_by("-decided_at", "-pk")


def undoable_event(user: User) -> WorkEvent | None:
    """Return the event of this person's last decision that still counts, or None."""
    return decided_events().filter(decided_by=user, is_current=True).first()
