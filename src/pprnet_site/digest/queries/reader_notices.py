"""Notices as readers see them: the editors' dated notes, and what happened to the sources.

Events of a source are read when a page is shown and never copied into the page, so that no version
of a page can lack them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone

from pprnet_site.catalogue.enums import UNCOUNTED_VERDICTS, EventVerdict, WorkNoticeKind
from pprnet_site.catalogue.queries import counted_events, deciding_event, successor_of, told_events
from pprnet_site.digest.enums import RETRACTED_KINDS, WARNING_KINDS, ReaderNoticeKind

if TYPE_CHECKING:
    from pprnet_site.catalogue.models import EventDecision, Work, WorkEvent
    from pprnet_site.digest.models import Notice, SummaryPage

KIND_OF_EVENT = {
    WorkNoticeKind.RETRACTION: ReaderNoticeKind.RETRACTED,
    WorkNoticeKind.REPLACEMENT: ReaderNoticeKind.REPLACED,
    WorkNoticeKind.CONCERN: ReaderNoticeKind.CONCERN,
    WorkNoticeKind.CORRECTION: ReaderNoticeKind.SOURCE_CORRECTED,
    WorkNoticeKind.REINSTATEMENT: ReaderNoticeKind.REINSTATED,
    WorkNoticeKind.VERSION_OF_RECORD: ReaderNoticeKind.VERSION_OF_RECORD,
}


ALWAYS_SHOWN = frozenset({*WARNING_KINDS, ReaderNoticeKind.REINSTATED})
"""Kinds that readers see whenever they happened: a warning, and what lifts one."""


@dataclass(frozen=True, slots=True)
class ReaderNotice:
    """One dated notice on a summary."""

    key: str
    """In its address: "study-7" for an event of a source, "summary-3" for an editor's note."""
    kind: ReaderNoticeKind
    stated: str
    """The date that is stated, as precise as known: "2023", "2023-08" or "2023-08-30"."""
    told_on: dt.date
    """The day on which readers could see it first."""
    changed_at: dt.datetime
    text: str = ""
    verdict: str = ""
    """The decision on an event, empty for an editor's note."""
    is_warning: bool = False
    is_superseded: bool = False
    """Whether it would warn readers, but a later notice replaced or lifted it."""
    is_news: bool = True
    """Whether it came after the summary was published."""
    source_title: str = ""
    doi: str = ""
    """Of the notice that a journal published, as is `pmid`."""
    pmid: str = ""
    version_doi: str = ""
    event: int = 0
    """The number of the event of a source, 0 for an editor's note."""
    seen_at: dt.datetime | None = None
    """When readers of the summary could see an event first; None where they never could."""
    ended_at: dt.datetime | None = None
    """When an event ended that no longer follows from the notices."""
    successor: int = 0
    """The number of the event that took the place of one that ended, 0 where none did."""
    earlier_dates: tuple[tuple[str, dt.datetime], ...] = ()
    """Each date that was stated before, and until when."""

    @property
    def address(self) -> str:
        """The address of the notice; a note that is not stored yet has none."""
        return reverse("correction", args=[self.key]) if self.key else ""

    @property
    def is_retraction(self) -> bool:
        """Whether it says that nobody should act on the summary."""
        return self.kind in RETRACTED_KINDS

    @property
    def is_open(self) -> bool:
        """Whether no editor has decided on it yet."""
        return self.verdict == EventVerdict.REPORTED

    @property
    def is_disputed(self) -> bool:
        """Whether an editor disputes it."""
        return self.verdict == EventVerdict.DISPUTED

    @property
    def is_about_another(self) -> bool:
        """Whether it turned out to be about another study, by an editor or the identifiers."""
        has_left = self.ended_at is not None and not self.successor
        return has_left or self.verdict == EventVerdict.OTHER_WORK

    @property
    def was_shown(self) -> bool:
        """Whether readers see it beside the summary, or saw it before it was removed."""
        return not self.verdict or self.seen_at is not None

    @property
    def is_shown(self) -> bool:
        """Whether readers see it beside the summary: a note, a warning, or news of a source."""
        return self.was_shown and self.ended_at is None and not self.is_about_another

    @property
    def is_update(self) -> bool:
        """Whether it is a correction, a reinstatement or a new version of a source."""
        return (
            self.verdict not in UNCOUNTED_VERDICTS
            and self.is_news
            and self.ended_at is None
            and self.kind not in {*WARNING_KINDS, ReaderNoticeKind.CORRECTED}
        )

    @property
    def sort_key(self) -> tuple[str, dt.datetime]:
        """The order in time."""
        return (self.stated or self.told_on.isoformat(), self.changed_at)


def notices_of_summary(page: SummaryPage) -> tuple[ReaderNotice, ...]:
    """Return the notices on a summary and its sources, the newest first."""
    works = [source.work for source in page.sources.all()]
    lifted_on = max(reinstatement_days(works[0]), default="") if len(works) == 1 else ""
    published = page.first_published_at
    found = [
        *(note_notice(note, lifted_on=lifted_on) for note in page.notices.all()),
        *(
            event_notice(event, work, published=published)
            for work in works
            for event in told_events(work)
        ),
    ]
    return tuple(sorted(found, key=lambda notice: notice.sort_key, reverse=True))


def reinstatement_days(work: Work) -> Iterable[str]:
    """Return the dates on which a work was reinstated."""
    return (
        event.date or event.reported_at.date().isoformat()
        for event in counted_events(work)
        if event.kind == WorkNoticeKind.REINSTATEMENT
    )


def note_notice(note: Notice, *, lifted_on: str = "") -> ReaderNotice:
    """Return an editor's note; its warning is lifted where the source was reinstated later.

    Args:
        note: as stored, or of a draft.
        lifted_on: when the only source was reinstated last; of several, nobody knows which the
            note is about.
    """
    kind = ReaderNoticeKind(note.kind)
    day = _as_date(note.date)
    midnight = dt.datetime.combine(day, dt.time(), tzinfo=dt.UTC)
    is_lifted = bool(lifted_on) and lifted_on >= day.isoformat()
    return ReaderNotice(
        key=f"summary-{note.pk}" if note.pk else "",
        kind=kind,
        stated=day.isoformat(),
        told_on=day,
        changed_at=midnight,
        text=note.text,
        is_warning=kind in WARNING_KINDS and not is_lifted,
        is_superseded=kind in WARNING_KINDS and is_lifted,
    )


def event_notice(
    event: WorkEvent, work: Work, *, published: dt.datetime | None = None
) -> ReaderNotice:
    """Return an event of a source as readers see it.

    Args:
        event: as stored.
        work: the source.
        published: when the summary was published first; None for a draft.
    """
    kind = KIND_OF_EVENT[WorkNoticeKind(event.kind)]
    found = deciding_event(work)
    deciding = found.pk if found else None
    seen_at = first_seen(event, published, list(event.decisions.all()))
    successor = successor_of(event, work) if event.ended_at else None
    return ReaderNotice(
        key=f"study-{event.pk}",
        kind=kind,
        stated=event.date,
        told_on=timezone.localdate(seen_at or event.reported_at),
        changed_at=event.changed_at or event.reported_at,
        text=event.text,
        verdict=event.verdict,
        is_warning=work.has_warning and event.pk == deciding,
        is_superseded=successor is not None
        or (
            kind in WARNING_KINDS
            and event.verdict not in UNCOUNTED_VERDICTS
            and event.pk != deciding
        ),
        is_news=is_news(event, published),
        source_title=work.title,
        doi=event.notice_doi,
        pmid=event.notice_pmid,
        version_doi=event.version_doi,
        event=event.pk,
        seen_at=seen_at,
        ended_at=event.ended_at,
        successor=successor.pk if successor else 0,
        earlier_dates=tuple(
            (day, dt.datetime.fromisoformat(at)) for day, at in event.earlier_dates
        ),
    )


def first_seen(
    event: WorkEvent, published: dt.datetime | None, decisions: Sequence[EventDecision]
) -> dt.datetime | None:
    """Return when readers of a summary could see an event first; None where they never could.

    Args:
        event: as stored.
        published: when the summary was published first; of a draft, as if it were published now.
        decisions: all on the event, the oldest first.
    """
    if not is_shown_event(event, published):
        return None
    begin = max(event.reported_at, published or timezone.now())
    times = (at for row in decisions for at in (row.at, row.undone_at) if at and at > begin)
    seen = (at for at in (begin, *sorted(times)) if not is_removed(standing(decisions, at)))
    first = next(seen, None)
    return None if first and event.ended_at and first >= event.ended_at else first


def standing(decisions: Sequence[EventDecision], at: dt.datetime) -> EventDecision | None:
    """Return the decision on an event that counted at a time, of all in the order of their time."""
    made = (row for row in reversed(decisions) if row.at <= at)
    return next((row for row in made if row.undone_at is None or row.undone_at > at), None)


def is_removed(decision: EventDecision | None) -> bool:
    """Return whether a decision hides an event from the readers of a summary."""
    return decision is not None and decision.verdict == EventVerdict.OTHER_WORK


def is_shown_event(event: WorkEvent, published: dt.datetime | None) -> bool:
    """Return whether readers of a summary see an event: always, or as news since then."""
    return KIND_OF_EVENT[WorkNoticeKind(event.kind)] in ALWAYS_SHOWN or is_news(event, published)


def is_news(event: WorkEvent, published: dt.datetime | None) -> bool:
    """Return whether an event came after the summary was published, by the date that is known."""
    if published is None:
        return False
    stated = event.date or timezone.localdate(event.reported_at).isoformat()
    return stated >= timezone.localdate(published).isoformat()[: len(stated)]


def _as_date(value: dt.date | str) -> dt.date:
    """Return the date of an unsaved or a stored note."""
    return dt.date.fromisoformat(value) if isinstance(value, str) else value
