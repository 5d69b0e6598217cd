"""An author who writes about their own study declares it, or another person writes."""

from __future__ import annotations

import pytest
from draft_factories import make_catalogued_work, make_editor, make_summary_draft

from pprnet.records import Author
from pprnet_site.digest.actions import save_draft
from pprnet_site.digest.publication.gate import refusals
from pprnet_site.digest.publication.second_person import OWN_STUDY_NOTICE

pytestmark = pytest.mark.django_db

AUTHORS = (Author("Flückiger-Beispiel", "Anna M."), Author("Zwei", "B."))

NAMES = [
    ("Anna Flückiger-Beispiel", True),
    ("A. Fluckiger-Beispiel", True),
    ("Flückiger-Beispiel, A. M.", True),
    ("Carla Example and Ben Zwei", True),
    ("Carla Example, Ben Zwei", True),
    ("Carla Example et Ben Zwei", True),
    ("Dr. Ben Zwei, PhD", True),
    ("Otto Zwei", False),
    ("Zwei", False),
    ("Anna Beispiel", False),
    ("", False),
]


def draft_of(name, *, by=None, **fields):
    work = make_catalogued_work(authors=AUTHORS)
    return make_summary_draft(by=by, works=[work], author_name=name, **fields)


def codes(summary):
    return [refusal.code for refusal in refusals(summary)]


def test_who_is_an_author_of_the_study():
    draft, found = draft_of(""), []
    for name, _is_own in NAMES:
        draft.author_name = name
        found.append((name, codes(draft) == ["own-study"]))
    assert found == NAMES


def test_the_account_that_wrote_the_text_counts_too():
    editor, other = make_editor(), make_editor("other")
    editor.first_name, editor.last_name = "Ben", "Zwei"
    editor.save()
    draft = draft_of("Carla Example", by=editor)
    assert "own-study" in codes(draft)
    after = save_draft(summary=draft, fields={"limits": "Another example."}, by=other).summary
    assert "own-study" not in codes(after)


def test_a_declared_notice_that_readers_see_is_enough():
    draft = draft_of("Ben Zwei")
    (refusal,) = refusals(draft)
    assert str(OWN_STUDY_NOTICE) in str(refusal.advice)
    assert refusal.field == "interests_state"
    fields = {"interests_state": "none", "interests": ""}
    assert codes(save_draft(summary=draft, fields=fields, by=None).summary) == ["own-study"]
    fields = {"interests_state": "declared", "interests": str(OWN_STUDY_NOTICE)}
    assert codes(save_draft(summary=draft, fields=fields, by=None).summary) == []
