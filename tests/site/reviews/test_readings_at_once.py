"""Two people who read one version at once are both kept."""

from __future__ import annotations

import pytest
from concurrency import at_once
from draft_factories import make_editor, make_summary_draft, make_writer
from review_factories import newest_number, second_reader

from pprnet_site.reviews.actions import record_reading
from pprnet_site.reviews.models import VersionReading

pytestmark = [pytest.mark.django_db(transaction=True, serialized_rollback=True), pytest.mark.slow]


def test_two_at_once_are_both_kept():
    writer, editor = make_writer(), make_editor()
    draft, other = make_summary_draft(by=writer), second_reader()
    number = newest_number(draft)

    def read(person):
        return lambda: record_reading(page=draft, revision=number, verdict="fine", by=person)

    at_once(read(editor), read(other))
    assert VersionReading.objects.count() == 2
