"""Several processes that store notices and decide at the same time: one event, one state."""

from __future__ import annotations

import pytest
from concurrency import at_once
from digest_factories import make_summary
from draft_factories import make_catalogued_work, make_editor

from pprnet.records import PartialDate
from pprnet.sources import Notice, NoticeKind
from pprnet_site.catalogue.actions import (
    complete_citation,
    confirm_event,
    dispute_event,
    reassign_event,
)
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


def test_a_doi_that_is_typed_meets_the_notices_that_were_stored():
    editor, work = make_editor(), make_catalogued_work(doi="")
    store("crossref")()
    assert not WorkEvent.objects.exists()
    complete_citation(work=work, fields={"DOI": DOI}, by=editor, confirmed=True)
    work.refresh_from_db()
    assert work.state == "retracted"
    complete_citation(work=work, fields={"DOI": ""}, by=editor, confirmed=True)
    work.refresh_from_db()
    assert work.state == "current"
    assert not WorkEvent.objects.get().is_current


def notice(number, *, pmid="", kind=NoticeKind.RETRACTION, year=2026, source="crossref"):
    return Notice(
        kind, doi=DOI, date=PartialDate(year, 1, 1), source=source, notice_doi=number,
        notice_pmid=pmid,
    )  # fmt: skip


def test_the_decision_is_kept_when_two_events_turn_out_to_be_one(client):
    editor = make_editor()
    work = make_catalogued_work(doi=DOI)
    summary = make_summary(works=[work])
    save_notices([notice("10.5555/one", year=2019), notice("10.5555/two", pmid="77", year=2021)])
    first, second = WorkEvent.objects.order_by("pk")
    confirm_event(event=second, text="Sample text.", by=editor)
    save_notices([notice("10.5555/one", pmid="77", year=2019, source="retraction-watch")])
    (now,) = WorkEvent.objects.filter(is_current=True)
    assert (now.pk, now.verdict, now.text) == (second.pk, "confirmed", "Sample text.")
    assert now.decides_state
    moved = client.get(f"/corrections/study-{first.pk}/")
    assert (moved.status_code, moved["Location"]) == (301, f"/corrections/study-{second.pk}/")
    assert "Sample text." in client.get(summary.get_absolute_url()).text


def test_a_refused_notice_in_the_place_of_the_work_refuses_no_later_one():
    editor, work = make_editor(), make_catalogued_work(doi=DOI)
    save_notices([notice(DOI, kind=NoticeKind.CORRECTION, year=2024)])
    reassign_event(event=WorkEvent.objects.get(), by=editor)
    save_notices([notice(DOI, year=2026)])
    work.refresh_from_db()
    assert work.state == "retracted"
