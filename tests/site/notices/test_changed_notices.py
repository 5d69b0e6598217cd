"""Notices that change after an editor has decided, and works whose identifiers change."""

from __future__ import annotations

import pytest
from django.utils import timezone
from draft_factories import make_editor
from notice_factories import make_source, published

from pprnet.records import PartialDate
from pprnet.sources import Notice, NoticeKind
from pprnet_site.catalogue.actions import (
    complete_citation,
    confirm_event,
    dispute_event,
    undo_event_decision,
)
from pprnet_site.catalogue.actions.pairs import merge_pair, split_record, undo_pair
from pprnet_site.catalogue.enrichment.work_events import update_events
from pprnet_site.catalogue.enrichment.work_notices import save_notices
from pprnet_site.catalogue.models import Record, Work, WorkEvent, WorkPair
from pprnet_site.core.errors import ConflictError
from pprnet_site.desk.queries.source_notices.alerts import notice_alert
from pprnet_site.digest.models import SummaryPage

pytestmark = pytest.mark.django_db

RETRACTION, REPLACEMENT = NoticeKind.RETRACTION, NoticeKind.REPLACEMENT
DOI, OTHER = "10.5555/example.retracted", "10.5555/example.other"


def save(
    kind=RETRACTION, *, doi=DOI, number="", pmid="", date="2024-08-30", source="retraction-watch"
):
    when = PartialDate(*map(int, date.split("-"))) if date else None
    notice = Notice(
        kind, doi=doi, notice_doi=number, notice_pmid=pmid, date=when, source=source
    )  # fmt: skip
    save_notices([notice])


def state_of(work):
    return Work.objects.get(pk=work.pk).state


def current():
    return WorkEvent.objects.get(is_current=True)


@pytest.fixture
def editor():
    return make_editor()


@pytest.fixture
def work():
    work = make_source(doi=DOI)
    published(work)
    return work


# A disputed notice

INDEPENDENT = [
    {"number": "10.5555/publisher", "source": "crossref"},
    {"pmid": "12345678", "source": "pubmed"},
    {"source": "pubmed"},
    {"number": "10.5555/publisher", "source": "crossref", "date": "2024"},
    {"number": "10.5555/publisher", "source": "crossref", "date": "2024-10-20"},
    {"number": "10.5555/publisher", "source": "crossref", "date": ""},
]


@pytest.mark.parametrize("later", INDEPENDENT)
def test_a_notice_of_another_source_opens_a_disputed_event_again(work, editor, later):
    save()
    dispute_event(event=current(), reason="Sample text.", by=editor)
    assert (state_of(work), notice_alert().events) == ("current", 0)
    save(**later)
    event = current()
    assert (event.verdict, event.text, event.decided_by) == ("reported", "", None)
    assert (state_of(work), notice_alert().events) == ("retracted", 1)
    (decision,) = event.decisions.all()
    assert decision.is_outdated
    assert decision.undone_at == event.changed_at
    with pytest.raises(ConflictError):
        undo_event_decision(event=event, by=editor)
    dispute_event(event=event, reason="Sample text again.", by=editor)
    assert current().verdict == "disputed"
    update_events([work.pk])
    assert current().verdict == "disputed"


REPEATED = [
    ({"number": "10.5555/n", "source": "crossref"}, {"number": "10.5555/n", "source": "pubmed"}),
    ({"pmid": "7", "source": "pubmed"}, {"number": "10.5555/n", "pmid": "7", "source": "crossref"}),
    ({"source": "pubmed"}, {"source": "pubmed", "date": "2024-08"}),
]


@pytest.mark.parametrize(("first", "later"), REPEATED)
def test_a_notice_that_is_repeated_leaves_the_event_disputed(work, editor, first, later):
    save(**first)
    dispute_event(event=current(), reason="Sample text.", by=editor)
    save(**later)
    assert (current().verdict, state_of(work)) == ("disputed", "current")


@pytest.mark.parametrize("verdict", ["confirmed", "disputed", "other-work"])
def test_a_notice_that_the_editor_has_not_seen_is_not_decided_on(work, editor, client, verdict):
    save()
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    form = {"seen": current().decision_mark, "text": "Sample text.", "reason": "Sample text."}
    save(number="10.5555/publisher", source="crossref")
    address = f"/desk/notices/{current().pk}/decide/"
    refused = client.post(address, form | {"verdict": verdict})
    assert refused.status_code == 409
    assert "A notice has arrived since you opened this." in refused.text
    assert "Sample text." in refused.text
    assert current().verdict == "reported"
    form["seen"] = current().decision_mark
    assert client.post(address, form | {"verdict": verdict}).status_code == 302


def test_an_event_that_has_ended_is_shown_and_not_decided_on(work, editor, client):
    save(number="10.5555/n")
    before = current()
    confirm_event(event=before, text="Sample text.", by=editor)
    save(REPLACEMENT, number="10.5555/n", source="pubmed")
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(f"/desk/notices/?notice={before.pk}")
    assert "The notices no longer say this" in page.text
    assert f"/desk/notices/{before.pk}/decide/" not in page.text
    form = {"seen": before.decision_mark, "verdict": "undo"}
    refused = client.post(f"/desk/notices/{before.pk}/decide/", form)
    assert refused.status_code == 409


def test_after_undo_the_decision_before_counts_only_for_the_notices_it_was_on(work, editor):
    save()
    dispute_event(event=current(), reason="First.", by=editor)
    save(number="10.5555/publisher", source="crossref")
    confirm_event(event=current(), text="Second.", by=editor)
    undo_event_decision(event=current(), by=editor)
    assert (current().verdict, state_of(work)) == ("reported", "retracted")


# A confirmed notice


@pytest.mark.parametrize("decide", [confirm_event, dispute_event])
def test_a_decision_on_a_retraction_is_none_on_a_replacement(work, editor, decide, client):
    save(number="10.5555/n")
    before = current()
    said = {"text" if decide is confirm_event else "reason": "Sample text."}
    decide(event=before, by=editor, **said)
    save(REPLACEMENT, number="10.5555/n", source="pubmed")
    now = current()
    assert (now.kind, now.verdict, now.text) == ("retraction-and-replacement", "reported", "")
    assert (state_of(work), notice_alert().events) == ("retracted-and-replaced", 1)
    before.refresh_from_db()
    assert before.ended_at is not None
    moved = client.get(f"/corrections/study-{before.pk}/")
    assert (moved.status_code, moved["Location"]) == (301, f"/corrections/study-{now.pk}/")


def test_the_date_that_was_confirmed_stays_until_the_decision_is_undone(work, editor):
    save(number="10.5555/n")
    confirm_event(event=current(), text="Retracted on 30 August 2024.", by=editor)
    save(number="10.5555/n", source="crossref", date="2024-06-02")
    assert (current().date, current().verdict) == ("2024-08-30", "confirmed")
    undo_event_decision(event=current(), by=editor)
    assert current().date == "2024-06-02"
    assert [day for day, _until in current().earlier_dates] == ["2024-08-30"]


def test_a_more_precise_date_is_taken(work, editor):
    save(number="10.5555/n", date="2024")
    confirm_event(event=current(), text="", by=editor)
    save(number="10.5555/n", source="crossref", date="2024-06-02")
    assert (current().date, current().verdict) == ("2024-06-02", "confirmed")


# Other identifiers


def merged(work, editor):
    """Merge a work with another DOI into one, and return that and the pair."""
    other = make_source(doi=OTHER)
    record = other.records.get()
    pair = WorkPair.objects.create(first=work, second=other, score=1.0, rule="title", detail="")
    merge_pair(pair=pair, by=editor)
    pair.refresh_from_db()
    return pair, record


@pytest.mark.parametrize("is_earlier", [True, False])
def test_a_merge_that_is_undone_leaves_no_notice_of_the_other_work(work, editor, is_earlier):
    save(doi=OTHER) if is_earlier else None
    pair, _record = merged(work, editor)
    save(doi=OTHER)
    kept = Work.objects.exclude(status="merged").get(pk__in=(pair.first_id, pair.second_id))
    assert kept.state == "retracted"
    undo_pair(pair=pair, by=editor)
    assert state_of(work) == "current"
    assert Work.objects.get(pk=pair.second_id).state == "retracted"


def test_a_record_that_is_split_off_takes_its_notices_with_it(work, editor):
    _pair, record = merged(work, editor)
    save(doi=OTHER)
    confirm_event(event=current(), text="Sample text.", by=editor)
    split_record(record=Record.objects.get(pk=record.pk), by=editor)
    assert (state_of(work), notice_alert().retracted) == ("current", 0)
    assert Work.objects.get(records=record.pk).state == "retracted"


@pytest.mark.parametrize("is_earlier", [True, False])
def test_a_doi_that_a_person_corrected_brings_no_notice_of_the_other_article(
    work, editor, is_earlier
):
    save() if is_earlier else None
    complete_citation(work=work, fields={"DOI": OTHER}, by=editor, confirmed=True)
    save(source="crossref")
    assert state_of(work) == "current"
    save(doi=OTHER)
    assert state_of(work) == "retracted"
    complete_citation(work=work, fields={"DOI": ""}, by=editor, confirmed=True)
    assert state_of(work) == "current"
    complete_citation(work=work, fields={"DOI": DOI}, by=editor, confirmed=True)
    assert state_of(work) == "retracted"


# What readers saw of it


def words(client, address):
    return " ".join(client.get(address).text.split())


def test_a_notice_that_left_the_study_leaves_a_dated_entry(work, editor, client):
    save()
    event = current()
    confirm_event(event=event, text="Sample text.", by=editor)
    complete_citation(work=work, fields={"DOI": OTHER}, by=editor, confirmed=True)
    summary = work.summary_sources.get().summary
    page = words(client, summary.get_absolute_url())
    assert "A notice shown here was about another study. It was removed." in page
    assert "The study has been retracted." not in page
    own = client.get(f"/corrections/study-{event.pk}/")
    assert own.status_code == 200
    assert "This notice is about another study." in own.text
    assert "noindex" in own.text
    assert f"study-{event.pk}" not in words(client, "/corrections/")
    complete_citation(work=work, fields={"DOI": DOI}, by=editor, confirmed=True)
    event.refresh_from_db()
    assert (event.is_current, event.ended_at, event.verdict) == (True, None, "confirmed")
    assert "The study has been retracted." in words(client, summary.get_absolute_url())


def test_a_notice_that_another_replaced_stays_in_the_history(work, editor, client):
    save(number="10.5555/n")
    before = current()
    confirm_event(event=before, text="Sample text.", by=editor)
    save(REPLACEMENT, number="10.5555/n", source="pubmed")
    summary = work.summary_sources.get().summary
    page = words(client, summary.get_absolute_url())
    assert page.count("Another notice took the place of this one.") == 1
    assert "The editor confirmed the notice." in page
    assert "The study is reported as retracted and replaced by a corrected version." in page
    assert f"study-{before.pk}" not in words(client, "/corrections/")


def test_a_decision_that_a_notice_ended_stays_in_the_history(work, editor, client):
    save()
    dispute_event(event=current(), reason="Sample reason.", by=editor)
    save(number="10.5555/publisher", source="crossref")
    page = words(client, work.summary_sources.get().summary.get_absolute_url())
    assert "The editor disputes the notice. Sample reason." in page.replace("</span>", "").replace(
        "<span>", ""
    )
    assert "arrived after the editor’s decision" in page
    assert "The editor withdrew the decision." not in page
    assert "The editor is looking into it." in page


def test_a_date_that_changed_stays_in_the_history(work, client):
    save(number="10.5555/n")
    save(number="10.5555/n", source="crossref", date="2024-06-02")
    page = words(client, work.summary_sources.get().summary.get_absolute_url())
    assert "The date of the notice was changed; before, it was 30 August 2024." in page


def test_an_event_that_ended_before_publication_is_no_news_to_readers(work, client):
    save(number="10.5555/n")
    save(REPLACEMENT, number="10.5555/n", source="pubmed")
    summary = work.summary_sources.get().summary
    SummaryPage.objects.filter(pk=summary.pk).update(first_published_at=timezone.now())
    page = words(client, summary.get_absolute_url())
    assert "retracted and replaced by a corrected version" in page
    assert "Another notice took the place" not in page
