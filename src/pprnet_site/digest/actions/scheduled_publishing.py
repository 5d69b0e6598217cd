"""Scheduled publication, version by version, so that a refusal does not stop the others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import DraftStateMixin, Page, Revision

from pprnet_site.core.errors import ActionRefusedError
from pprnet_site.digest.actions.publishing import clear_schedule
from pprnet_site.digest.models import SummaryPage
from pprnet_site.digest.publication.gate import LOG_REFUSED


@dataclass(frozen=True, slots=True)
class DuePage:
    """One page whose date has come, and the outcome."""

    title: str
    page: int
    reason: str = ""
    """Why it was refused; empty where it was published."""


@dataclass(frozen=True, slots=True)
class DueReport:
    """The outcome of one run of scheduled publication."""

    published: tuple[DuePage, ...] = ()
    refused: tuple[DuePage, ...] = ()
    expired: tuple[DuePage, ...] = ()


def publish_due(*, now: datetime) -> DueReport:
    """Publish the versions that are due, and withdraw the pages that have expired.

    A summary that the gate refuses becomes a draft again and the reason is stored for the desk.
    """
    expired = tuple(expire_page(page) for page in expired_pages(now))
    due = Revision.objects.filter(approved_go_live_at__lte=now).order_by("approved_go_live_at")
    done = [publish_one(pk, now=now) for pk in due.values_list("pk", flat=True)]
    found = [each for each in done if each is not None]
    return DueReport(
        published=tuple(each for each in found if not each.reason),
        refused=tuple(each for each in found if each.reason),
        expired=expired,
    )


def expired_pages(now: datetime) -> list[Page]:
    """Return the live pages that have expired."""
    return list(Page.objects.filter(live=True, expire_at__lt=now).order_by("expire_at").specific())


def expire_page(page: Page) -> DuePage:
    """Withdraw a page that has expired."""
    page.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    return DuePage(page.title, page.pk)


def publish_one(pk: int, *, now: datetime) -> DuePage | None:
    """Publish one version if it is still due; None if another run has handled it."""
    try:
        with transaction.atomic():
            revision = Revision.objects.select_for_update().filter(pk=pk).first()
            if revision is None or not is_due(revision, now):
                return None
            revision.publish(log_action="wagtail.publish.scheduled")
    except (ActionRefusedError, ValidationError) as error:
        return return_to_draft(pk, reason=refusal_reason(error))
    return DuePage(revision.object_str, int(revision.object_id))


def is_due(revision: Revision, now: datetime) -> bool:
    """Return whether a version is due."""
    return revision.approved_go_live_at is not None and revision.approved_go_live_at <= now


def refusal_reason(error: ActionRefusedError | ValidationError) -> str:
    """Return the reason as text."""
    return " ".join(error.messages) if isinstance(error, ValidationError) else str(error)


@transaction.atomic
def return_to_draft(pk: int, *, reason: str) -> DuePage:
    """Remove the date from a version and log why it was refused."""
    revision = Revision.objects.select_for_update().get(pk=pk)
    page: DraftStateMixin = revision.content_object
    due = revision.approved_go_live_at
    revision.approved_go_live_at = None
    revision.save(update_fields=["approved_go_live_at"])
    if isinstance(page, SummaryPage):
        clear_schedule(page)
    data = {"reason": reason, "due": due.isoformat() if due else ""}
    log(instance=page, action=LOG_REFUSED, revision=revision, data=data)
    return DuePage(revision.object_str, int(revision.object_id), reason)
