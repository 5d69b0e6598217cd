"""All notices on public summaries, each with the summaries that it concerns."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import F, Max, Q, QuerySet
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from pprnet_site.catalogue.enums import EventVerdict
from pprnet_site.catalogue.models import WorkEvent
from pprnet_site.digest.models import Notice, SummaryPage
from pprnet_site.digest.queries.published import public_summaries
from pprnet_site.digest.queries.reader_notices import ReaderNotice, is_shown_event
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


def correction_keys() -> list[str]:
    """Return the keys of all notices that readers see, the newest first."""
    found = [*event_keys(), *note_keys()]
    return [key for _at, key in sorted(found, reverse=True)]


def event_keys() -> Iterator[tuple[dt.datetime, str]]:
    """Yield when readers could see each event first, and its key."""
    events = (
        WorkEvent.objects.filter(
            is_current=True, work__summary_sources__summary__in=public_summaries().values("pk")
        )
        .exclude(verdict=EventVerdict.OTHER_WORK)
        .order_by()
    )
    published = "work__summary_sources__summary__first_published_at"
    seen: set[int] = set()
    for event in events.only("pk", "kind", "date", "reported_at").annotate(published=F(published)):
        if event.pk not in seen and is_shown_event(event, event.published):
            seen.add(event.pk)
            yield (
                max(event.reported_at, event.published or event.reported_at),
                f"{STUDY}-{event.pk}",
            )


def note_keys() -> Iterator[tuple[dt.datetime, str]]:
    """Yield the day and the key of each editor's note."""
    notes = Notice.objects.filter(summary__in=public_summaries().values("pk"))
    for number, day in notes.values_list("pk", "date"):
        midnight = dt.datetime.combine(day, dt.time(), tzinfo=timezone.get_current_timezone())
        yield midnight, f"{SUMMARY}-{number}"


def corrections(keys: list[str]) -> list[Correction]:
    """Return the notices with some keys, in their order; those that are not public are left out."""
    rows = summary_rows(summaries_with(keys))
    found: dict[str, list[tuple[ReaderNotice, SummaryRow]]] = {}
    for row in rows:
        for notice in row.notices:
            found.setdefault(notice.key, []).append((notice, row))
    return [
        Correction(found[key][0][0], tuple(row for _notice, row in found[key]))
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


def recently_noticed(since: dt.datetime) -> set[int]:
    """Return the numbers of the summaries with a notice that was added or decided since a time."""
    events = WorkEvent.objects.filter(is_current=True).filter(
        Q(reported_at__gte=since) | Q(changed_at__gte=since)
    )
    notes = Notice.objects.filter(date__gte=since.date())
    return {
        *events.values_list("work__summary_sources__summary", flat=True),
        *notes.values_list("summary", flat=True),
    } - {None}


def last_events() -> dict[int, dt.datetime]:
    """Return when something was reported or decided last, by the number of the summary."""
    changed = Greatest("reported_at", Coalesce("changed_at", "reported_at"))
    rows = (
        WorkEvent.objects.filter(is_current=True, work__summary_sources__isnull=False)
        .order_by()
        .values_list("work__summary_sources__summary")
        .annotate(last=Max(changed))
    )
    return dict(rows)


def successor_key(key: str) -> str:
    """Return the key of the event that took the place of one, empty where there is none.

    Two events become one when a later notice shows that they are the same.
    """
    name, _dash, number = key.partition("-")
    old = WorkEvent.objects.filter(pk=number, is_current=False).first() if name == STUDY else None
    if old is None:
        return ""
    others = WorkEvent.objects.filter(work=old.work_id, is_current=True).order_by("pk")
    found = (event.pk for event in others if set(old.marks) & set(event.marks))
    return next((f"{STUDY}-{pk}" for pk in found), "")
