"""A new password by e-mail: only with a mail server, limited, and silent about accounts."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from draft_factories import make_editor

from pprnet_site.settings.mail_server import mail_server

pytestmark = pytest.mark.django_db
ADDRESS = "editor@example.org"


@pytest.fixture(autouse=True)
def editor():
    cache.clear()
    user = make_editor()
    user.email = ADDRESS
    user.save()
    return user


@pytest.fixture
def mail_is_set(settings):
    settings.WAGTAIL_PASSWORD_RESET_ENABLED = True


def ask(client, email=ADDRESS, address="203.0.113.77"):
    place = reverse("wagtailadmin_password_reset")
    return client.post(place, {"email": email}, REMOTE_ADDR=address)


def log_in_page(client):
    return client.get(reverse("wagtailadmin_login")).content.decode()


def test_without_a_mail_server_there_is_no_page(client):
    assert client.get(reverse("wagtailadmin_password_reset")).status_code == 404
    assert ask(client).status_code == 404
    assert reverse("wagtailadmin_password_reset") not in log_in_page(client)
    assert mail.outbox == []


@pytest.mark.usefixtures("mail_is_set")
def test_the_mail_leads_to_a_new_password(client, editor):
    assert reverse("wagtailadmin_password_reset") in log_in_page(client)
    assert ask(client).headers["Location"] == reverse("wagtailadmin_password_reset_done")
    (sent,) = mail.outbox
    assert sent.to == [ADDRESS]
    place = re.search(r"/admin/password_reset/confirm/\S+", sent.body).group()
    form = client.get(place, follow=True)
    new = {"new_password1": "another-example-1", "new_password2": "another-example-1"}
    assert client.post(form.request["PATH_INFO"], new).status_code == 302
    editor.refresh_from_db()
    assert editor.check_password("another-example-1")
    assert "_auth_user_id" not in client.session


@pytest.mark.usefixtures("mail_is_set")
def test_an_unknown_address_gets_the_same_answer_by_the_same_queries(client, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    answers, queries = [], []
    for email in (ADDRESS, "nobody@example.org"):
        with CaptureQueriesContext(connection) as seen:
            answer = ask(client, email)
        answers.append((answer.status_code, answer.headers["Location"], answer.content))
        queries.append([query["sql"].split()[:4] for query in seen])
    assert answers[0] == answers[1]
    assert queries[0] == queries[1]
    assert not any("auth_user" in str(query) for query in queries[0])
    assert mail.outbox == []


@pytest.mark.usefixtures("mail_is_set")
def test_one_address_may_ask_ten_times_an_hour(client):
    answers = [ask(client, f"example{n}@example.org").status_code for n in range(11)]
    assert answers == [302] * 10 + [429]
    assert ask(client, address="198.51.100.66").status_code == 302


@pytest.mark.usefixtures("mail_is_set")
def test_one_mailbox_gets_three_mails_an_hour(client):
    answers = {ask(client, address=f"198.51.100.{n}").status_code for n in range(6)}
    assert answers == {302}
    assert len(mail.outbox) == 3


def test_the_password_may_be_in_a_file(monkeypatch, tmp_path):
    secret = tmp_path / "password"
    secret.write_text("example\n")
    given = {"HOST": "mail.example.org", "FROM": "digest@example.org", "USER": "example"}
    for name, value in {**given, "PASSWORD_FILE": str(secret), "TLS": "TLS"}.items():
        monkeypatch.setenv(f"PPRNET_MAIL_{name}", value)
    server = mail_server()
    assert (server.host, server.port, server.user) == ("mail.example.org", 587, "example")
    assert (server.password, server.tls, server.sender) == ("example", "tls", "digest@example.org")


def test_a_server_without_a_sender_is_refused(monkeypatch):
    monkeypatch.setenv("PPRNET_MAIL_HOST", "mail.example.org")
    with pytest.raises(ImproperlyConfigured, match="PPRNET_MAIL_FROM"):
        mail_server()
