"""Two people at once: one decision holds, and one copy of an article is stored."""

from __future__ import annotations

import pytest
from concurrency import at_once
from draft_factories import make_catalogued_work, make_editor, make_summary_draft

from fakes.example_texts import SUMMARY
from pprnet_site.digest.publication.checked_claims import check_summary
from pprnet_site.evidence.actions.claim_decisions import decide_claim, override_claim
from pprnet_site.evidence.actions.full_texts import add_full_text
from pprnet_site.evidence.enums import ClaimVerdict
from pprnet_site.evidence.models import ClaimDecision, FullTextRow

pytestmark = [pytest.mark.django_db(transaction=True, serialized_rollback=True), pytest.mark.slow]

TITLE = "An invented trial of an invented talk with invented people"


def test_of_two_decisions_at_once_one_holds():
    work = make_catalogued_work(title=TITLE, abstract="We randomised 128 invented clients.")
    text = f"{SUMMARY}\n\nThe study saw 129 clients."
    draft, editor = make_summary_draft(works=[work], summary=text, by=None), make_editor()
    ClaimDecision.objects.all().delete()
    key = next(each for each in check_summary(draft).claims if "129" in each.text).key
    at_once(
        lambda: override_claim(page=draft, key=key, reason="Example: a reason.", by=editor),
        lambda: decide_claim(
            page=draft, key=key, verdict=ClaimVerdict.BACKGROUND, note="Example (1999)", by=editor
        ),
    )
    assert ClaimDecision.objects.filter(superseded_at=None).count() == 1
    assert ClaimDecision.objects.count() == 2


def test_two_people_add_the_same_article_at_once():
    work, editor = make_catalogued_work(title=TITLE), make_editor()

    def add():
        return add_full_text(work=work, pasted=f"{TITLE}\n\nWe saw 41.", by=editor)

    first, second = at_once(add, add)
    assert first == second
    assert FullTextRow.objects.count() == 1
