"""A draft beside its sources: what is marked, what each button decides, and what is refused."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from draft_factories import (
    make_catalogued_work,
    make_editor,
    make_summary_draft,
    make_user,
    make_writer,
    reload_page,
)

from fakes.example_texts import SUMMARY
from pprnet_site.digest.actions import save_draft
from pprnet_site.digest.publication.checked_claims import check_summary
from pprnet_site.evidence.actions.full_texts import add_full_text
from pprnet_site.evidence.models import CheckerOverride, ClaimDecision

pytestmark = pytest.mark.django_db

ABSTRACT = (
    "We randomised 128 invented clients to talk or to a waiting list. After treatment, 54% of the "
    "clients in talk were well (p = .03)."
)
ARTICLE = (
    "An invented trial\n\nAbstract\n\nInvented.\n\nMethods\n\nThe invented clients came from 77 "
    "invented towns.\n\nResults\n\nOf those in talk, 54% were well."
)
OPEN = f"{SUMMARY}\n\nThe study saw 128 clients. They came from 31 towns. Nobody of of them left."


def make_open_draft():
    editor = make_editor()
    work = make_catalogued_work(title="An invented trial", abstract=ABSTRACT)
    add_full_text(work=work, by=editor, pasted=ARTICLE)
    draft = make_summary_draft(works=[work], by=editor)
    save_draft(summary=draft, fields={"summary": OPEN}, by=editor)
    return editor, draft


@pytest.fixture(scope="module")
def made(made_once):
    return made_once(make_open_draft)


@pytest.fixture
def draft(made):
    return reload_page(made[1])


@pytest.fixture
def desk(made, client):
    client.force_login(made[0])
    return client


def address(draft, name="evidence"):
    return reverse(f"desk:{name}", args=[draft.pk])


def form(draft, **more):
    newest = draft.get_latest_revision_as_object()
    names = ("title", "bottom_line", "in_practice", "summary", "implications", "limits", "for_whom")
    texts = {name: getattr(newest, name) for name in names}
    return {**texts, "opened": draft.latest_revision_id, **more}


def claim(draft, text, **typed):
    return next(each for each in check_summary(draft, **typed).claims if each.text == text)


def finding(draft, code):
    return next(each for each in check_summary(draft).findings if each.code == code)


def press(desk, draft, button, each, **more):
    value = f"{each.anchor}:0"
    return desk.post(address(draft), form(draft, **{button: value}, **more))


def decided(draft):
    rows = ClaimDecision.objects.filter(page=draft, superseded_at=None, claim="31")
    return [(row.verdict, row.layer, row.quote or row.note) for row in rows]


def test_the_source_is_next_to_the_text_and_each_leads_to_the_other(desk, draft):
    page = desk.get(address(draft)).content.decode()
    traced = claim(draft, "128").anchor
    assert f'id="c-{traced}" href="#p-{traced}"' in page
    assert f'id="p-{traced}" href="#c-{traced}"' in page
    assert "</mark></a> invented towns" in page, "the full text is there, with its passage"
    assert f'href="#o-{claim(draft, "31").anchor}">Go to the first' in page
    assert '<span class="role">' in page
    names = re.findall(r'\bid="([^"]+)"', page)
    assert len(names) == len(set(names)), "each name once"
    assert not re.search(r"<script(?![^>]*\bsrc=)|\sstyle=|\son\w+=", page)


QUOTE = "We randomised 128 invented clients"
SETTLED = [
    ("passage", {"quote": QUOTE}, ("passage", "abstract", QUOTE)),
    ("passage", {"quote": "We  randomised 128\ninvented clients "}, ("passage", "abstract", QUOTE)),
    ("place", {"note": "page 3"}, ("place", "", "page 3")),
    ("background", {"note": "Example (2020)"}, ("background", "", "Example (2020)")),
    ("own-words", {}, ("own-words", "", "")),
    ("override", {"note": "An invented reason"}, ("override", "", "An invented reason")),
]
REFUSED = [
    ("passage", {}, "Select or paste a passage"),
    ("passage", {"quote": "stands in no source"}, "stands in no source that is shown"),
    ("passage", {"quote": "x" * 601}, "at most 600 characters"),
    ("passage", {"quote": "The invented clients came from"}, "states no number"),
    ("place", {}, "Name the place"),
    ("background", {}, "Name the other work"),
    ("override", {}, "State the reason"),
]


def typed_for(each, given):
    return {f"{name}-{each.anchor}": text for name, text in given.items()}


@pytest.mark.parametrize(("button", "given", "expected"), SETTLED)
def test_a_claim_is_settled_and_can_be_undone(button, given, expected, desk, draft):
    each = claim(draft, "31")
    answer = press(desk, draft, button, each, **typed_for(each, given))
    assert answer.status_code == 302, answer.content.decode()
    assert answer.url.endswith(f"#f-{finding(draft, 'doubled-word').anchor}"), "the next open one"
    assert decided(draft) == [expected]
    page = desk.get(address(draft)).content.decode()
    assert "settled by a person" in page
    row = ClaimDecision.objects.get(page=draft, superseded_at=None, claim="31")
    desk.post(address(draft), form(draft, undo=row.pk))
    assert decided(draft) == []


@pytest.mark.parametrize(("button", "given", "message"), REFUSED)
def test_what_is_missing_is_named_and_nothing_typed_is_lost(button, given, message, desk, draft):
    each = claim(draft, "31")
    more = typed_for(each, given) | {"limits": "Typed and not saved."}
    answer = press(desk, draft, button, each, **more)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert message in page
    assert "Typed and not saved." in page
    assert all(text in page for text in given.values())
    assert decided(draft) == []


CONTRADICTING = ["128", "We randomised 128 invented clients to talk", "128 invented clients"]


@pytest.mark.parametrize("passage", CONTRADICTING)
def test_a_passage_that_contradicts_the_claim_does_not_support_it(passage, desk, draft):
    save_draft(
        summary=draft, fields={"summary": f"{SUMMARY}\n\nThe study saw 129 clients."}, by=None
    )
    draft = reload_page(draft)
    wrong = claim(draft, "129")
    answer = press(desk, draft, "passage", wrong, **{f"quote-{wrong.anchor}": passage})
    assert answer.status_code == 409
    assert "states something else in this very passage" in answer.content.decode()


def test_a_selected_passage_is_bound_where_it_was_selected(desk, draft):
    each, check = claim(draft, "31"), check_summary(draft)
    source = next(
        at for at, text in enumerate(check.sources.texts) if "invented towns" in text.text
    )
    start = check.sources.texts[source].text.index("54%")
    more = {f"quote-{each.anchor}": "54%", "selected": f"{source}:{start}:{start + 3}"}
    assert press(desk, draft, "passage", each, **more).status_code == 302
    row = ClaimDecision.objects.get(page=draft, superseded_at=None, claim="31")
    assert (row.quote, row.quote_start) == ("54%", ARTICLE.index("54%") - ARTICLE.index("Of those"))
    page = desk.get(address(draft)).content.decode()
    assert page.index(f'id="p-{each.anchor}"') > page.index("invented towns"), "there"


CHANGED = [
    ("The study saw 128 clients. They came from 31 towns.", 302),
    ("They were from 31 towns.", 409),
]


@pytest.mark.parametrize(("newer", "status"), CHANGED)
def test_two_at_once_a_changed_sentence_is_decided_again(newer, status, desk, draft):
    each, sent = claim(draft, "31"), form(draft)
    save_draft(summary=draft, fields={"summary": f"{SUMMARY}\n\n{newer}"}, by=make_writer())
    sent |= {"place": f"{each.anchor}:0", f"note-{each.anchor}": "page 3"}
    answer = desk.post(address(draft), sent)
    page = answer.content.decode()
    if status == 409:
        assert "Somebody saved a newer version" in page
    assert (len(decided(draft)) == 1) == (status == 302)


def test_two_at_once_the_second_decision_is_refused(desk, draft):
    each = claim(draft, "31")
    press(desk, draft, "place", each, **{f"note-{each.anchor}": "page 3"})
    answer = press(desk, draft, "own-words", each)
    assert answer.status_code == 409
    assert "Somebody else decided" in answer.content.decode()
    assert decided(draft) == [("place", "", "page 3")]


def test_a_claim_that_is_no_longer_typed_is_refused(desk, draft):
    each = claim(draft, "31")
    answer = press(desk, draft, "own-words", each, summary=SUMMARY)
    assert answer.status_code == 409
    assert "no longer in the text" in answer.content.decode()


def test_the_button_checks_what_is_typed_and_saves_nothing(desk, draft):
    typed = f"{SUMMARY}\n\nThe study saw 444 clients."
    answer = desk.post(address(draft), form(draft, check="1", summary=typed))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "444" in page
    assert 'data-keep="changed"' in page
    assert reload_page(draft).get_latest_revision_as_object().summary == OPEN


def test_the_text_is_saved_and_an_overtaken_one_is_kept(desk, draft):
    sent = form(draft, save="1", summary=SUMMARY)
    assert desk.post(address(draft), sent).status_code == 302
    assert reload_page(draft).get_latest_revision_as_object().summary == SUMMARY
    again = desk.post(address(draft), sent | {"summary": "Typed by another person."})
    assert again.status_code == 409
    assert "Typed by another person." in again.content.decode()


def test_a_safe_correction_changes_what_is_typed(desk, draft):
    found = finding(draft, "doubled-word")
    answer = desk.post(address(draft), form(draft, fix=found.anchor, limits="Typed."))
    page = answer.content.decode()
    assert "Nobody of them left." in page
    assert "Typed." in page
    assert reload_page(draft).get_latest_revision_as_object().summary == OPEN, "not saved yet"


def test_a_finding_is_kept_with_a_reason_and_can_be_undone(desk, draft):
    found = finding(draft, "doubled-word")
    assert press(desk, draft, "keep", found).status_code == 409
    note = {f"note-{found.anchor}": "An invented reason"}
    press(desk, draft, "keep", found, **note)
    row = CheckerOverride.objects.get(page=draft, superseded_at=None, code="doubled-word")
    assert row.reason == "An invented reason"
    desk.post(address(draft), form(draft, undo_keep=row.pk))
    assert not CheckerOverride.objects.filter(superseded_at=None, code="doubled-word").exists()


def test_when_all_is_settled_the_page_says_so(desk, draft):
    save_draft(summary=draft, fields={"summary": f"{SUMMARY}\n\nIt saw 128 clients."}, by=None)
    assert "Every claim is settled, and no error" in desk.get(address(draft)).content.decode()


def test_a_reason_of_the_gate_leads_to_its_place(desk, draft):
    page = desk.get(reverse("desk:draft", args=[draft.pk])).content.decode()
    assert f"{address(draft)}#o-{claim(draft, '31').anchor}" in page
    assert f"{address(draft)}#f-{finding(draft, 'doubled-word').anchor}" in page


def make_reader():
    user = make_user("", "reader of the desk")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    return user


ROLES = [
    (make_writer, 200, True),
    (make_reader, 200, False),
    (lambda: make_user("", "nobody"), 403, False),
]


@pytest.mark.parametrize(("person", "status", "decides"), ROLES)
def test_who_may_edit_decides_and_others_read(person, status, decides, client, draft):
    client.force_login(person())
    answer = client.get(address(draft))
    page = answer.content.decode()
    assert answer.status_code == status
    assert ('name="check"' in page, "<textarea" in page) == (decides, decides)
    assert ("Whoever may edit the draft decides" in page) == (status == 200 and not decides)
    each = claim(draft, "31")
    press(client, draft, "place", each, **{f"note-{each.anchor}": "page 3"})
    assert bool(decided(draft)) == decides


def test_a_writer_may_not_override_an_error(client, draft):
    client.force_login(make_writer())
    each = claim(draft, "31")
    more = {f"note-{each.anchor}": "An invented reason"}
    assert press(client, draft, "override", each, **more).status_code == 403
    assert 'name="override"' not in client.get(address(draft)).content.decode()
