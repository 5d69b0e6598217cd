"""The page of open notices: what is shown of each, and what each decision does."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape
from draft_factories import make_editor, make_summary_draft, make_user, make_writer
from notice_factories import make_service, make_source, published, report

from pages import HOSTILE
from pprnet.sources import NoticeKind
from pprnet_site.catalogue.actions import confirm_event, undo_event_decision
from pprnet_site.catalogue.actions.event_decisions import MAX_TEXT
from pprnet_site.catalogue.models import EventDecision, Work, WorkEvent
from pprnet_site.core.errors import ConflictError

pytestmark = pytest.mark.django_db

BACKEND = "django.contrib.auth.backends.ModelBackend"
PAGE, DECIDED = "/desk/notices/", "/desk/notices/decided/"
FORM = re.compile(r'/desk/notices/(\d+)/decide/".*?name="seen" value="([^"]*)"', re.DOTALL)
"""A form that decides on a notice, and what it keeps of the last decision."""


@pytest.fixture
def editor(client):
    client.force_login(make_editor(), backend=BACKEND)
    return client


@pytest.fixture
def writer(client):
    client.force_login(make_writer(), backend=BACKEND)
    return client


@pytest.fixture
def event():
    """A retraction of the source of a published summary."""
    work = make_source()
    published(work)
    return report(work, reasons=("Example reason",))


def decide(client, event, verdict, *, seen="reported", **said):
    form = {"verdict": verdict, "seen": seen, **said}
    return client.post(f"{PAGE}{event.pk}/decide/", form)


def mark_of(event):
    """Return what the form of an editor keeps who opens the notice now."""
    return WorkEvent.objects.get(pk=event.pk).decision_mark


def verdict_of(event):
    return WorkEvent.objects.get(pk=event.pk).verdict


def state_of(event):
    return Work.objects.get(pk=event.work_id).state


# What is shown


def test_an_open_notice_shows_what_happened_its_sources_and_where_readers_see_it(editor, event):
    page = editor.get(PAGE).text
    summary = event.work.summary_sources.get().summary
    for said in (
        *("Retraction, 30 August 2023", "Crossref", "Example reason"),
        *(f"https://doi.org/{event.notice_doi}", summary.url, f"/desk/drafts/{summary.pk}/"),
        *("Published; readers see the notice since", "The study was retracted on 30 August 2023."),
    ):
        assert said in page, said
    assert "The sources disagree" not in page


def test_a_notice_at_pubmed_and_a_version_have_their_links(editor):
    work = make_source()
    make_summary_draft(works=[work])
    event = report(work, notice_doi="", notice_pmid="123", source="pubmed")
    WorkEvent.objects.filter(pk=event.pk).update(version_doi="10.5555/version")
    page = editor.get(PAGE).text
    assert 'href="https://pubmed.ncbi.nlm.nih.gov/123/"' in page
    assert 'href="https://doi.org/10.5555/version"' in page
    assert "Draft; readers do not see it." in page


def test_published_summaries_come_first_then_the_serious_kinds(editor):
    drafted, mild, serious = make_source(), make_source(), make_source()
    make_summary_draft(works=[drafted])
    published(mild)
    published(serious)
    wanted = [report(serious), report(mild, NoticeKind.CORRECTION), report(drafted)]
    rows = editor.get(PAGE).context["queue"].rows
    assert list(rows) == wanted
    named = editor.get(f"{PAGE}?notice={wanted[1].pk}").context["view"]
    assert (named.place, named.before, named.after) == (2, wanted[0].pk, wanted[2].pk)


def test_a_work_without_a_summary_is_not_on_the_list_but_can_be_opened(editor):
    event = report(make_source())
    assert editor.get(PAGE).context["queue"].total == 0
    page = editor.get(f"{PAGE}?notice={event.pk}")
    assert "No summary rests on this work" in page.text
    assert decide(editor, event, "confirmed").status_code == 302
    assert verdict_of(event) == "confirmed"


@pytest.mark.parametrize("named", ["4242", "x", "9" * 40])
def test_a_notice_that_is_not_there_is_not_found(editor, named):
    assert editor.get(f"{PAGE}?notice={named}").status_code == 404


@pytest.mark.parametrize("asked", [False, True])
def test_an_empty_list_says_when_the_sources_were_last_asked(editor, asked):
    if asked:
        make_service()
    page = editor.get(PAGE).text
    assert "No notice is open." in page
    assert ("The sources were last asked on" in page) is asked
    assert ("No service has been asked" in page) is not asked


def count_queries(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as found:
        assert client.get(address).status_code == 200
    return len(found)


def test_many_notices_cost_no_more_questions(editor, event):
    few = count_queries(editor, f"{PAGE}?notice={event.pk}")
    for _again in range(12):
        work = make_source()
        published(work)
        report(work)
    assert count_queries(editor, f"{PAGE}?notice={event.pk}") == few


# Decisions


DECISIONS = [
    ("confirmed", {"text": "Example text."}, "retracted", "Confirmed: "),
    ("confirmed", {"text": ""}, "retracted", "Confirmed: "),
    ("disputed", {"reason": "Example reason."}, "current", "Disputed: "),
    ("other-work", {}, "current", "The notice no longer concerns: "),
]


@pytest.mark.parametrize("case", DECISIONS)
def test_a_decision_is_stored_listed_and_undone(editor, event, case):
    verdict, said, state, message = case
    assert state_of(event) == "retracted"
    answer = decide(editor, event, verdict, **said)
    assert answer["Location"] == PAGE
    page = editor.get(PAGE)
    assert message in page.text
    assert page.context["alert"].events == 0
    assert (verdict_of(event), state_of(event)) == (verdict, state)
    assert f"{PAGE}{event.pk}/decide/" in page.text, "undo is at hand when the list is done"
    listed = editor.get(DECIDED).text
    assert "By editor" in listed
    assert escape(next(iter(said.values()), "")) in listed
    back = decide(editor, event, "undo", seen=mark_of(event))
    assert back["Location"] == f"{PAGE}?notice={event.pk}"
    assert (verdict_of(event), state_of(event)) == ("reported", "retracted")
    kept = EventDecision.objects.get()
    assert (kept.verdict, kept.undone_by.username) == (verdict, "editor")
    assert "Undone by editor" in editor.get(back["Location"]).text


def test_a_text_that_was_undone_is_proposed_again(editor, event):
    decide(editor, event, "disputed", reason="Example of a typed reason.")
    decide(editor, event, "undo", seen=mark_of(event))
    decide(editor, event, "confirmed", text="Example of a typed text.")
    decide(editor, event, "undo", seen=mark_of(event))
    found = editor.get(PAGE).context
    assert found["text"] == "Example of a typed text."
    assert found["reason"] == "Example of a typed reason."


def test_undo_works_step_by_step_and_not_twice_at_once(editor, event):
    decide(editor, event, "confirmed", text="Example.")
    confirmed = mark_of(event)
    decide(editor, event, "disputed", seen=confirmed, reason="Example.")
    disputed = mark_of(event)
    assert decide(editor, event, "undo", seen=disputed).status_code == 302
    assert verdict_of(event) == "confirmed"
    assert decide(editor, event, "undo", seen=disputed).status_code == 409
    assert verdict_of(event) == "confirmed", "a second press undoes nothing more"
    assert decide(editor, event, "undo", seen=confirmed).status_code == 302
    late = decide(editor, event, "undo", seen=confirmed)
    assert late.status_code == 409
    assert "has already been undone" in late.text


def test_two_who_confirm_the_same_notice_do_not_overwrite_each_other(editor, event):
    first, second = make_editor("first"), make_editor("second")
    confirm_event(event=event, text="Example.", by=first)
    seen = mark_of(event)
    confirm_event(event=event, text="A better example.", by=first, seen=seen)
    late = decide(editor, event, "confirmed", seen=seen, text="Another example.")
    assert late.status_code == 409
    assert "Another example." in late.text
    with pytest.raises(ConflictError):
        undo_event_decision(event=event, by=second, seen=seen)
    assert WorkEvent.objects.get(pk=event.pk).text == "A better example."


def test_each_form_keeps_when_its_notice_was_last_decided(editor, event):
    other = report(make_source())
    decide(editor, other, "confirm")
    forms = [
        (int(number), seen)
        for page in (PAGE, DECIDED, f"{PAGE}?notice={event.pk}", f"{PAGE}?notice={other.pk}")
        for number, seen in FORM.findall(editor.get(page).text)
    ]
    assert {number for number, _seen in forms} == {event.pk, other.pk}
    marks = {each.pk: mark_of(each) for each in (event, other)}
    assert {(number, seen) for number, seen in forms} == set(marks.items())


def test_the_same_decision_sent_twice_counts_once(editor, event):
    for _again in range(2):
        assert decide(editor, event, "confirmed", text="Example.").status_code == 302
    assert EventDecision.objects.count() == 1


def test_two_at_once_the_second_sees_the_first_and_keeps_what_was_typed(editor, event):
    other = make_editor("other")
    confirm_event(event=event, text="Theirs.", by=other)
    late = decide(editor, event, "disputed", text="My text.", reason="My reason.")
    assert late.status_code == 409
    assert "Somebody else has decided on this notice: Confirmed" in late.text
    assert "My text." in late.text
    assert "My reason." in late.text
    assert "By other" in late.text
    assert (verdict_of(event), EventDecision.objects.count()) == ("confirmed", 1)


REFUSED = [
    ({"verdict": "disputed", "reason": " \n", "text": "Kept."}, 409, "Write why the notice"),
    ({"verdict": "confirmed", "text": "Kept." + "x" * MAX_TEXT}, 409, "more than"),
    ({"verdict": "disputed", "reason": "x" * (MAX_TEXT + 1), "text": "Kept."}, 409, "more than"),
    ({"verdict": "confirmed", "text": "Kept\0."}, 400, "Null characters"),
    ({"text": "Kept."}, 400, "No decision was sent"),
    ({"verdict": "mars", "text": "Kept."}, 400, "mars"),
    ({"verdict": "confirmed", "seen": "", "text": "Kept."}, 400, "Open it again"),
]


@pytest.mark.parametrize(("form", "code", "said"), REFUSED)
def test_what_cannot_be_decided_is_refused_and_kept(editor, event, form, code, said):
    answer = editor.post(f"{PAGE}{event.pk}/decide/", {"seen": "reported", **form})
    assert answer.status_code == code
    assert said in answer.text
    assert "Kept" in answer.text or "text" not in form
    assert (verdict_of(event), EventDecision.objects.count()) == ("reported", 0)


def test_a_length_that_is_allowed_is_stored(editor, event):
    assert decide(editor, event, "confirmed", text="x" * MAX_TEXT).status_code == 302


def test_an_undone_decision_leads_back_to_the_list_that_it_was_undone_on(editor, event):
    decide(editor, event, "confirmed")
    assert decide(editor, event, "undo", seen=mark_of(event), next=DECIDED)["Location"] == DECIDED
    decide(editor, event, "confirmed")
    away = decide(editor, event, "undo", seen=mark_of(event), next="https://example.org/")
    assert away["Location"].startswith(PAGE)


def test_markup_stays_text(editor):
    work = make_source(title=HOSTILE)
    published(work)
    event = report(work, reasons=(HOSTILE,), note=HOSTILE, notice_doi='10.5555/"><img')
    decide(editor, event, "confirmed", text=HOSTILE)
    for address in (f"{PAGE}?notice={event.pk}", DECIDED, f"/desk/works/{work.pk}/"):
        page = editor.get(address).text
        assert "<img" not in page, address
        assert "<script>alert" not in page, address


# Who may


def test_strangers_and_readers_see_and_decide_nothing(client, event):
    post = f"{PAGE}{event.pk}/decide/"
    assert {client.get(page).status_code for page in (PAGE, DECIDED)} == {302}
    assert client.post(post).status_code == 302
    client.force_login(make_user("", "reader"), backend=BACKEND)
    assert {client.get(page).status_code for page in (PAGE, DECIDED)} == {403}
    assert decide(client, event, "confirmed").status_code == 403
    assert verdict_of(event) == "reported"


def test_a_writer_sees_the_notices_and_decides_nothing(writer, event):
    page = writer.get(PAGE).text
    assert "An editor decides on notices." in page
    assert "The study was retracted on 30 August 2023." in page
    assert "data-key" in page
    for key in "cdou":
        assert f'data-key="{key}"' not in page
        assert f"<kbd>{key}</kbd>" not in page
    refused = decide(writer, event, "confirmed")
    assert refused.status_code == 403
    assert "Ask an editor" in refused.text
    confirm_event(event=event, text="", by=get_user_model().objects.create_superuser("boss"))
    assert "/decide/" not in writer.get(DECIDED).text
    assert decide(writer, event, "undo", seen=mark_of(event)).status_code == 403
    assert verdict_of(event) == "confirmed"


@pytest.mark.parametrize("key", "cdo?")
def test_each_key_presses_what_is_there(editor, event, key):
    page = editor.get(PAGE).text
    assert page.count(f'data-key="{key}"') == 1
    assert f"<kbd>{key}</kbd>" in page
    assert 'data-key="u"' not in page, "nothing to undo yet"


def test_decided_notices_are_paged(editor, event):
    decide(editor, event, "confirmed")
    assert editor.get(f"{DECIDED}?page=1").status_code == 200
    assert editor.get(f"{DECIDED}?page=2").status_code == 404
    assert "Nothing has been decided yet" not in editor.get(DECIDED).text


def test_the_pages_speak_french(editor, event):
    page = editor.get(f"/fr{PAGE}").text
    assert "<h1>Avis</h1>" in page
    assert "30 août 2023" in page
    assert "The study was retracted on 30 August 2023." in page, "the summary is in English"
    assert "Avis traités" in editor.get(f"/fr{DECIDED}").text
