"""The gate reads: what stops a publication, on every publish, and what a person may do about it."""

from __future__ import annotations

import time
from datetime import date, timedelta

import pytest
from django.utils import timezone
from django.utils.translation import override
from draft_factories import make_catalogued_work, make_editor, make_summary_draft, reload_page

from fakes.example_texts import IMPLICATIONS, SUMMARY
from pprnet_site.desk.queries.evidence.text_claims import sheet_texts
from pprnet_site.digest.actions import (
    add_notice,
    publish_issue,
    publish_summary,
    save_draft,
    schedule_summary,
)
from pprnet_site.digest.publication.checked_claims import check_summary
from pprnet_site.digest.publication.gate import refusals
from pprnet_site.digest.publication.refusals import PublishRefused
from pprnet_site.evidence.actions.checker_overrides import override_finding
from pprnet_site.evidence.actions.claim_decisions import override_claim
from pprnet_site.evidence.enums import ClaimState
from pprnet_site.evidence.queries.draft_checks import check_draft

pytestmark = pytest.mark.django_db

ABSTRACT = (
    "We randomised 128 invented clients to talk or to a waiting list. After treatment, 54% of the "
    "clients in talk were well."
)


def make_draft(summary=SUMMARY, *, works=None, **fields):
    works = works or [make_catalogued_work(title="An invented trial", abstract=ABSTRACT)]
    draft = make_summary_draft(works=works, **fields)
    save_draft(summary=draft, fields={"summary": summary}, by=None)
    return reload_page(draft)


def reasons(draft):
    return refusals(draft.get_latest_revision_as_object())


@pytest.fixture
def editor():
    return make_editor()


CASES = [
    ("", []),
    ("The study saw 128 clients.", []),
    ("After treatment, 54% of the clients in talk were well.", []),
    ("The study saw 129 clients.", [("claim", "summary")]),
    ("After treatment, 64% of the clients in talk were well.", [("claim", "summary")]),
    ("Nobody of of them was lost.", [("checker", "summary")]),
    ("Nothing was lost. Nothing was lost. " * 3, [("checker", "summary")]),
]


@pytest.mark.parametrize(("sentence", "expected"), CASES)
def test_what_stops_a_publication(sentence, expected):
    found = reasons(make_draft(f"{SUMMARY}\n\n{sentence}"))
    assert sorted({(each.code, each.field) for each in found}) == expected
    assert all(str(each.message) and str(each.advice) for each in found)


def test_four_word_implications_and_invented_statistics_stop_it():
    draft = make_draft("In all, 9,999 clients improved. " * 12)
    save_draft(summary=draft, fields={"implications": "Use it right away."}, by=None)
    found = reasons(reload_page(draft))
    assert {each.field for each in found} == {"summary", "implications"}
    assert len(found) <= 21, "the rest is counted"


def test_what_one_decision_settles_is_listed_once():
    draft = make_draft("Nobody was lost in all of this. " * 12)
    assert [each.code for each in reasons(draft)] == ["checker"]
    errors = [each for each in check_summary(draft).open_findings if each.field == "summary"]
    listed = next(each for each in sheet_texts(check_summary(draft)) if each.field == "summary")
    assert len(errors) == sum(each.finding.is_blocking for each in listed.findings) == 1
    twice = make_draft(f"{SUMMARY}\n\nNobody of of them was lost, and nobody of of us.")
    assert len(reasons(twice)) == 2, "each has a correction of its own"


WRONG = f"{SUMMARY}\n\nThe study saw 129 clients."
WAYS = [
    lambda draft, by: publish_summary(summary=draft, by=by),
    lambda draft, by: publish_issue(issue=draft.issue, by=by),
    lambda draft, by: schedule_summary(summary=draft, at=timezone.now() + timedelta(1), by=by),
    lambda draft, by: draft.get_latest_revision().publish(user=by),
]


@pytest.mark.parametrize("publish", WAYS)
def test_nothing_is_published_until_a_person_has_decided(editor, publish):
    draft = make_draft(WRONG)
    with pytest.raises(PublishRefused, match="129"):
        publish(draft, editor)
    (claim,) = check_summary(draft).open_claims
    override_claim(page=draft, key=claim.key, reason="The authors told us.", by=editor)
    publish(reload_page(draft), editor)


def test_a_rule_is_overridden_with_a_reason(editor):
    draft = make_draft(f"{SUMMARY}\n\nNobody of of them was lost.")
    (found,) = check_summary(draft).open_findings
    named = {"code": found.code, "field": found.field, "text": found.text}
    override_finding(page=draft, **named, reason="It is a quotation.", by=editor)
    assert publish_summary(summary=draft, by=editor).live


def test_a_work_without_abstract_supports_no_number(editor):
    bare = make_catalogued_work(title="An invented trial")
    text = f"{SUMMARY}\n\nThe study saw 128 clients."
    draft = make_draft(text, works=[bare])
    assert [each.code for each in reasons(draft)] == ["claim"]


def test_a_key_fact_whose_origin_a_person_states_supports_it():
    from pprnet_site.digest.actions import Fact

    bare = make_catalogued_work(title="An invented trial")
    draft = make_draft(f"{SUMMARY}\n\nThe study saw 128 clients.", works=[bare])
    fact = Fact("Participants", "128 clients", origin="Table 1 of the article", stated_by="typed")
    save_draft(summary=draft, fields={"key_facts": [fact]}, by=None)
    draft = reload_page(draft)
    assert reasons(draft) == ()
    states = {each.state for each in check_summary(draft).claims if "128" in each.text}
    assert states == {ClaimState.BOUND_BY_PERSON}


def test_what_readers_see_already_holds_no_note_up(editor):
    draft = make_draft(WRONG)
    (claim,) = check_summary(draft).open_claims
    row = override_claim(page=draft, key=claim.key, reason="It stood there before.", by=editor)
    live = publish_summary(summary=draft, by=editor)
    row.delete()
    told = add_notice(
        summary=live, kind="corrected", text="Wrong.", date=date(2023, 3, 1), by=editor
    )
    assert told.notices.count() == 1
    save_draft(
        summary=told, fields={"limits": "Only 77% of them.", "minor_change": True}, by=editor
    )
    with pytest.raises(PublishRefused, match="77%"):
        publish_summary(summary=told, by=editor)


def test_the_reasons_are_french_in_french():
    draft = make_draft(f"{WRONG} Nobody of of them was lost.")
    with override("fr"):
        text = " ".join(str(each) for each in reasons(draft))
    assert "la source énonce" in text
    assert "let it stand" not in text


def test_what_is_typed_is_checked_without_being_saved():
    draft = make_draft()
    typed = {"implications": f"{IMPLICATIONS} Ask 129 clients."}
    assert [each.text for each in check_summary(draft, texts=typed).open_claims] == ["129"]
    assert check_summary(draft).open_claims == ()


def test_a_source_that_contradicts_itself_is_said():
    abstract = "We randomised 120 clients. Of 60 clients, 30 (80%) improved."
    draft = make_draft(works=[make_catalogued_work(abstract=abstract)])
    (found,) = check_summary(draft).contradictions
    assert "80%" in found.message or "80" in found.message
    assert all(each.part == "abstract" for each in found.passages)


def test_the_same_text_is_compared_once(monkeypatch):
    from pprnet_site.evidence.checking import claim_checks

    draft = make_draft(f"{SUMMARY}\n\nA text that no other test has.")
    calls = []
    real = claim_checks.compare_claims
    monkeypatch.setattr(
        claim_checks, "compare_claims", lambda *given: calls.append(1) or real(*given)
    )
    for _ in range(3):
        check_summary(draft, texts={"limits": "Nobody else has these limits."})
    assert len(calls) == 1


def test_a_check_takes_few_queries(django_assert_max_num_queries):
    works = [make_catalogued_work(abstract=ABSTRACT) for _ in range(4)]
    content = check_summary(make_draft(works=works)).content
    with django_assert_max_num_queries(8):
        check_draft(content)


def test_a_month_of_three_summaries_takes_less_than_a_second_more(editor):
    for _ in range(3):
        draft = make_draft(f"{SUMMARY}\n\nThe study saw 128 clients.")
    start = time.process_time()
    publish_issue(issue=draft.issue, by=editor)
    assert time.process_time() - start < 3, "the checks of a month take less than a second"
