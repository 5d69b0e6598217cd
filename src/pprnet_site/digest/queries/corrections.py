"""All notices on public summaries, each with the summaries that it concerns."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from pprnet_site.catalogue.enums import EventVerdict, WorkNoticeKind
from pprnet_site.catalogue.models import EventDecision, WorkEvent
from pprnet_site.digest.enums import WARNING_KINDS
from pprnet_site.digest.models import Notice, SummaryPage
from pprnet_site.digest.queries.published import public_summaries
from pprnet_site.digest.queries.reader_notices import KIND_OF_EVENT, ReaderNotice, first_seen
from pprnet_site.digest.queries.summary_rows import SummaryRow, summary_rows

PER_PAGE = 30
STUDY, SUMMARY = "study", "summary"
"""How the key of a notice begins: about the study, or about the summary."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One notice and the public summaries that it concerns."""

    notice: ReaderNotice
    rows: tuple[SummaryRow, ...]

    @property
    def language(self) -> str:
        """The language of its text: that of the summaries, empty where they differ."""
        languages = {row.page.language for row in self.rows}
        return languages.pop() if len(languages) == 1 else ""


@dataclass(frozen=True, slots=True)
class SeenEvent:
    """An event of a source as readers of one public summary see it, or saw it."""

    summary: int
    """The number of the summary."""
    event: WorkEvent
    seen_at: dt.datetime
    """When they could see it first."""

    @property
    def changed_at(self) -> dt.datetime:
        """When it was reported or decided on last."""
        return self.event.changed_at or self.event.reported_at

    @property
    def is_serious(self) -> bool:
        """Whether readers are warned of it."""
        kind = KIND_OF_EVENT[WorkNoticeKind(self.event.kind)]
        return self.event.decides_state and kind in WARNING_KINDS


def correction_keys() -> list[str]:
    """Return the keys of all notices that readers see, the newest day first.

    Of one day, warnings are before others, so that many corrections at once hide no retraction.
    """
    found = sorted(
        (timezone.localdate(at), is_serious, at, key)
        for at, is_serious, key in (*event_keys(), *note_keys())
    )
    return [key for _day, _is_serious, _at, key in reversed(found)]


def event_keys() -> Iterator[tuple[dt.datetime, bool, str]]:
    """Yield when readers could see each event first, whether they are warned, and its key."""
    first: dict[int, SeenEvent] = {}
    for each in seen_events(public_summaries()):
        known = first.setdefault(each.event.pk, each)
        if each.seen_at < known.seen_at:
            first[each.event.pk] = each
    for number, each in first.items():
        if each.event.is_current and each.event.verdict != EventVerdict.OTHER_WORK:
            yield each.seen_at, each.is_serious, f"{STUDY}-{number}"


def seen_events(
    summaries: QuerySet[SummaryPage], *, since: dt.datetime | None = None
) -> Iterator[SeenEvent]:
    """Yield the events of the sources of public summaries that their readers see, or saw.

    Args:
        summaries: public ones.
        since: leave out what was reported and decided before.
    """
    source = "work__summary_sources__summary"
    told = Q(is_current=True) | Q(ended_at__isnull=False)
    rows = WorkEvent.objects.filter(told, **{f"{source}__in": summaries.values("pk")})
    if since is not None:
        rows = rows.filter(Q(reported_at__gte=since) | Q(changed_at__gte=since))
    published = F(f"{source}__first_published_at")
    removals = decisions_of_removed()
    for event in rows.annotate(summary=F(source), published=published).order_by("pk"):
        seen_at = first_seen(event, event.published, removals.get(event.pk, ()))
        if seen_at is not None:
            yield SeenEvent(event.summary, event, seen_at)


def decisions_of_removed() -> dict[int, list[EventDecision]]:
    """Return the decisions on each event that was ever marked as about another study."""
    removed = EventDecision.objects.filter(verdict=EventVerdict.OTHER_WORK).values("event")
    found: dict[int, list[EventDecision]] = defaultdict(list)
    for row in EventDecision.objects.filter(event__in=removed).order_by("pk"):
        found[row.event_id].append(row)
    return found


def note_keys() -> Iterator[tuple[dt.datetime, bool, str]]:
    """Yield the day of each editor's note, whether it warns readers, and its key."""
    notes = Notice.objects.filter(summary__in=public_summaries().values("pk"))
    for number, day, kind in notes.values_list("pk", "date", "kind"):
        midnight = dt.datetime.combine(day, dt.time(), tzinfo=timezone.get_current_timezone())
        yield midnight, kind in WARNING_KINDS, f"{SUMMARY}-{number}"


def corrections(keys: list[str]) -> list[Correction]:
    """Return the notices with some keys, in their order; what readers never saw is left out.

    Each has the summaries that show it, or showed it until it was removed, and the day on which
    readers of one of them could see it first.
    """
    found: dict[str, list[tuple[ReaderNotice, SummaryRow]]] = defaultdict(list)
    for row in summary_rows(summaries_with(keys)):
        for notice in row.notices:
            if notice.was_shown:
                found[notice.key].append((notice, row))
    return [
        Correction(
            min((notice for notice, _row in found[key]), key=lambda notice: notice.told_on),
            tuple(row for _notice, row in found[key]),
        )
        for key in keys
        if key in found
    ]


def correction(key: str) -> Correction | None:
    """Return the notice with a key, or None where no public summary has it."""
    return next(iter(corrections([key])), None)


def summaries_with(keys: list[str]) -> QuerySet[SummaryPage]:
    """Return the public summaries that some notices concern."""
    numbers: dict[str, list[int]] = {STUDY: [], SUMMARY: []}
    for key in keys:
        name, _dash, number = key.partition("-")
        numbers[name].append(int(number))
    of_study = SummaryPage.objects.filter(sources__work__events__in=numbers[STUDY])
    of_summary = SummaryPage.objects.filter(notices__in=numbers[SUMMARY])
    wanted = {*of_study.values_list("pk", flat=True), *of_summary.values_list("pk", flat=True)}
    return public_summaries().filter(pk__in=wanted)


def recently_noticed(summaries: QuerySet[SummaryPage], since: dt.datetime) -> list[int]:
    """Return the numbers of the summaries of which a notice was added or decided since a time.

    Those of which readers are warned come first, then those with the newest notice.

    Args:
        summaries: public ones, among which to look.
        since: the time.
    """
    ranks: dict[int, tuple[bool, dt.datetime]] = {}
    for number, rank in (*event_ranks(summaries, since), *note_ranks(summaries, since)):
        ranks[number] = max(rank, ranks.get(number, rank))
    return sorted(ranks, key=lambda number: ranks[number], reverse=True)


def event_ranks(
    summaries: QuerySet[SummaryPage], since: dt.datetime
) -> Iterator[tuple[int, tuple[bool, dt.datetime]]]:
    """Yield the summary of each recent event, whether readers are warned, and when it changed."""
    for each in seen_events(summaries, since=since):
        yield each.summary, (each.is_serious, each.changed_at)


def note_ranks(
    summaries: QuerySet[SummaryPage], since: dt.datetime
) -> Iterator[tuple[int, tuple[bool, dt.datetime]]]:
    """Yield the summary of each recent note, whether it warns readers, and its day."""
    notes = Notice.objects.filter(
        date__gte=timezone.localdate(since), summary__in=summaries.values("pk")
    )
    for number, day, kind in notes.values_list("summary", "date", "kind"):
        midnight = dt.datetime.combine(day, dt.time(), tzinfo=timezone.get_current_timezone())
        yield number, (kind in WARNING_KINDS, midnight)


def last_events() -> dict[int, dt.datetime]:
    """Return when readers saw something reported or decided last, by the number of the summary."""
    found: dict[int, dt.datetime] = {}
    for each in seen_events(public_summaries()):
        found[each.summary] = max(each.changed_at, found.get(each.summary, each.changed_at))
    return found
