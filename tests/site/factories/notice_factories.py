"""Notices about works, plainly made up, and the events that follow from them."""

from __future__ import annotations

import datetime as dt
from itertools import count
from typing import Any

from digest_factories import make_issue, make_summary, make_work
from django.utils import timezone
from draft_factories import make_catalogued_work

from pprnet.records import PartialDate
from pprnet.sources import Notice, NoticeKind
from pprnet_site.catalogue.enrichment.work_notices import save_notices
from pprnet_site.catalogue.models import ImportRun, SourceCheck, WatchedService, Work, WorkEvent
from pprnet_site.digest.models import IssuePage, SummaryPage

NUMBERS = count(1)
DAY = PartialDate(2023, 8, 30)
KIND_OF_STATE = {
    "retracted": NoticeKind.RETRACTION,
    "retracted-and-replaced": NoticeKind.REPLACEMENT,
    "expression-of-concern": NoticeKind.CONCERN,
    "corrected": NoticeKind.CORRECTION,
    "reinstated": NoticeKind.REINSTATEMENT,
    "version-of-record": NoticeKind.VERSION_OF_RECORD,
}
"""The kind of a notice by the state that it leads to."""


def example_doi() -> str:
    return f"10.5555/example.{next(NUMBERS)}"


def make_source(**fields: Any) -> Work:
    """A work on the shortlist, with a DOI by which notices name it."""
    return make_catalogued_work(**{"doi": example_doi()} | fields)


def report(
    work: Work,
    kind: NoticeKind | str = NoticeKind.RETRACTION,
    *,
    run: ImportRun | None = None,
    **fields: Any,
) -> WorkEvent:
    """Save a notice about a work, and return the event that follows."""
    if not work.doi:
        work.doi = example_doi()
        Work.objects.filter(pk=work.pk).update(doi=work.doi)
    known = set(work.events.values_list("pk", flat=True))
    stated = {"date": DAY, "source": "crossref", "notice_doi": example_doi(), "doi": work.doi}
    save_notices([Notice(NoticeKind(kind), **stated | fields)], run=run)
    work.refresh_from_db()
    return work.events.exclude(pk__in=known).get()


def published(*works: Work, live: bool = True, **fields: Any) -> SummaryPage:
    """A published summary that rests on works."""
    number = next(NUMBERS)
    month = dt.date(2000 + number % 23, number % 12 + 1, 1)
    sources = list(works) or [make_work(number)]
    return make_summary(issue_of(month), works=sources, live=live, **fields)


def issue_of(month: dt.date) -> IssuePage:
    """The issue of a month, made where there is none."""
    return IssuePage.objects.filter(month=month).first() or make_issue(month)


def make_service(key: str = "crossref", *, days_down: int = 0, **fields: Any) -> WatchedService:
    """A service that answered, or has not answered for some days."""
    now = timezone.now()
    down = {"failing_since": now - dt.timedelta(days=days_down, minutes=1)} if days_down else {}
    return WatchedService.objects.create(key=key, **{"answered_at": now} | down | fields)


def make_check(work: Work, service: str = "crossref", **fields: Any) -> SourceCheck:
    return SourceCheck.objects.create(
        work=work, service=service, **{"asked_at": timezone.now()} | fields
    )
