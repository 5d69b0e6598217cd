"""Background tasks of reviews."""

from __future__ import annotations

import logging
from datetime import date
from smtplib import SMTPException

from django.conf import settings
from django.contrib.auth.models import User
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django_tasks import task

from pprnet_site.core.display_names import display_name

log = logging.getLogger(__name__)

LANGUAGES = ("en", "fr")


@task()
def send_review_mail(user_id: int, *, kind: str, page_id: int, by: int | None, due: str) -> None:
    """Send one notice in both languages to a person with an address; a failure is logged.

    The arguments are numbers, so that a finished task names nobody.
    """
    person = User.objects.filter(pk=user_id, is_active=True).exclude(email="").first()
    if person is None:
        return
    actor = User.objects.filter(pk=by or 0).first()
    texts = [mail_text(code, kind, page_id, actor=actor, due=due) for code in LANGUAGES]
    subject = " / ".join(mail_subject(code) for code in LANGUAGES)
    try:
        EmailMessage(subject, "\n\n".join(texts), to=[person.email]).send()
    except (OSError, SMTPException):
        log.exception("the notice to account %s about page %s was not sent", user_id, page_id)


def mail_subject(language: str) -> str:
    """Return the subject of a notice in a language."""
    with override(language):
        return _("A draft at the desk")


def mail_text(language: str, kind: str, page_id: int, *, actor: User | None, due: str) -> str:
    """Return the text of a notice in a language; it contains no text of the draft."""
    with override(language):
        path = reverse("desk:review", kwargs={"summary_id": page_id})
        context = {
            "kind": kind,
            "name": (display_name(actor) or actor.get_username()) if actor else _("A guest"),
            "due": date.fromisoformat(due) if due else None,
            "address": f"{settings.WAGTAILADMIN_BASE_URL}{path}",
        }
        return render_to_string("reviews/mail.txt", context).strip()
