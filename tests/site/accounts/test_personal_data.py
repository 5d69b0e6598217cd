"""A person gets a copy of all that names them; once erased, nothing names them any more."""

from __future__ import annotations

import json
from contextlib import nullcontext

import pytest
from axes.models import AccessFailureLog, AccessLog
from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db.models import CharField, JSONField, TextField
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from draft_factories import (
    make_catalogued_work,
    make_editor,
    make_record,
    make_summary_draft,
    make_writer,
)
from review_factories import make_assignment, make_comment, make_link
from typer.testing import CliRunner
from wagtail.models import ModelLogEntry
from wagtail.users.models import UserProfile

from pprnet_site.accounts.personal_data.erasure import erase_person
from pprnet_site.accounts.tasks import send_password_reset
from pprnet_site.accounts.two_factor import devices
from pprnet_site.catalogue.actions import move_work
from pprnet_site.catalogue.actions.citations import add_pasted_record
from pprnet_site.catalogue.enums import WorkStatus
from pprnet_site.catalogue.models import Move
from pprnet_site.cli import users
from pprnet_site.cli.users import data_text, erased
from pprnet_site.core.errors import ActionRefusedError
from pprnet_site.digest.permissions import EDITORS
from pprnet_site.reviews.actions import comment_as_guest

pytestmark = pytest.mark.django_db
NAME, FULL_NAME, EMAIL = "zelda-example", "Zelda Quellmann", "zelda@example.org"


@pytest.fixture
def person(client):
    """An editor who logged in, decided, pasted, and set two-factor log-in up."""
    make_editor("other")
    user = make_editor(NAME)
    user.first_name, user.last_name = FULL_NAME.split()
    user.email = EMAIL
    user.save()
    client.force_login(user)
    AccessLog.objects.create(username=NAME, ip_address="203.0.113.77", user_agent="Example")
    AccessFailureLog.objects.create(username=NAME, ip_address="198.51.100.66")
    UserProfile.get_for_user(user)
    work = make_catalogued_work(status=WorkStatus.FOUND)
    move_work(work=work, to=WorkStatus.SCREENED_IN, by=user)
    add_pasted_record(work=work, record=make_record(), by=user)
    ModelLogEntry.objects.create(
        content_type=ContentType.objects.get_for_model(user),
        object_id=str(user.pk),
        label=NAME,
        action="wagtail.edit",
        data={"name": FULL_NAME},
        timestamp=timezone.now(),
    )
    DBTaskResult.objects.create(
        args_kwargs={"args": [EMAIL.upper()], "kwargs": {}},
        task_path=send_password_reset.module_path,
        run_after=timezone.now(),
        status="SUCCESSFUL",
    )
    return user


def test_the_download_holds_all_rows_that_name_the_person(client, person):
    answer = client.get(reverse("accounts:data"))
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "no-store" in answer.headers["Cache-Control"]
    data = json.loads(answer.content)
    assert data["account"]["email"] == EMAIL
    assert data["account"]["groups"] == [EDITORS]
    assert data["log_ins"][0]["ip_address"] == "203.0.113.77"
    assert len(data["sessions"]) == 1
    (move,) = data["rows"]["catalogue.move.by"]
    assert move["to_status"] == WorkStatus.SCREENED_IN
    assert json.loads(data_text(name=NAME))["rows"].keys() == data["rows"].keys()


def test_the_download_holds_no_secret_and_nobody_else(client, person):
    device = devices.start_set_up(person)
    codes = devices.make_recovery_codes(person)
    text = client.get(reverse("accounts:data")).content.decode()
    assert "otp_totp.totpdevice.user" in text
    secrets = [device.key, *(code.replace("-", "") for code in codes), person.password]
    assert not [secret for secret in secrets if secret in text]
    # Who tried a wrong password may be somebody else.
    assert "198.51.100.66" not in text
    other = json.loads(data_text(name="other"))
    assert "catalogue.move.by" not in other["rows"]
    assert NAME not in json.dumps(other)


def rows_with(words):
    """The rows of any table in which one of some words stands."""
    found = []
    for model in apps.get_models():
        if model._meta.label_lower.startswith("wagtailsearch.") or not model._meta.managed:
            continue
        texts = [
            field.name
            for field in model._meta.concrete_fields
            if isinstance(field, CharField | TextField | JSONField)
        ]
        for row in model._base_manager.values(*texts):
            said = json.dumps(row, default=str, ensure_ascii=False).casefold()
            found += [(model._meta.label, word) for word in words if word.casefold() in said]
    return found


def test_nothing_names_an_erased_person(person):
    devices.start_set_up(person)
    words = (NAME, "Zelda", "Quellmann", EMAIL)
    assert len({table for table, _word in rows_with(words)}) >= 5
    name = erased(name=NAME)
    assert rows_with(words) == []
    assert name == f"erased-{person.pk}"


def test_what_an_erased_person_decided_is_kept(person):
    before = Move.objects.count()
    erase_person(user=person, now=timezone.now())
    assert Move.objects.count() == before
    assert Move.objects.filter(by=person, by__username=f"erased-{person.pk}").exists()


def test_what_an_erased_person_read_and_wrote_is_kept_without_a_name(person, client):
    draft = make_summary_draft(by=make_writer())
    asked = make_assignment(draft, by=person, reader=person)
    comment = make_comment(draft, by=person)
    link = make_link(draft, by=person)
    comment_as_guest(link=link.link, name=FULL_NAME, field="title", quotation="", text="Example.")
    text = client.get(reverse("accounts:data")).content.decode()
    assert "Example comment." in text
    assert link.link.token_hash not in text
    erase_person(user=person, now=timezone.now())
    assert rows_with((NAME, "Quellmann")) == []
    asked.refresh_from_db()
    comment.refresh_from_db()
    assert asked.closed_at
    assert comment.by == person


def test_an_erased_person_is_logged_out_and_cannot_log_in(client, person):
    assert client.get("/desk/").status_code == 200
    erase_person(user=person, now=timezone.now())
    assert not Session.objects.exists()
    assert client.get("/desk/").status_code == 302
    person.refresh_from_db()
    assert not person.is_active
    assert not person.has_usable_password()
    assert not person.groups.exists()


def test_the_last_account_that_can_publish_is_not_erased(person):
    get_user_model().objects.exclude(pk=person.pk).update(is_active=False)
    with pytest.raises(ActionRefusedError, match="make another editor first"):
        erased(name=NAME)
    person.refresh_from_db()
    assert person.email == EMAIL


def test_the_verb_asks_before_it_erases(person, monkeypatch):
    monkeypatch.setattr(users, "site", nullcontext)
    run = CliRunner().invoke
    refused = run(users.user_app, ["erase", NAME], input="n\n")
    assert refused.exit_code == 1
    person.refresh_from_db()
    assert person.username == NAME
    done = run(users.user_app, ["erase", NAME], input="y\n")
    assert f"kept as erased-{person.pk}" in done.output
