"""What the gate asks of a second person: who counts, which version, what stops it."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from draft_factories import (
    make_editor,
    make_summary_draft,
    make_user,
    make_writer,
    reload_page,
)
from review_factories import (
    make_comment,
    newest_number,
    read_by_second_person,
    second_reader,
)

from pprnet_site.core.errors import ActionRefusedError
from pprnet_site.digest.actions import add_notice, publish_summary, save_draft
from pprnet_site.digest.models import SummaryPage
from pprnet_site.digest.publication.advice import advice
from pprnet_site.digest.publication.gate import PUBLIC_FIELDS, refusals
from pprnet_site.reviews.actions import (
    hand_in,
    mark_same_meaning,
    record_reading,
    resolve_comment,
    tick_checks,
)
from pprnet_site.reviews.enums import CheckPoint, DraftText
from pprnet_site.reviews.queries.people import is_network
from pprnet_site.reviews.queries.versions import OTHER_FIELDS

pytestmark = pytest.mark.django_db

TEXT = "The alliance was measured in 122 clients and helped moderately."


@pytest.fixture
def writer():
    return make_writer()


@pytest.fixture
def editor():
    return make_editor()


@pytest.fixture
def draft(writer, editor):
    return make_summary_draft(by=writer, summary=TEXT)


def codes(summary):
    """The reasons against the newest version; what the sources say of its claims is another."""
    version = reload_page(summary).get_latest_revision_as_object()
    return [refusal.code for refusal in refusals(version) if refusal.code != "claim"]


def test_a_second_person_reads_all_that_needs_a_dated_note():
    assert set(PUBLIC_FIELDS) <= {*DraftText.values, *OTHER_FIELDS}


def robot():
    get_user_model().objects.create_superuser("robot")


def left():
    user = make_editor("left")
    user.is_active = False
    user.save()


PEOPLE = [
    ([], False),
    ([make_editor], False),
    ([make_editor, make_writer], True),
    ([make_editor, robot], False),
    ([make_editor, left], False),
    ([make_editor, lambda: make_user("", "member")], False),
    ([make_editor, lambda: make_editor("another")], True),
]


@pytest.mark.parametrize(("people", "expected"), PEOPLE)
def test_who_makes_a_network(people, expected):
    for make in people:
        make()
    assert is_network() == expected


def test_a_version_passes_once_somebody_else_has_read_it(draft, editor):
    assert codes(draft) == ["no-second-person"]
    read_by_second_person(draft, reader=editor)
    assert codes(draft) == []
    assert publish_summary(summary=draft, by=editor).live


def test_each_reason_says_what_to_do_and_leads_to_the_page(draft):
    (refusal,) = refusals(draft)
    assert (str(refusal.advice), refusal.field) == (
        "Hand it in and ask another person to read it.",
        "review",
    )


def test_a_later_version_needs_another_reading(draft, writer, editor):
    read_by_second_person(draft, reader=editor)
    save_draft(summary=draft, fields={"limits": "Another example."}, by=writer)
    assert codes(draft) == ["no-second-person"]


@pytest.mark.parametrize("fields", [{"summary": f"  {TEXT}\n"}, {"topics": []}, {}])
def test_white_space_and_terms_need_no_other_reading(fields, draft, writer, editor):
    read_by_second_person(draft, reader=editor)
    save_draft(summary=draft, fields=fields, by=writer)
    assert "no-second-person" not in codes(draft)


def test_the_author_of_the_newest_changes_does_not_count(draft, writer, editor):
    save_draft(summary=draft, fields={"limits": "Changed by the editor."}, by=editor)
    with pytest.raises(ActionRefusedError, match="Another person has to read it"):
        read_by_second_person(draft, reader=editor)
    read_by_second_person(draft, reader=writer)
    assert codes(draft) == []


def test_a_later_version_with_the_same_text_keeps_its_author(draft, writer, editor):
    save_draft(summary=draft, fields={"author_name": "Example"}, by=editor)
    with pytest.raises(ActionRefusedError, match="Another person"):
        read_by_second_person(draft, reader=writer)
    read_by_second_person(draft, reader=editor)
    assert codes(draft) == []


def test_who_handed_it_in_does_not_count(draft, editor):
    hand_in(page=draft, by=editor)
    with pytest.raises(ActionRefusedError, match="handed it in"):
        read_by_second_person(draft, reader=editor)


def test_a_text_of_the_command_line_needs_no_reader_until_a_person_changes_it(editor, writer):
    draft = make_summary_draft(by=None)
    assert codes(draft) == []
    save_draft(summary=draft, fields={"limits": "Another example."}, by=writer)
    assert codes(draft) == ["no-second-person"]


def test_a_row_that_no_version_has_is_not_taken_for_one_of_the_command_line(editor, writer):
    draft = make_summary_draft(by=None)
    draft.limits = "Changed in the row."
    assert [refusal.code for refusal in refusals(draft)] == ["no-second-person"]


def test_a_reader_who_wants_changes_stops_it_until_that_reader_agrees(draft, writer, editor):
    read_by_second_person(draft)
    read_by_second_person(draft, reader=editor, verdict="changes")
    assert codes(draft) == ["changes-wanted"]
    read_by_second_person(draft, reader=editor)
    assert codes(draft) == []


def test_changes_that_were_made_need_a_new_reading_by_anybody(draft, writer, editor):
    read_by_second_person(draft, reader=editor, verdict="changes")
    save_draft(summary=draft, fields={"limits": "As was asked."}, by=writer)
    assert codes(draft) == ["no-second-person"]
    read_by_second_person(draft)
    assert codes(draft) == []


def test_an_open_comment_stops_it_until_it_is_resolved(draft, writer, editor):
    read_by_second_person(draft, reader=editor)
    comment = make_comment(draft, by=editor, quotation="122 clients")
    assert codes(draft) == ["open-comments"]
    resolve_comment(comment=comment, by=writer)
    assert codes(draft) == []


SPELLING = [
    ("The alliance was measurd in 122 clients and helped moderately.", True),
    ("The alliance was measured in 122 clients, and helped moderately!", True),
    ("The alliance was measured in 112 clients and helped moderately.", False),
    ("The alliance was measured in 122 clients and helped immoderately.", False),
    ("The alliance was measured in 122 clients and harmed moderately.", False),
    ("The alliance was not measured in 122 clients and helped moderately.", False),
]


@pytest.mark.parametrize(("text", "is_same"), SPELLING)
def test_an_editor_may_state_that_only_the_spelling_changed(text, is_same, draft, writer, editor):
    read_by_second_person(draft)
    save_draft(summary=draft, fields={"summary": text}, by=writer)
    assert codes(draft) == ["no-second-person"]
    if is_same:
        mark_same_meaning(page=draft, by=editor)
        assert codes(draft) == []
        return
    with pytest.raises(ActionRefusedError, match="More than white space and spelling"):
        mark_same_meaning(page=draft, by=editor)


@pytest.mark.parametrize(("text", "expected"), [(SPELLING[0][0], []), (SPELLING[4][0], 1)])
def test_a_minor_change_of_a_published_text_is_compared_too(text, expected, draft, writer, editor):
    read_by_second_person(draft)
    publish_summary(summary=draft, by=editor)
    save_draft(summary=draft, fields={"summary": text, "minor_change": True}, by=editor)
    assert codes(draft) == (expected and ["no-second-person"])


def test_what_readers_see_already_needs_no_reading_for_a_note(draft, editor):
    read_by_second_person(draft, reader=second_reader())
    live = publish_summary(summary=draft, by=editor)
    read = SummaryPage.objects.get(pk=live.pk)
    assert add_notice(
        summary=read, kind="corrected", text="Example.", date="2023-03-01", by=editor
    ).live


def test_alone_there_is_a_list_that_never_prevents_publication():
    editor = make_editor()
    draft = make_summary_draft(by=editor)
    assert codes(draft) == []
    assert "no-check-list" in [each.code for each in advice(draft)]
    with pytest.raises(ActionRefusedError, match="Not ticked yet: I have compared each name"):
        tick_checks(
            page=draft,
            revision=newest_number(draft),
            points={"aloud", "numbers", "implications", "limits"},
            by=editor,
        )
    ticked = tick_checks(
        page=draft, revision=newest_number(draft), points=CheckPoint.values, by=editor
    )
    assert (ticked.by, bool(ticked.at)) == (editor, True)
    assert "no-check-list" not in [each.code for each in advice(draft)]


def test_only_who_uses_the_desk_reads(draft):
    with pytest.raises(PermissionDenied):
        record_reading(
            page=draft, revision=newest_number(draft), verdict="fine", by=make_user("", "member")
        )


def test_the_gate_asks_little(draft, django_assert_max_num_queries):
    read_by_second_person(draft)
    version = reload_page(draft).get_latest_revision_as_object()
    with django_assert_max_num_queries(20):
        refusals(version)
