"""Notices by e-mail: who gets one, what is in it, and that a failure breaks nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.core import mail
from draft_factories import make_editor, make_summary_draft, make_writer
from review_factories import make_assignment, make_comment, make_link, read_by_second_person

from pprnet_site.reviews import tasks
from pprnet_site.reviews.actions import comment_as_guest, hand_in
from pprnet_site.reviews.models import HandIn

pytestmark = pytest.mark.django_db


def with_address(user):
    user.email = f"{user.username}@example.org"
    user.save()
    return user


@pytest.fixture(autouse=True)
def server(settings):
    settings.MAIL = replace(settings.MAIL, host="mail.example.org")
    mail.outbox.clear()


@pytest.fixture
def writer():
    return with_address(make_writer())


@pytest.fixture
def editor():
    return with_address(make_editor())


@pytest.fixture
def draft(writer, editor):
    return make_summary_draft(by=writer, title="A secret title?", summary="A secret text.")


def sent():
    """To whom mails went, in their order."""
    return [each.to[0].partition("@")[0] for each in mail.outbox]


def test_each_step_notifies_those_concerned(writer, editor, draft):
    make_editor("without-address")
    hand_in(page=draft, by=writer, note="A secret note.")
    assert sent() == ["editor"]
    reader = with_address(make_editor("reader"))
    make_assignment(draft, by=editor, reader=reader)
    make_comment(draft, by=reader)
    make_comment(draft, by=reader)
    read_by_second_person(draft, reader=reader)
    link = make_link(draft, by=editor).link
    comment_as_guest(link=link, name="Gast", field="summary", quotation="", text="A secret.")
    assert sent()[1:4] == ["reader", "writer", "writer"], "one mail for two comments"
    assert sorted(sent()[4:]) == ["editor", "writer"]


def test_a_notice_is_in_both_languages_and_holds_no_text(writer, editor, draft):
    hand_in(page=draft, by=writer, note="A secret note.")
    (found,) = mail.outbox
    said = found.subject + found.body
    assert "secret" not in said
    assert f"/desk/drafts/{draft.pk}/review/" in said
    assert f"/fr/desk/drafts/{draft.pk}/review/" in said
    assert "handed in a draft" in said
    assert "a remis un brouillon" in said


def test_without_a_server_no_mail_is_sent(settings, draft, writer):
    settings.MAIL = replace(settings.MAIL, host="")
    hand_in(page=draft, by=writer)
    assert mail.outbox == []


def test_a_failure_is_logged_and_breaks_nothing(draft, writer, monkeypatch, caplog):
    def fail(_mail):
        raise OSError

    monkeypatch.setattr(tasks.EmailMessage, "send", fail)
    hand_in(page=draft, by=writer)
    assert HandIn.objects.count() == 1
    assert "was not sent" in caplog.text
