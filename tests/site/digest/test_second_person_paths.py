"""Every path to publication without a second person who has read the version.

With one, `test_digest_publication_paths.py` takes every path.
"""

from __future__ import annotations

import pytest
from django.db import transaction
from django.utils import timezone
from draft_factories import (
    make_editor,
    make_publication_due,
    make_summary_draft,
    make_writer,
    reload_page,
)
from publication_paths import DATES, PATHS, TOMORROW, take_path
from review_factories import make_comment, newest_number, read_by_second_person

from pprnet_site.digest.actions import publish_due, save_draft, schedule_summary
from pprnet_site.digest.publication.gate import refusals
from pprnet_site.reviews.actions import override_second_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return make_editor()


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


@pytest.fixture
def draft(editor):
    """A draft that its editor wrote, in a network of two."""
    make_writer()
    return make_summary_draft(by=editor)


def test_a_version_that_nobody_else_read_is_refused_on_every_path(draft, desk, editor):
    live = []
    for path in PATHS:
        with transaction.atomic():
            take_path(path, reload_page(draft), desk, editor)
            live += [path.__name__] * reload_page(draft).live
            transaction.set_rollback(True)
    assert live == []


@pytest.mark.parametrize("path", DATES, ids=lambda path: path.__name__)
def test_no_date_is_set_before_somebody_else_has_read_it(path, draft, desk, editor):
    take_path(path, draft, desk, editor)
    assert not reload_page(draft).approved_schedule
    read_by_second_person(draft)
    assert take_path(path, reload_page(draft), desk, editor) is None
    assert reload_page(draft).approved_schedule


def test_a_comment_that_comes_before_the_date_stops_it(draft, editor):
    read_by_second_person(draft)
    schedule_summary(summary=draft, at=timezone.now() + TOMORROW, by=editor)
    make_publication_due(draft)
    make_comment(draft)
    (refused,) = publish_due(now=timezone.now()).refused
    assert "Comments in the margin are not resolved." in refused.reason
    assert not reload_page(draft).live


@pytest.mark.parametrize("path", PATHS[:2], ids=lambda path: path.__name__)
def test_an_override_is_for_one_version(path, draft, desk, editor):
    number = newest_number(draft)
    override_second_person(
        page=draft, revision=number, reason="Example: everybody is ill.", by=editor
    )
    assert refusals(reload_page(draft)) == ()
    save_draft(summary=draft, fields={"summary": "Another example text."}, by=editor)
    assert take_path(path, reload_page(draft), desk, editor) is not None
    assert not reload_page(draft).live
