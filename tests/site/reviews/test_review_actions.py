"""Handing in, asking readers, comments and decisions: who may, and what is refused."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from draft_factories import (
    make_editor,
    make_summary_draft,
    make_user,
    make_writer,
    reload_page,
)
from review_factories import (
    make_assignment,
    make_comment,
    newest_number,
    read_by_second_person,
    second_reader,
)
from wagtail.models import PageLogEntry

from pprnet_site.core.errors import ActionRefusedError
from pprnet_site.digest.actions import publish_summary, save_draft
from pprnet_site.digest.queries import history_entries
from pprnet_site.reviews.actions import (
    add_comment,
    assign_reader,
    hand_in,
    mark_same_meaning,
    override_second_person,
    release_reader,
    reopen_comment,
    resolve_comment,
    undo_hand_in,
)
from pprnet_site.reviews.models import HandIn, ReaderAssignment
from pprnet_site.reviews.queries.reading_lists import reading_count, reading_list
from pprnet_site.reviews.queries.review_sheets import comments_of, review_sheet
from pprnet_site.reviews.queries.review_states import review_state, review_states

REASON = "Example: everybody else is ill."


@pytest.fixture
def writer():
    return make_writer()


@pytest.fixture
def editor():
    return make_editor()


@pytest.fixture
def draft(writer, editor):
    return make_summary_draft(by=writer, summary="One example. Two examples. One example.")


def placed(draft):
    """The comments on the newest version, with their places."""
    revision = reload_page(draft).latest_revision
    texts = review_sheet(revision, comments_of(draft)).texts
    return [each for text in texts for each in text.comments]


@pytest.mark.django_db
class TestHandIn:
    def test_a_draft_is_handed_in_once_for_each_text(self, draft, writer):
        hand_in(page=draft, by=writer, note="Example note.")
        with pytest.raises(ActionRefusedError, match="handed in already"):
            hand_in(page=draft, by=writer)
        save_draft(summary=draft, fields={"limits": "Another example."}, by=writer)
        hand_in(page=draft, by=writer)
        assert HandIn.objects.filter(closed_at=None).count() == 1
        undo_hand_in(page=draft, by=writer)
        with pytest.raises(ActionRefusedError, match="not handed in"):
            undo_hand_in(page=draft, by=writer)

    def test_who_may_not_change_it_does_not_hand_it_in(self, draft):
        with pytest.raises(PermissionDenied):
            hand_in(page=draft, by=make_user("", "member"))

    def test_a_note_has_an_end(self, draft, writer):
        with pytest.raises(ActionRefusedError, match="Shorten it to 2000"):
            hand_in(page=draft, by=writer, note="x" * 2001)

    def test_publication_closes_what_was_asked(self, draft, writer, editor):
        hand_in(page=draft, by=writer)
        make_assignment(draft, by=editor, reader=editor)
        read_by_second_person(draft)
        publish_summary(summary=draft, by=editor)
        assert not HandIn.objects.filter(closed_at=None).exists()
        assert not ReaderAssignment.objects.filter(closed_at=None).exists()


@pytest.mark.django_db
class TestReaders:
    def test_a_reader_is_asked_once_and_the_day_may_change(self, draft, editor):
        make_assignment(draft, by=editor)
        later = make_assignment(draft, by=editor, days=9)
        assert ReaderAssignment.objects.get() == later
        assert later.due == timezone.localdate() + timedelta(days=9)

    def test_who_cannot_be_asked(self, draft, editor, writer):
        today = timezone.localdate()
        cases = [
            (writer, today, "wrote the newest changes"),
            (make_user("", "member"), today, "may not use the desk"),
            (editor, today - timedelta(days=1), "has passed"),
        ]
        for reader, due, message in cases:
            with pytest.raises(ActionRefusedError, match=message):
                assign_reader(page=draft, reader=reader, due=due, by=editor)

    def test_a_writer_does_not_ask_readers(self, draft, writer):
        with pytest.raises(PermissionDenied):
            make_assignment(draft, by=writer)

    def test_a_reader_may_decline_and_another_writer_may_not(self, draft, editor):
        asked = make_assignment(draft, by=editor)
        with pytest.raises(PermissionDenied):
            release_reader(assignment=asked, by=make_writer("other"))
        release_reader(assignment=asked, by=second_reader())
        with pytest.raises(ActionRefusedError, match="any more"):
            release_reader(assignment=asked, by=editor)

    def test_a_verdict_closes_what_was_asked_of_that_reader(self, draft, editor):
        make_assignment(draft, by=editor)
        make_assignment(draft, by=editor, reader=editor)
        read_by_second_person(draft)
        assert [asked.assignment.reader for asked in review_state(draft.pk).readers] == [editor]

    def test_what_waits_for_each(self, draft, editor, writer):
        hand_in(page=draft, by=writer)
        assert [row.page_id for row in reading_list(editor).without_reader] == [draft.pk]
        assert reading_list(writer).without_reader == ()
        asked = make_assignment(draft, by=editor)
        make_comment(draft)
        ReaderAssignment.objects.update(due=timezone.localdate() - timedelta(days=1))
        (found,) = reading_list(second_reader()).to_read
        assert (found.assignment, found.is_late) == (asked, True)
        assert [each.comments for each in reading_list(writer).answers] == [1]
        counts = {person: reading_count(person) for person in (editor, writer, second_reader())}
        assert list(counts.values()) == [0, 1, 1]

    def test_the_states_of_many_drafts_are_read_at_once(self, draft, django_assert_num_queries):
        make_comment(draft)
        with django_assert_num_queries(4):
            found = review_states([draft.pk, draft.pk + 1])
        assert [found[draft.pk].open_comments, found[draft.pk + 1].is_begun] == [1, False]


@pytest.mark.django_db
class TestComments:
    def test_a_comment_is_at_the_nearest_of_several_places(self, draft):
        given = {"page": draft, "revision": newest_number(draft), "field": "summary"}
        made = add_comment(
            **given, quotation="One example", text="Example.", by=second_reader(), start=25
        )
        assert (made.start, made.end) == (27, 38)

    def test_a_comment_survives_changes_around_its_passage(self, draft, writer):
        make_comment(draft, quotation="Two examples")
        text = "A new beginning.\n\nOne example. Two\nexamples, still."
        save_draft(summary=draft, fields={"summary": text}, by=writer)
        (found,) = placed(draft)
        assert text[found.passage.start : found.passage.end] == "Two\nexamples"
        save_draft(summary=draft, fields={"summary": "Something else."}, by=writer)
        (found,) = placed(draft)
        assert found.has_lost_passage

    BAD = [
        ({"text": " \n"}, "is empty"),
        ({"field": "slug"}, "Choose the text"),
        ({"quotation": "Never written"}, "not in this text"),
        ({"quotation": "x" * 1001}, "Shorten it to 1000"),
    ]

    @pytest.mark.parametrize(("given", "message"), BAD)
    def test_what_is_no_comment(self, given, message, draft):
        with pytest.raises(ActionRefusedError, match=message):
            make_comment(draft, **given)

    def test_a_version_of_another_page_is_refused(self, draft, writer):
        other = make_summary_draft(by=writer)
        with pytest.raises(ActionRefusedError, match="does not exist any more"):
            override_second_person(
                page=draft, revision=newest_number(other), reason=REASON, by=second_reader()
            )

    def test_a_comment_is_resolved_once_and_opened_again(self, draft, writer):
        comment = make_comment(draft)
        resolve_comment(comment=comment, by=writer)
        with pytest.raises(ActionRefusedError, match="resolved already"):
            resolve_comment(comment=comment, by=writer)
        reopen_comment(comment=comment, by=second_reader())
        with pytest.raises(PermissionDenied):
            resolve_comment(comment=comment, by=make_user("", "member"))


@pytest.mark.django_db
class TestOverride:
    def test_the_reason_is_kept_at_the_desk_and_not_shown_to_readers(self, draft, editor):
        number = newest_number(draft)
        for reason in ("", " ok. "):
            with pytest.raises(ActionRefusedError, match="the reason is kept"):
                override_second_person(page=draft, revision=number, reason=reason, by=editor)
        override_second_person(page=draft, revision=number, reason=REASON, by=editor)
        live = publish_summary(summary=draft, by=editor)
        entry = PageLogEntry.objects.get(page=draft.pk, action="pprnet.second_person_overridden")
        assert entry.message == f"No second person reads this version: {REASON}"
        assert history_entries(live, ()) == []

    def test_a_writer_decides_nothing(self, draft, writer):
        with pytest.raises(PermissionDenied):
            override_second_person(
                page=draft, revision=newest_number(draft), reason=REASON, by=writer
            )
        with pytest.raises(PermissionDenied):
            mark_same_meaning(page=draft, by=writer)
