"""Readings of drafts for tests, made through actions."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.utils import timezone
from draft_factories import make_editor

from pprnet_site.reviews.actions import (
    add_comment,
    assign_reader,
    make_guest_link,
    record_reading,
)
from pprnet_site.reviews.models import MarginComment, VersionReading

SECOND = "second-reader"


def second_reader():
    """An editor who writes nothing, the same one each time."""
    return get_user_model().objects.filter(username=SECOND).first() or make_editor(SECOND)


def newest_number(summary) -> int:
    """The number of the newest version as it is stored."""
    return type(summary).objects.get(pk=summary.pk).latest_revision_id


def read_by_second_person(summary, *, reader=None, verdict="fine") -> VersionReading:
    """The newest version, read by somebody who did not write it."""
    return record_reading(
        page=summary,
        revision=newest_number(summary),
        verdict=verdict,
        by=reader or second_reader(),
    )


def make_comment(summary, *, by=None, field="summary", quotation="", text="Example comment."):
    """A comment on the newest version."""
    comment: MarginComment = add_comment(
        page=summary,
        revision=newest_number(summary),
        field=field,
        quotation=quotation,
        text=text,
        by=by or second_reader(),
    )
    return comment


def make_assignment(summary, *, by, reader=None, days=7):
    """A reader who is asked to read within some days."""
    due = timezone.localdate() + timedelta(days=days)
    return assign_reader(page=summary, reader=reader or second_reader(), due=due, by=by)


def make_link(summary, *, by, days=14):
    """A link for a guest to the newest version, with its secret."""
    return make_guest_link(page=summary, revision=newest_number(summary), days=days, by=by)
