"""What the tests of the watch share: published works with invented identifiers, and a clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from digest_factories import make_issue, make_summary, make_work

from fakes.recorded_lookup import RecordedLookup
from fakes.watch_services import doi_of, pmid_of
from pprnet_site.catalogue.models import SourceCheck, Work, WorkEvent, WorkNotice
from pprnet_site.digest.models import IssuePage, SummaryPage

NIGHT = datetime(2026, 3, 10, 5, 0, tzinfo=UTC)
"""Two hours after the nights of a site in UTC begin, so that it is night for every offset."""
DAY = timedelta(days=1)


class SetClock:
    """A clock that stands still until it is set."""

    def __init__(self, now: datetime = NIGHT) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def go_on(self, **span: float) -> None:
        self.now += timedelta(**span)


def publish_works(count: int) -> list[Work]:
    """Publish a summary of each of some invented works with DOI and PMID."""
    works = [make_work(n, doi=doi_of(n), pmid=pmid_of(n)) for n in range(count)]
    for work in works:
        summarise(work)
    return works


def summarise(*works: Work, live: bool = True) -> SummaryPage:
    """Make a summary of some works, in the one month that there is."""
    return make_summary(IssuePage.objects.first() or make_issue(), works=works, live=live)


def events() -> set[tuple[str, str]]:
    """Return the kind of each current event and the DOI of its work."""
    rows = WorkEvent.objects.filter(is_current=True)
    return set(rows.values_list("kind", "work__doi"))


def watch_rows() -> dict[str, list[tuple]]:
    """Return all that a run may write, without the state of the services."""
    return {
        "notices": list(WorkNotice.objects.order_by("pk").values_list()),
        "events": list(WorkEvent.objects.order_by("pk").values_list()),
        "works": list(Work.objects.order_by("pk").values_list("pk", "state")),
        "checks": list(SourceCheck.objects.order_by("pk").values_list()),
    }


def asked_identifiers(fake: RecordedLookup, host: str) -> str:
    """Return all that a service was asked, as one text."""
    return " ".join(str(fields) for name, _path, fields in fake.asked if host in name)
