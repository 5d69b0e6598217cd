"""The page of a draft, the months, and publishing from the desk."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from draft_factories import (
    form_of,
    make_catalogued_work,
    make_editor,
    make_summary_draft,
    make_user,
    make_writer,
    reload_page,
)

from fakes.example_texts import IMPLICATIONS
from pprnet_site.catalogue.models import Work
from pprnet_site.digest.actions import publish_summary, save_draft, schedule_summary
from pprnet_site.digest.models import SummaryPage

pytestmark = pytest.mark.django_db

TEXTS = ("title", "teaser_clause", "bottom_line", "summary", "implications", "limits", "for_whom")


def sign_in(client, user):
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def editor(client):
    return sign_in(client, make_editor())


def send(client, summary, /, **changes):
    return client.post(f"/desk/drafts/{summary.pk}/", form_of(client, summary) | changes)


def newest(summary):
    return reload_page(summary).get_latest_revision_as_object()


def test_a_stranger_is_led_to_the_login(client):
    summary = make_summary_draft()
    for address in ("", "notice/"):
        assert client.post(f"/desk/drafts/{summary.pk}/{address}").status_code == 302


def test_a_person_without_permission_is_refused_with_the_reason(client):
    summary = make_summary_draft()
    answer = sign_in(client, make_user("", "reader")).get(f"/desk/drafts/{summary.pk}/")
    assert answer.status_code == 403


def test_an_unknown_draft_is_not_found(editor):
    assert editor.get("/desk/drafts/424242/").status_code == 404


def test_what_is_typed_is_saved(editor):
    summary = make_summary_draft()
    texts = {name: f"Example {name}, typed." for name in TEXTS}
    answer = send(editor, summary, **texts, certainty="low")
    assert answer.status_code == 302
    draft = newest(summary)
    assert {name: getattr(draft, name) for name in TEXTS} == texts
    assert draft.certainty == "low"
    assert not reload_page(summary).live


def test_key_facts_are_added_changed_and_struck(editor):
    summary = make_summary_draft()
    send(editor, summary, **{"facts-0-label": "Participants", "facts-0-value": "61"})
    send(editor, summary, **{"facts-0-value": "62", "facts-1-label": "Studies"})
    assert [(f.label, f.value) for f in newest(summary).key_facts.all()] == [
        ("Participants", "62"),
        ("Studies", ""),
    ]
    send(editor, summary, **{"facts-0-DELETE": "on"})
    assert [f.label for f in newest(summary).key_facts.all()] == ["Studies"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": " "},
        {"title": "x" * 300},
        {"in_practice": "x" * 300},
        {"topics": ["77777"]},
        {"certainty": "beyond doubt"},
        {"facts-0-value": "61"},
        {"facts-TOTAL_FORMS": "none"},
    ],
)
def test_a_form_that_cannot_be_saved_keeps_every_value(editor, wrong):
    summary = make_summary_draft()
    before = reload_page(summary).latest_revision_id
    answer = send(editor, summary, summary="Example: not to be lost.", **wrong)
    assert answer.status_code == 400
    assert "Example: not to be lost." in answer.text
    assert reload_page(summary).latest_revision_id == before


def test_of_two_writers_the_second_loses_nothing_and_can_save_after_looking(editor):
    summary = make_summary_draft()
    form = form_of(editor, summary)
    save_draft(summary=summary, fields={"limits": "Example: the other's limits."}, by=None)
    answer = editor.post(f"/desk/drafts/{summary.pk}/", form | {"summary": "Example: mine."})
    assert answer.status_code == 409
    assert "after you opened it" in answer.text
    assert "Example: mine." in answer.text
    assert newest(summary).limits == "Example: the other's limits."
    opened = answer.context["sheet"].form["opened"].value()
    again = form | {"summary": "Example: mine.", "opened": opened}
    assert editor.post(f"/desk/drafts/{summary.pk}/", again).status_code == 302
    assert newest(summary).summary == "Example: mine."


def test_the_gate_says_what_to_do_with_links(editor):
    summary = make_summary_draft(implications="", topics=[])
    text = editor.get(f"/desk/drafts/{summary.pk}/").text
    assert "Not ready: 2 things to do" in text
    assert 'href="#id_implications"' in text
    assert 'href="#id_topics"' in text
    assert 'aria-disabled="true"' in text
    assert 'name="publish"' not in text


def test_publishing_saves_first_and_then_asks_the_gate(editor):
    summary = make_summary_draft()
    answer = send(editor, summary, implications="", limits="Example: typed.", publish="1")
    assert answer.status_code == 409
    assert "saved, but not published" in answer.text
    assert newest(summary).limits == "Example: typed."
    assert not reload_page(summary).live
    answer = send(editor, summary, implications=IMPLICATIONS, publish="1")
    assert answer.status_code == 302
    assert reload_page(summary).live


def test_a_writer_saves_and_cannot_publish(client):
    summary = make_summary_draft()
    writer = sign_in(client, make_writer())
    page = writer.get(f"/desk/drafts/{summary.pk}/").text
    assert "An editor publishes it" in page
    assert 'name="publish"' not in page
    assert send(writer, summary, limits="Example.").status_code == 302
    assert send(writer, summary, publish="1").status_code == 403
    at = timezone.now() + timedelta(days=2)
    when = {"schedule": "1", "schedule-at": f"{at:%Y-%m-%dT%H:%M}"}
    assert send(writer, summary, **when).status_code == 403
    assert not reload_page(summary).live


def test_a_date_is_set_and_taken_back(editor):
    summary = make_summary_draft()
    at = timezone.now() + timedelta(days=2)
    send(editor, summary, schedule="1", **{"schedule-at": f"{at:%Y-%m-%dT%H:%M}"})
    assert reload_page(summary).approved_schedule
    page = editor.get(f"/desk/drafts/{summary.pk}/").text
    assert "Scheduled for" in page
    assert editor.post(f"/desk/drafts/{summary.pk}/", {"unschedule": "1"}).status_code == 302
    assert not reload_page(summary).approved_schedule


def test_a_date_left_empty_does_not_keep_the_browser_from_saving(editor):
    page = editor.get(f"/desk/drafts/{make_summary_draft().pk}/").text
    field = page[page.index('name="schedule-at"') :]
    assert "required" not in field[: field.index(">")]


@pytest.mark.parametrize(("at", "code"), [("", 400), ("soon", 400), ("2001-01-01T08:00", 409)])
def test_a_date_that_cannot_be_is_refused_and_the_draft_is_saved(editor, at, code):
    summary = make_summary_draft()
    answer = send(editor, summary, schedule="1", limits="Example.", **{"schedule-at": at})
    assert answer.status_code == code
    assert newest(summary).limits == "Example."
    assert not reload_page(summary).approved_schedule


def test_preview_shows_the_newest_version(editor):
    summary = make_summary_draft()
    answer = send(editor, summary, preview="1")
    assert answer.status_code == 302
    assert answer["Location"] == f"/desk/drafts/{summary.pk}/preview/"


def test_a_note_is_put_on_a_published_summary(editor):
    summary = make_summary_draft()
    address = f"/desk/drafts/{summary.pk}/notice/"
    note = {
        "notice-kind": "corrected",
        "notice-text": "Example note.",
        "notice-date": "2023-03-01",
    }
    assert editor.post(address, note).status_code == 409
    publish_summary(summary=summary, by=None)
    assert editor.post(address, note | {"notice-text": " "}).status_code == 400
    assert editor.post(address, note).status_code == 302
    assert [n.text for n in reload_page(summary).notices.all()] == ["Example note."]
    assert "Example note." in editor.get(f"/desk/drafts/{summary.pk}/").text


def test_a_change_goes_out_with_what_it_says_to_readers(editor):
    summary = publish_summary(summary=make_summary_draft(), by=None)
    answer = send(editor, summary, limits="Example: changed.", publish="1")
    assert answer.status_code == 409
    assert "Readers have already seen another text." in answer.text
    assert 'href="#id_change_text"' in answer.text
    assert "Publish the changes" in answer.text, "the note and the button are the way out"
    assert 'aria-disabled="true"' not in answer.text
    said = {"change_kind": "concern", "change_text": "Example: why."}
    assert send(editor, summary, publish="1", **said).status_code == 302
    after = reload_page(summary)
    assert after.limits == "Example: changed."
    assert [(n.kind, n.text, n.date) for n in after.notices.all()] == [
        ("concern", "Example: why.", timezone.localdate())
    ]
    assert not form_of(editor, summary).get("change_text"), "it is said once"


def test_what_is_said_to_readers_is_saved_with_the_draft(editor):
    summary = publish_summary(summary=make_summary_draft(), by=None)
    send(editor, summary, limits="Example: changed.", change_text="Example: why.")
    assert form_of(editor, summary)["change_text"] == "Example: why."
    assert not reload_page(summary).notices.exists()
    at = timezone.localtime() + timedelta(days=3)
    when = {"schedule": "1", "schedule-at": f"{at:%Y-%m-%dT%H:%M}"}
    assert send(editor, summary, **when).status_code == 302
    (note,) = newest(summary).notices.all()
    assert note.date == at.date(), "it bears the day on which readers see it"


def test_a_draft_nobody_has_read_asks_for_no_note(editor):
    assert (
        "What changed, for readers"
        not in editor.get(f"/desk/drafts/{make_summary_draft().pk}/").text
    )


def test_a_second_work_is_found_added_and_taken_out(editor):
    first, second = (
        make_catalogued_work(doi="10.5555/example.one"),
        make_catalogued_work(doi="10.5555/example.two"),
    )
    summary = make_summary_draft(works=[first])
    answer = send(editor, summary, limits="Example: kept.", sources="1")
    place = f"/desk/drafts/{summary.pk}/sources/"
    assert answer["Location"] == place
    assert newest(summary).limits == "Example: kept."
    found = editor.get(place, {"q": "https://doi.org/10.5555/EXAMPLE.TWO"})
    assert [work.pk for work in found.context["works"]] == [second.pk]
    there = editor.get(place, {"q": first.title})
    assert first not in there.context["works"], "what is a source already is not offered"
    assert editor.post(place, {"work": second.pk}).status_code == 302
    page = editor.get(f"/desk/drafts/{summary.pk}/").text
    assert "It is about 2 works." in page
    assert send(editor, summary, remove=str(first.pk)).status_code == 302
    assert [source.work for source in newest(summary).sources.all()] == [second]


PASTED = """TY  - JOUR
AU  - Example, A.
TI  - An example that no import has brought
JO  - Journal of Examples
VL  - 1
SP  - 1
EP  - 9
PY  - 2022
ER  -
"""
TYPED = {
    "type": "article-journal",
    "title": "An example that no import has brought",
    "author": "Example, A.; Beispiel, B.",
    "issued": "2022",
    "container-title": "Journal of Examples",
    "volume": "1",
    "page": "1-9",
}


def to_do(client, summary):
    found = client.get(f"/desk/drafts/{summary.pk}/").context["draft"].refusals
    return [refusal.code for refusal in found]


def test_a_draft_without_a_source_says_where_to_go(editor):
    summary = make_summary_draft(works=[])
    text = editor.get(f"/desk/drafts/{summary.pk}/").text
    assert "The summary has no source." in text
    assert f'href="/desk/drafts/{summary.pk}/sources/"' in text


def test_a_pasted_record_becomes_the_source(editor):
    summary = make_summary_draft(works=[])
    place = f"/desk/drafts/{summary.pk}/sources/"
    for _twice in range(2):
        assert editor.post(place, {"text": PASTED}).status_code == 302
    work = Work.objects.get()
    assert (work.title, work.status) == ("An example that no import has brought", "drafted")
    assert work.citation.text.startswith("Example, A. (2022).")
    assert to_do(editor, summary) == ["no-citation"]
    page = f"/desk/drafts/{summary.pk}/"
    assert "is not confirmed" in editor.get(page).text
    confirm = {"only_confirm": "1", "next": page}
    assert editor.post(f"/desk/works/{work.pk}/citation/", confirm).status_code == 302
    assert send(editor, summary, publish="1").status_code == 302
    assert reload_page(summary).live


def test_a_typed_citation_becomes_the_source_once_it_is_confirmed(editor):
    summary = make_summary_draft(works=[])
    place = f"/desk/drafts/{summary.pk}/sources/"
    assert editor.post(place, TYPED).status_code == 302
    assert to_do(editor, summary) == ["no-citation"]
    work = Work.objects.get()
    assert (work.authors, work.year) == ("Example, A.; Beispiel, B.", 2022)
    page = editor.get(f"/desk/drafts/{summary.pk}/").text
    assert "is not confirmed" in page
    confirm = {"only_confirm": "1", "next": f"/desk/drafts/{summary.pk}/"}
    assert editor.post(f"/desk/works/{work.pk}/citation/", confirm).status_code == 302
    assert to_do(editor, summary) == []


def test_a_citation_typed_and_confirmed_at_once_resolves_it(editor):
    summary = make_summary_draft(works=[])
    editor.post(f"/desk/drafts/{summary.pk}/sources/", TYPED | {"confirmed": "on"})
    assert to_do(editor, summary) == []


def test_a_typed_citation_that_lacks_something_is_completed_by_hand(editor):
    summary = make_summary_draft(works=[])
    editor.post(f"/desk/drafts/{summary.pk}/sources/", TYPED | {"page": "", "confirmed": "on"})
    assert to_do(editor, summary) == ["no-citation"]
    work = Work.objects.get()
    address = f"/desk/works/{work.pk}/"
    form = editor.get(address).context["citation_form"]
    sent = {name: form[name].value() or "" for name in form.fields if name != "confirmed"}
    editor.post(f"{address}citation/", sent | {"page": "1-9", "confirmed": "on"})
    assert to_do(editor, summary) == []


def test_a_typed_work_that_is_there_already_keeps_its_citation(editor):
    first, summary = make_summary_draft(works=[]), make_summary_draft(works=[])
    record = PASTED.replace("ER  -", "DO  - 10.5555/example.known\nER  -")
    editor.post(f"/desk/drafts/{first.pk}/sources/", {"text": record})
    typed = TYPED | {"author": "Example, A.", "DOI": "10.5555/example.known"}
    assert editor.post(f"/desk/drafts/{summary.pk}/sources/", typed).status_code == 302
    known = Work.objects.get()
    assert [source.work for source in newest(summary).sources.all()] == [known]
    assert set(known.citation.origins.values()) == {"pasted"}


@pytest.mark.parametrize(
    ("sent", "code", "says"),
    [
        ({"text": ""}, 400, "This field is required"),
        ({"text": "nothing of the kind"}, 200, "Not understood"),
        ({"text": "TY  - JOUR"}, 400, "No record was found"),
        (TYPED | {"title": ""}, 409, "needs a title"),
        (TYPED | {"issued": "soon"}, 409, "does not contain a year"),
        (TYPED | {"type": "song"}, 400, "Select a valid choice"),
    ],
)
def test_a_new_work_that_cannot_be_is_refused_and_what_was_typed_stays(editor, sent, code, says):
    summary = make_summary_draft(works=[])
    answer = editor.post(f"/desk/drafts/{summary.pk}/sources/", sent)
    assert answer.status_code == code
    assert says in answer.text
    assert not Work.objects.exists()
    if sent.get("author"):
        assert "Example, A.; Beispiel, B." in answer.text


@pytest.mark.parametrize("sent", ["", "x", "777777", "9" * 40])
def test_an_unknown_work_cannot_become_a_source(editor, sent):
    assert (
        editor.post(f"/desk/drafts/{make_summary_draft().pk}/sources/", {"work": sent}).status_code
        == 404
    )


@pytest.mark.parametrize("words", ["", "   ", "nothing of the kind", "x" * 300, "'%_\\"])
def test_a_search_that_finds_nothing_says_so(editor, words):
    answer = editor.get(f"/desk/drafts/{make_summary_draft().pk}/sources/", {"q": words})
    assert answer.status_code == 200
    assert answer.context["works"] == []


def test_sources_of_a_draft_that_waits_for_its_date_stay(editor):
    summary, other = make_summary_draft(), make_catalogued_work()
    schedule_summary(summary=summary, at=timezone.now() + timedelta(days=1), by=None)
    answer = editor.post(f"/desk/drafts/{summary.pk}/sources/", {"work": other.pk})
    assert answer.status_code == 409
    assert "scheduled for publication" in answer.text
    assert 'name="sources"' not in editor.get(f"/desk/drafts/{summary.pk}/").text


def test_a_stranger_and_a_reader_do_not_choose_sources(client):
    place = f"/desk/drafts/{make_summary_draft().pk}/sources/"
    assert client.get(place).status_code == 302
    assert sign_in(client, make_user("", "reader")).get(place).status_code == 403


def test_a_writer_cannot_add_a_note(client):
    summary = make_summary_draft()
    publish_summary(summary=summary, by=None)
    form = {"notice-kind": "corrected", "notice-text": "x", "notice-date": "2023-03-01"}
    answer = sign_in(client, make_writer()).post(f"/desk/drafts/{summary.pk}/notice/", form)
    assert answer.status_code == 403


def test_hostile_markup_in_a_draft_stays_text(editor):
    nasty = "</textarea><script>alert(1)</script>"
    summary = make_summary_draft(title=nasty, summary=nasty, limits=nasty)
    for address in (f"/desk/drafts/{summary.pk}/", "/desk/drafts/", "/desk/issues/"):
        assert "<script>alert" not in editor.get(address).text


def test_a_month_is_published_complete_or_not_at_all(editor):
    ready, unready = make_summary_draft(), make_summary_draft(topics=[])
    issue = ready.get_parent()
    address = f"/desk/issues/{issue.pk}/publish/"
    answer = editor.post(address)
    assert answer.status_code == 409
    assert "No topic is chosen" in answer.text
    assert not SummaryPage.objects.filter(live=True).exists()
    fields = {"topics": ready.topics.all()}
    save_draft(summary=unready, fields=fields, by=None)
    assert editor.post(address).status_code == 302
    assert SummaryPage.objects.filter(live=True).count() == 2
    assert "Published" in editor.get("/desk/issues/").text


def test_a_writer_cannot_publish_a_month(client):
    issue = make_summary_draft().get_parent()
    writer = sign_in(client, make_writer())
    assert "Publish the month" not in writer.get("/desk/issues/").text
    assert writer.post(f"/desk/issues/{issue.pk}/publish/").status_code == 403


def test_lists_ask_as_much_for_many_as_for_few(editor, django_assert_max_num_queries):
    for _ in range(6):
        make_summary_draft()
    for address in ("/desk/drafts/", "/desk/issues/"):
        editor.get(address)
        with django_assert_max_num_queries(30):
            editor.get(address)
