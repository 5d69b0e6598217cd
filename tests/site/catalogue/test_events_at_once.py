"""Several processes that store notices and decide at the same time: one event, one state."""

from __future__ import annotations

import pytest
from concurrency import at_once
from draft_factories import make_catalogued_work, make_editor

from pprnet.records import PartialDate
from pprnet.sources import Notice, NoticeKind
from pprnet_site.catalogue.actions import dispute_event
from pprnet_site.catalogue.enrichment.work_notices import save_notices
from pprnet_site.catalogue.models import WorkEvent, WorkNotice

pytestmark = [pytest.mark.django_db(transaction=True, serialized_rollback=True), pytest.mark.slow]

DOI = "10.5555/example.retracted"
SOURCES = ("crossref", "pubmed", "europepmc", "retraction-watch")


def store(source):
    """Return a job that stores the notice of a source, as an import or the watch does."""
    notice = Notice(
        NoticeKind.RETRACTION, doi=DOI, date=PartialDate(2026, 8, 30), source=source,
        notice_doi="10.5555/example.notice",
    )  # fmt: skip
    return lambda: save_notices([notice])


def test_notices_of_four_services_at_once_are_one_event():
    work = make_catalogued_work(doi=DOI)
    at_once(*map(store, SOURCES))
    event = WorkEvent.objects.get()
    assert sorted(event.sources) == sorted(SOURCES)
    assert len(event.marks) == WorkNotice.objects.count() == len(SOURCES)
    work.refresh_from_db()
    assert work.state == "retracted"


def test_a_decision_while_notices_arrive_is_kept():
    editor, work = make_editor(), make_catalogued_work(doi=DOI)
    store("crossref")()
    event = WorkEvent.objects.get()
    at_once(
        *map(store, SOURCES[1:]),
        lambda: dispute_event(event=event, reason="Sample text.", by=editor),
    )
    event.refresh_from_db()
    work.refresh_from_db()
    assert (WorkEvent.objects.count(), event.verdict, work.state) == (1, "disputed", "current")
    assert len(event.marks) == len(SOURCES)


def test_a_fault_in_the_middle_leaves_no_notice_without_its_event(monkeypatch):
    make_catalogued_work(doi=DOI)
    with monkeypatch.context() as broken:
        broken.setattr(WorkEvent.objects, "bulk_create", lambda *_a, **_k: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            store("crossref")()
    assert not WorkNotice.objects.exists()
    store("crossref")()
    assert WorkEvent.objects.count() == 1
