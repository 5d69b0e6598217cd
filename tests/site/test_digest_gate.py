"""What the gate asks of a summary."""

from __future__ import annotations

import pytest

from pprnet_site.digest.actions import publish_summary
from pprnet_site.digest.gate import PublishRefused, advice, refusals
from gate_builders import a_draft, a_work, an_editor, fresh

pytestmark = pytest.mark.django_db


def test_a_complete_summary_goes_live():
    draft = a_draft()
    assert refusals(draft) == ()
    assert publish_summary(summary=draft, by=an_editor()).live
