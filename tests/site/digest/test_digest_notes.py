"""A published summary changes, and readers are informed: the note goes out with the text."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone
from draft_factories import (
    MONTH,
    make_catalogued_work,
    make_editor,
    make_publication_due,
    make_summary_draft,
    reload_page,
)

from fakes.example_texts import SUMMARY
from pprnet_site.catalogue.enums import WorkStatus
from pprnet_site.catalogue.models import Work
from pprnet_site.core.errors import ActionRefusedError
from pprnet_site.digest.actions import (
    NoteText,
    add_notice,
    add_source,
    publish_due,
    publish_summary,
    remove_source,
    save_draft,
    schedule_summary,
    unpublish_summary,
)
from pprnet_site.digest.models import Notice
from pprnet_site.digest.publication.gate import refusals, unpublished_notes
from pprnet_site.digest.publication.refusals import PublishRefused

pytestmark = pytest.mark.django_db

DAY = date(2023, 3, 1)
NOTE = NoteText("corrected", "Example note.", DAY)
CHANGED = {"summary": f"Another {SUMMARY}"}


@pytest.fixture
def editor():
    return make_editor()


@pytest.fixture
def live(editor):
    return publish_summary(summary=make_summary_draft(by=editor), by=editor)


def newest(page):
    return reload_page(page).get_latest_revision_as_object()


def status(page):
    return reload_page(page).sources.get().work.status


def notices_of(page):
    """The notes that readers see."""
    return [(note.kind, note.text) for note in reload_page(page).notices.all()]


def codes(page):
    return [refusal.code for refusal in refusals(newest(page))]


def test_the_change_and_its_note_go_out_in_one_step(live, editor):
    save_draft(summary=live, fields=CHANGED | {"note": NOTE}, by=editor)
    assert (notices_of(live), reload_page(live).summary) == ([], SUMMARY)
    after = publish_summary(summary=live, by=editor)
    assert after.summary == CHANGED["summary"]
    assert notices_of(live) == [("corrected", "Example note.")]
    assert status(live) == WorkStatus.CORRECTED


def test_the_note_waits_in_the_draft_and_can_be_rewritten_or_taken_back(live, editor):
    save_draft(summary=live, fields=CHANGED | {"note": NOTE}, by=editor)
    again = NoteText("concern", "Example of a concern.", DAY)
    save_draft(summary=live, fields={"note": again}, by=editor)
    assert [note.text for note in unpublished_notes(newest(live))] == ["Example of a concern."]
    assert codes(live) == []
    save_draft(summary=live, fields={"note": None}, by=editor)
    assert unpublished_notes(newest(live)) == []
    assert codes(live) == ["needs-notice"]


def test_a_note_that_went_out_once_does_not_count_for_the_next_change(live, editor):
    save_draft(summary=live, fields=CHANGED | {"note": NOTE}, by=editor)
    publish_summary(summary=live, by=editor)
    save_draft(summary=live, fields={"limits": "Example limits."}, by=editor)
    with pytest.raises(PublishRefused):
        publish_summary(summary=live, by=editor)
    save_draft(summary=live, fields={"note": NoteText("corrected", "Second.", DAY)}, by=editor)
    publish_summary(summary=live, by=editor)
    assert sorted(notices_of(live)) == [("corrected", "Example note."), ("corrected", "Second.")]


def test_a_note_put_on_the_page_after_the_draft_was_changed_does_not_count(live, editor):
    save_draft(summary=live, fields=CHANGED, by=editor)
    add_notice(summary=live, kind="corrected", text="Alone.", date=DAY, by=editor)
    assert codes(live) == ["needs-notice"]
    save_draft(summary=live, fields={"note": NOTE}, by=editor)
    publish_summary(summary=live, by=editor)
    assert sorted(text for _kind, text in notices_of(live)) == ["Alone.", "Example note."]


def test_a_note_alone_goes_out_at_once_and_a_waiting_one_stays(live, editor):
    save_draft(summary=live, fields=CHANGED | {"note": NOTE}, by=editor)
    add_notice(summary=live, kind="concern", text="Alone.", date=DAY, by=editor)
    assert notices_of(live) == [("concern", "Alone.")]
    assert reload_page(live).summary == SUMMARY
    assert [note.text for note in unpublished_notes(newest(live))] == ["Example note."]


def test_a_note_of_wagtails_inline_panel_counts(live, editor):
    version = newest(live)
    version.summary = CHANGED["summary"]
    version.notices.add(Notice(kind="corrected", date=DAY, text="By hand."))
    version.save_revision(user=editor).publish(user=editor)
    assert reload_page(live).summary == CHANGED["summary"]
    assert notices_of(live) == [("corrected", "By hand.")]
    assert status(live) == WorkStatus.CORRECTED


def test_two_notes_that_wait_both_go_out(live, editor):
    version = newest(live)
    version.notices.add(Notice(kind="concern", date=DAY, text="By hand."))
    version.save_revision(user=editor)
    (waiting,) = unpublished_notes(newest(live))
    assert waiting.text == "By hand."
    version = newest(live)
    version.notices.add(Notice(kind="corrected", date=DAY, text="Second by hand."))
    version.save_revision(user=editor)
    first = unpublished_notes(newest(live))[0]
    save_draft(summary=live, fields={"note": NOTE}, by=editor)
    publish_summary(summary=live, by=editor)
    assert len(notices_of(live)) == 2
    assert first.text not in {text for _kind, text in notices_of(live)}


def test_a_change_with_its_note_can_wait_for_a_date(live, editor):
    save_draft(summary=live, fields=CHANGED | {"note": NOTE}, by=editor)
    schedule_summary(summary=live, at=timezone.now() + timedelta(days=1), by=editor)
    assert notices_of(live) == []
    make_publication_due(live)
    report = publish_due(now=timezone.now())
    assert [each.reason for each in (*report.published, *report.refused)] == [""]
    assert reload_page(live).summary == CHANGED["summary"]
    assert notices_of(live) == [("corrected", "Example note.")]


def test_a_retracted_source_can_be_reported_with_a_change(live, editor):
    Work.objects.filter(summary_sources__summary=live).update(state="retracted")
    save_draft(summary=live, fields=CHANGED, by=editor)
    assert codes(live) == ["retracted", "needs-notice"]
    retraction = NoteText("retracted", "Example of a retraction.", DAY)
    save_draft(summary=live, fields={"note": retraction}, by=editor)
    publish_summary(summary=live, by=editor)
    assert status(live) == WorkStatus.RETRACTED


@pytest.mark.parametrize(
    ("note", "says"),
    [(NoteText("corrected", "  ", DAY), "note is empty"), (NOTE, "has not been published")],
)
def test_a_note_that_cannot_be_is_refused(note, says, editor):
    page = make_summary_draft(by=editor)
    if note.text.strip() == "":
        publish_summary(summary=page, by=editor)
    with pytest.raises(ActionRefusedError, match=says):
        save_draft(summary=page, fields={"note": note}, by=editor)


def test_a_withdrawn_summary_keeps_its_notes_and_its_works_follow(live, editor):
    save_draft(summary=live, fields=CHANGED | {"note": NOTE}, by=editor)
    publish_summary(summary=live, by=editor)
    unpublish_summary(summary=live, by=editor)
    assert status(live) == WorkStatus.DRAFTED
    publish_summary(summary=live, by=editor)
    assert status(live) == WorkStatus.CORRECTED
    assert notices_of(live) == [("corrected", "Example note.")]


def sources(page):
    return [source.work.pk for source in newest(page).sources.all()]


@pytest.mark.parametrize(
    "stage", [WorkStatus.FOUND, WorkStatus.SCREENED_OUT, WorkStatus.SHORTLISTED]
)
def test_a_work_is_added_to_a_draft_and_removed(stage, editor):
    first, second = make_catalogued_work(), make_catalogued_work(status=WorkStatus.FOUND)
    Work.objects.filter(pk=second.pk).update(status=stage)
    second.refresh_from_db()
    page = make_summary_draft(works=[first], by=editor, month=MONTH)
    for _twice in range(2):
        add_source(summary=page, work=second, by=editor)
    assert sources(page) == [first.pk, second.pk]
    second.refresh_from_db()
    assert (second.status, second.citation.text != "") == (WorkStatus.DRAFTED, True)
    for _twice in range(2):
        remove_source(summary=page, work=second, by=editor)
    assert sources(page) == [first.pk]
    second.refresh_from_db()
    assert second.status == WorkStatus.SHORTLISTED


def test_a_work_of_another_draft_stays_drafted(editor):
    first, shared = make_catalogued_work(), make_catalogued_work()
    page, _other = (
        make_summary_draft(works=[first, shared], by=editor),
        make_summary_draft(works=[shared], by=editor),
    )
    remove_source(summary=page, work=shared, by=editor)
    shared.refresh_from_db()
    assert shared.status == WorkStatus.DRAFTED


def test_another_source_of_a_published_summary_waits_and_needs_a_note(live, editor):
    second = make_catalogued_work()
    add_source(summary=live, work=second, by=editor)
    assert reload_page(live).sources.count() == 1
    assert codes(live) == ["needs-notice"]
    save_draft(summary=live, fields={"note": NOTE}, by=editor)
    publish_summary(summary=live, by=editor)
    assert reload_page(live).sources.count() == 2
