"""A draft saved as it is typed: no word lost, none overwritten, and a history that can be read."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.utils import timezone
from draft_factories import (
    form_of,
    make_editor,
    make_summary_draft,
    make_user,
    make_writer,
    reload_page,
)
from review_factories import read_by_second_person
from wagtail.models import PageLogEntry, Revision

from pprnet_site.accounts.personal_data.export import personal_data
from pprnet_site.desk.actions import typed_drafts
from pprnet_site.desk.models import AutosavedVersion, KeptForm
from pprnet_site.digest.actions import publish_summary, save_draft, schedule_summary
from pprnet_site.digest.models import SummaryPage
from pprnet_site.reviews.models import HandIn

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def site(made_once):
    def make():
        editor = make_editor()
        return editor, make_writer(), make_summary_draft(by=editor)

    return made_once(make)


@pytest.fixture
def draft(site):
    return SummaryPage.objects.get(pk=site[2].pk)


@pytest.fixture
def desk(site, client):
    client.force_login(site[0], backend="django.contrib.auth.backends.ModelBackend")
    return client


def autosave(desk, draft, form, **changes):
    """Send the form as the script does; the form then has the number of the new version."""
    form |= changes
    answer = desk.post(f"/desk/drafts/{draft.pk}/autosave/", form)
    told = json.loads(answer.content)
    if told.get("opened"):
        form["opened"] = told["opened"]
    return answer.status_code, told


def newest(draft):
    return reload_page(draft).get_latest_revision_as_object()


def versions(draft):
    return Revision.objects.for_instance(draft).count()


def logged(draft):
    return PageLogEntry.objects.filter(page=draft.pk).count()


def test_what_is_typed_is_a_version_and_the_history_grows_by_one(desk, draft):
    form, before, log = form_of(desk, draft), versions(draft), logged(draft)
    for n in range(1, 6):
        status, told = autosave(desk, draft, form, limits="Example"[:n])
        assert (status, told["saved"]) == (200, True)
        assert told["message"].startswith("Saved at ")
        assert newest(draft).limits == "Example"[:n]
    assert (versions(draft), logged(draft)) == (before + 1, log + 1)
    desk.post(f"/desk/drafts/{draft.pk}/", form | {"limits": "Example, saved."})
    assert newest(draft).limits == "Example, saved."
    assert (versions(draft), logged(draft)) == (before + 1, log + 1)
    assert not AutosavedVersion.objects.exists()


def other_sitting(form, _draft):
    form["sitting"] = "another"


def handed_in(form, draft):
    HandIn.objects.create(page=draft, revision_id=form["opened"], fingerprint="0" * 64)


def half_an_hour_later(_form, _draft):
    AutosavedVersion.objects.update(begun_at=timezone.now() - timedelta(minutes=31))


@pytest.mark.parametrize("event", [other_sitting, handed_in, half_an_hour_later])
def test_a_version_that_matters_is_not_replaced(desk, draft, event):
    form = form_of(desk, draft)
    autosave(desk, draft, form, limits="Example one.")
    before = versions(draft)
    event(form, draft)
    autosave(desk, draft, form, limits="Example two.")
    assert versions(draft) == before + 1


def test_of_two_people_the_second_learns_it_and_nothing_is_overwritten(desk, site, draft, client):
    mine = form_of(desk, draft)
    autosave(desk, draft, mine, limits="Example one.")
    client.force_login(site[1], backend="django.contrib.auth.backends.ModelBackend")
    theirs = form_of(client, draft)
    client.force_login(site[0], backend="django.contrib.auth.backends.ModelBackend")
    autosave(desk, draft, mine, limits="Example one, and more.")
    client.force_login(site[1], backend="django.contrib.auth.backends.ModelBackend")
    status, told = autosave(client, draft, theirs, limits="Example two.")
    assert (status, told["saved"], told["overtaken"], told["kept"]) == (409, False, True, True)
    assert "editor saved this draft" in told["message"]
    assert newest(draft).limits == "Example one, and more."
    page = client.post(f"/desk/drafts/{draft.pk}/", theirs)
    assert page.status_code == 409
    assert "Example two." in page.text
    assert 'name="keep_only"' in page.text, "only the button saves over the other version"


def test_who_goes_back_to_the_page_is_not_in_conflict_with_themselves(desk, site, draft):
    form = form_of(desk, draft)
    opened = form["opened"]
    _, left = autosave(desk, draft, form, limits="Example: typed as the page was left.")
    form["opened"] = opened
    assert autosave(desk, draft, form, limits="Example: typed after it.")[0] == 409
    status, told = autosave(desk, draft, form, returned="1")
    assert (status, told["saved"]) == (200, True)
    assert Revision.objects.filter(pk=left["opened"]).exists(), "nothing is lost"

    save_draft(summary=draft, fields={"limits": "Example: another's."}, by=site[1])
    form["opened"] = opened
    status, told = autosave(desk, draft, form, limits="Example: not over another's.")
    assert (status, told["overtaken"]) == (409, True)


def test_after_a_conflict_it_is_kept_only_until_the_button_is_pressed(desk, draft):
    form = form_of(desk, draft) | {"keep_only": "1"}
    status, told = autosave(desk, draft, form, limits="Example.")
    assert (status, told["saved"], told["kept"]) == (409, False, True)
    assert newest(draft).limits != "Example."


def publish(draft, by):
    read_by_second_person(draft)
    publish_summary(summary=draft, by=by)


def schedule(draft, by):
    read_by_second_person(draft)
    at = timezone.now() + timedelta(days=3)
    schedule_summary(summary=draft, at=at, by=by)


UNSAVED = (
    ({"title": " "}, None, 400, "Title, best as a question: "),
    ({"title": "x" * 300}, None, 400, "Title"),
    ({"facts-0-value": "61"}, None, 400, "Name this fact"),
    ({"facts-TOTAL_FORMS": "none"}, None, 400, "Not saved: "),
    ({"opened": "x"}, None, 400, "Not saved: "),
    ({"limits": "Example."}, schedule, 409, "Cancel the date"),
    ({"limits": "Example."}, publish, 200, "saved by its button, with a note"),
)


@pytest.mark.parametrize("case", UNSAVED)
def test_what_cannot_be_saved_is_kept_and_offered_again(desk, site, draft, case):
    changes, prepare, status, said = case
    form = form_of(desk, draft)
    if prepare:
        prepare(draft, site[0])
        form = form_of(desk, draft)
    before = reload_page(draft).latest_revision_id
    answered, told = autosave(desk, draft, form, summary="Example: not to be lost.", **changes)
    assert (answered, told["saved"], told["kept"]) == (status, False, True)
    assert said in told["message"]
    assert reload_page(draft).latest_revision_id == before
    (kept,) = KeptForm.objects.all()
    assert "csrfmiddlewaretoken" not in kept.fields
    offered = desk.get(f"/desk/drafts/{draft.pk}/")
    assert f"?kept={kept.pk}" in offered.text
    restored = desk.get(f"/desk/drafts/{draft.pk}/?kept={kept.pk}")
    assert restored.context["sheet"].form["summary"].value() == "Example: not to be lost."


def test_what_was_kept_is_gone_after_it_is_saved(desk, draft):
    form = form_of(desk, draft)
    autosave(desk, draft, form, title=" ")
    assert KeptForm.objects.count() == 1
    autosave(desk, draft, form, title="Example: a title")
    assert not KeptForm.objects.exists()


def test_typed_text_is_shown_to_who_typed_it_and_deleted_by_them_only(desk, site, draft, client):
    autosave(desk, draft, form_of(desk, draft), title=" ")
    kept = KeptForm.objects.get()
    rows = personal_data(site[0], now=timezone.now())["rows"]
    assert rows["desk.keptform.by"]
    client.force_login(site[1], backend="django.contrib.auth.backends.ModelBackend")
    page = f"/desk/drafts/{draft.pk}/"
    assert f"?kept={kept.pk}" not in client.get(page).text
    assert client.get(f"{page}?kept={kept.pk}").status_code == 404
    client.post(f"{page}kept/", {"kept": kept.pk})
    assert KeptForm.objects.count() == 1
    client.force_login(site[0], backend="django.contrib.auth.backends.ModelBackend")
    for number in ("", "x", kept.pk):
        assert client.post(f"{page}kept/", {"kept": number}).status_code == 302
    assert not KeptForm.objects.exists()


def test_what_is_kept_has_limits(desk, draft, monkeypatch):
    form = form_of(desk, draft) | {"title": " "}
    for n in range(typed_drafts.MAX_KEPT_FORMS + 2):
        autosave(desk, draft, form, sitting=f"sitting {n}")
    assert KeptForm.objects.count() == typed_drafts.MAX_KEPT_FORMS
    assert KeptForm.objects.filter(sitting=f"sitting {n}").exists(), "the newest stays"
    monkeypatch.setattr(typed_drafts, "MAX_KEPT", 10)
    _status, told = autosave(desk, draft, form, sitting="long")
    assert not told["kept"]


FACTS = {
    "facts-0-label": "Participants",
    "facts-0-value": "61",
    "facts-1-label": "Studies",
    "facts-1-value": "3",
}


@pytest.mark.parametrize(
    ("typed", "facts"),
    [
        ({}, [("Participants", "61"), ("Studies", "3")]),
        ({"facts-0-value": "62"}, [("Participants", "62"), ("Studies", "3")]),
        ({"facts-0-DELETE": "on"}, [("Participants", "61"), ("Studies", "3")]),
        ({"facts-0-label": "", "facts-0-value": ""}, [("Participants", "61"), ("Studies", "3")]),
    ],
)
def test_key_facts_are_removed_by_the_button_only(desk, draft, typed, facts):
    form = form_of(desk, draft)
    autosave(desk, draft, form, **FACTS)
    _status, told = autosave(desk, draft, form, limits="Example.", **typed)
    assert told["saved"]
    assert [(f.label, f.value) for f in newest(draft).key_facts.all()] == facts
    assert newest(draft).limits == "Example."
    desk.post(f"/desk/drafts/{draft.pk}/", form)
    removed = "facts-0-DELETE" in typed or typed.get("facts-0-label") == ""
    assert [(f.label, f.value) for f in newest(draft).key_facts.all()] == facts[removed:]


def test_who_may_not_write_neither_saves_nor_keeps(draft, client):
    address = f"/desk/drafts/{draft.pk}/autosave/"
    assert client.post(address, {}).status_code == 302
    client.force_login(make_user("", "reader"), backend="django.contrib.auth.backends.ModelBackend")
    assert client.post(address, {}).status_code == 403
    assert not KeptForm.objects.exists()


def test_the_form_works_as_before_for_those_who_send_no_sitting(desk, draft):
    form = form_of(desk, draft)
    del form["sitting"]
    save_draft(summary=draft, fields={"limits": "Example."}, by=None)
    form["opened"] = reload_page(draft).latest_revision_id
    assert desk.post(f"/desk/drafts/{draft.pk}/", form | {"limits": "Two."}).status_code == 302
    assert newest(draft).limits == "Two."
