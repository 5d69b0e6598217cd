"""The gate for each state of a source: of a draft, of a published and of a scheduled summary."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone
from draft_factories import (
    make_editor,
    make_publication_due,
    make_summary_draft,
    reload_page,
)
from notice_factories import KIND_OF_STATE, make_source, report

from pprnet_site.catalogue.actions import (
    confirm_event,
    dispute_event,
    reassign_event,
    undo_event_decision,
)
from pprnet_site.catalogue.models import Work
from pprnet_site.digest.actions import (
    add_notice,
    publish_due,
    publish_summary,
    save_draft,
    schedule_summary,
)
from pprnet_site.digest.publication.gate import refusals, scheduled_refusal
from pprnet_site.digest.publication.refusals import PublishRefused

pytestmark = pytest.mark.django_db

PASSES, RETRACTED, CONCERN = set(), {"retracted"}, {"concern"}

STATES = [
    # state, decision, a draft, a published summary
    ("current", "", PASSES, PASSES),
    ("version-of-record", "", PASSES, PASSES),
    ("reinstated", "", PASSES, PASSES),
    ("corrected", "", PASSES, PASSES),
    ("corrected", "confirmed", PASSES, PASSES),
    ("expression-of-concern", "", CONCERN, CONCERN),
    ("expression-of-concern", "confirmed", PASSES, PASSES),
    ("expression-of-concern", "disputed", PASSES, PASSES),
    ("expression-of-concern", "other-work", PASSES, PASSES),
    ("expression-of-concern", "undone", CONCERN, CONCERN),
    ("retracted", "", RETRACTED, RETRACTED),
    ("retracted", "confirmed", RETRACTED, PASSES),
    ("retracted", "disputed", PASSES, PASSES),
    ("retracted", "other-work", PASSES, PASSES),
    ("retracted", "undone", RETRACTED, RETRACTED),
    ("retracted-and-replaced", "", RETRACTED, RETRACTED),
    ("retracted-and-replaced", "confirmed", RETRACTED, PASSES),
    ("retracted-and-replaced", "disputed", PASSES, PASSES),
]


@pytest.fixture
def editor():
    return make_editor()


def happen(work, state, decision, *, by):
    """Report what leads to a state, and decide on it."""
    if state == "current":
        return
    event = report(work, KIND_OF_STATE[state])
    match decision:
        case "confirmed" | "undone":
            confirm_event(event=event, text="", by=by)
        case "disputed":
            dispute_event(event=event, reason="Example.", by=by)
        case "other-work":
            reassign_event(event=event, by=by)
    if decision == "undone":
        undo_event_decision(event=event, by=by)


def codes(summary):
    return {refusal.code for refusal in refusals(reload_page(summary))}


@pytest.mark.parametrize(("state", "decision", "of_draft", "of_public"), STATES)
def test_a_draft_and_a_published_summary(editor, state, decision, of_draft, of_public):
    work = make_source()
    draft = make_summary_draft(works=[work])
    live = publish_summary(summary=make_summary_draft(works=[work]), by=editor)
    happen(work, state, decision, by=editor)
    assert codes(draft) == of_draft
    assert codes(live) == of_public
    save_draft(summary=live, fields={"teaser_clause": "example"}, by=editor)
    if of_public:
        with pytest.raises(PublishRefused):
            publish_summary(summary=live, by=editor)
    else:
        assert publish_summary(summary=live, by=editor).teaser_clause == "example"
    assert reload_page(live).live, "what is published stays"


@pytest.mark.parametrize(("state", "decision", "of_draft", "_of_public"), STATES)
def test_a_summary_whose_date_was_set_before_it_happened(
    editor, state, decision, of_draft, _of_public
):
    work = make_source()
    summary = make_summary_draft(works=[work])
    later = timezone.now() + dt.timedelta(days=1)
    schedule_summary(summary=summary, at=later, by=editor)
    happen(work, state, decision, by=editor)
    make_publication_due(summary)
    done = publish_due(now=timezone.now())
    assert (len(done.published), len(done.refused)) == ((0, 1) if of_draft else (1, 0))
    assert reload_page(summary).live is not bool(of_draft)
    assert bool(scheduled_refusal(reload_page(summary))) is bool(of_draft)


NOTES = [
    ("retracted", "retracted", True),
    ("retracted", "concern", False),
    ("retracted-and-replaced", "retracted", True),
    ("expression-of-concern", "concern", True),
    ("expression-of-concern", "retracted", False),
    ("expression-of-concern", "corrected", False),
]


@pytest.mark.parametrize(("state", "kind", "passes"), NOTES)
def test_a_dated_note_of_the_same_kind_is_a_persons_word_too(editor, state, kind, passes):
    work = make_source()
    live = publish_summary(summary=make_summary_draft(works=[work]), by=editor)
    happen(work, state, "", by=editor)

    def note():
        add_notice(summary=live, kind=kind, text="Example.", date=dt.date(2023, 9, 1), by=editor)

    if passes:
        note()
        assert codes(live) == set()
    else:
        with pytest.raises(PublishRefused):
            note()


def test_a_retracted_work_is_not_added_to_a_published_summary(editor):
    live = publish_summary(summary=make_summary_draft(), by=editor)
    gone = make_source()
    happen(gone, "retracted", "confirmed", by=editor)
    works = [live.sources.get().work, Work.objects.get(pk=gone.pk)]
    save_draft(summary=live, fields={"works": works, "minor_change": True}, by=editor)
    with pytest.raises(PublishRefused) as refused:
        publish_summary(summary=live, by=editor)
    assert [each.code for each in refused.value.refusals] == ["retracted"]


def test_the_list_next_to_a_draft_leads_to_the_notice(client, editor):
    work = make_source()
    draft = make_summary_draft(works=[work])
    live = publish_summary(summary=make_summary_draft(works=[work]), by=editor)
    event = report(work, KIND_OF_STATE["expression-of-concern"])
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    for page in (draft, live):
        text = client.get(f"/desk/drafts/{page.pk}/").text
        assert f'<a href="/desk/notices/?notice={event.pk}">Read the notice, then' in text


def test_a_state_without_a_stored_event_is_refused(editor):
    work = make_source()
    live = publish_summary(summary=make_summary_draft(works=[work]), by=editor)
    Work.objects.filter(pk=work.pk).update(state="expression-of-concern")
    (refusal,) = refusals(reload_page(live))
    assert (refusal.code, refusal.event) == ("concern", None)
