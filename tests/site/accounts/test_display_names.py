"""The name of a person for readers: at the account, on the command line, and at the gate."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from draft_factories import make_editor, make_summary_draft, make_user
from typer.testing import CliRunner

from pprnet.errors import SiteError
from pprnet_site.cli import users
from pprnet_site.core.display_names import display_name
from pprnet_site.core.models import DigestSettings
from pprnet_site.digest.actions import publish_summary
from pprnet_site.digest.publication.gate import PublishRefused, refusals

pytestmark = pytest.mark.django_db


def run(*words: str):
    return CliRunner().invoke(users.user_app, [*words])


def named(name: str):
    return get_user_model().objects.get(username=name)


@pytest.mark.parametrize("group", ["", "Digest writers"])
@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Zelda Quellmann", "Zelda Quellmann"),
        ("  Zelda   von  Quellmann ", "Zelda von Quellmann"),
        ("Quellmann", "Quellmann"),
        ("", ""),
    ],
)
def test_a_person_sets_their_name(client, group, typed, kept):
    user = make_user(group, "zelda")
    client.force_login(user)
    answer = client.post("/account/", {"name": typed}, follow=True)
    assert "Your name is saved." in answer.content.decode()
    user.refresh_from_db()
    assert display_name(user) == kept


@pytest.mark.parametrize("typed", ["zelda", "other", "x" * 121])
def test_a_name_that_readers_may_not_see_is_refused_and_kept_in_the_form(client, typed):
    make_editor("other")
    user = make_user("", "zelda")
    client.force_login(user)
    answer = client.post("/account/", {"name": typed})
    assert answer.status_code == 422
    assert f'value="{typed}"' in answer.content.decode()
    user.refresh_from_db()
    assert user.get_full_name() == ""


def test_a_form_without_the_name_changes_nothing(client):
    user = make_user("", "zelda")
    user.last_name = "Quellmann"
    user.save()
    client.force_login(user)
    assert client.post("/account/").status_code == 422
    user.refresh_from_db()
    assert user.last_name == "Quellmann"


def test_the_command_line_sets_the_name():
    assert run("add", "zelda", "--full-name", "Zelda Quellmann").exit_code == 0
    assert display_name(named("zelda")) == "Zelda Quellmann"
    assert run("set-name", "zelda", "Z. Quellmann").exit_code == 0
    assert display_name(named("zelda")) == "Z. Quellmann"
    run("add", "bare")
    assert display_name(named("bare")) == ""


def test_the_command_line_refuses_a_log_in_name():
    run("add", "zelda")
    for words in (("set-name", "zelda", "zelda"), ("add", "new", "--full-name", "zelda"),
                  ("add", "new", "--full-name", "new"), ("set-name", "nobody", "X Y")):  # fmt: skip
        assert isinstance(run(*words).exception, SiteError), words
    assert not get_user_model().objects.filter(username="new").exists()


def test_the_settings_refuse_a_log_in_name_as_the_editors():
    make_editor("zelda")
    DigestSettings(editor_name="Zelda Quellmann").clean()
    with pytest.raises(ValidationError, match="logs in with"):
        DigestSettings(editor_name="zelda").clean()


def test_the_gate_refuses_a_log_in_name_as_the_author():
    editor = make_editor("zelda")
    draft = make_summary_draft(author_name="zelda")
    assert [each.code for each in refusals(draft)] == ["log-in-name"]
    with pytest.raises(PublishRefused, match="logs in with"):
        publish_summary(summary=draft, by=editor)
    for name in ("Zelda", "Zelda Quellmann", ""):
        assert refusals(make_summary_draft(author_name=name)) == ()
