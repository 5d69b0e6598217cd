"""What people decide about claims and findings: kept, superseded, and found again after edits."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from draft_factories import (
    make_catalogued_work,
    make_editor,
    make_summary_draft,
    make_user,
    make_writer,
    reload_page,
)

from fakes.example_texts import SUMMARY
from pprnet_site.core.errors import ActionRefusedError, ConflictError
from pprnet_site.digest.actions import save_draft
from pprnet_site.digest.publication.checked_claims import check_summary
from pprnet_site.evidence.actions.checker_overrides import override_finding, undo_override
from pprnet_site.evidence.actions.claim_decisions import (
    ChosenPassage,
    bind_claim,
    decide_claim,
    override_claim,
    save_decision,
    undo_claim_decision,
)
from pprnet_site.evidence.enums import FIGURES, ClaimState, ClaimVerdict
from pprnet_site.evidence.models import CheckerOverride, ClaimDecision
from pprnet_site.evidence.queries.decisions import decision_history

pytestmark = pytest.mark.django_db

ABSTRACT = "We randomised 128 invented clients. After treatment, 54% of the clients were well."
RIGHT = "The study saw 128 clients."
WRONG = "The study saw 129 clients."


def make_draft(sentence, **fields):
    work = make_catalogued_work(title="An invented trial", abstract=ABSTRACT)
    draft = make_summary_draft(works=[work], summary=SUMMARY, **fields)
    save_draft(summary=draft, fields={"summary": f"{SUMMARY}\n\n{sentence}"}, by=None)
    return reload_page(draft)


@pytest.fixture
def editor():
    return make_editor()


@pytest.fixture
def draft():
    return make_draft(WRONG)


def claim_of(draft, text, **typed):
    """The claim of a draft whose text contains this."""
    return next(each for each in check_summary(draft, **typed).claims if text in each.text)


def test_a_machine_binds_what_the_abstract_states():
    claim = claim_of(make_draft(RIGHT), "128")
    assert (claim.state, claim.is_blocking) == (ClaimState.BOUND_BY_MACHINE, False)
    assert (claim.passage.part, claim.passage.layer) == ("abstract", "abstract")
    assert "128" in claim.passage.quote


def test_what_it_does_not_state_is_open(draft):
    claim = claim_of(draft, "129")
    assert (claim.state, claim.severity, claim.is_blocking) == (ClaimState.OPEN, "error", True)
    assert (claim.key.field, claim.key.number) == ("summary", 0)
    newest = draft.get_latest_revision_as_object().summary
    assert newest[claim.start : claim.end] == claim.text


def decide(verdict):
    def act(draft, claim, by):
        return decide_claim(page=draft, key=claim.key, verdict=verdict, note="Example 2020", by=by)

    return act


def bind(draft, claim, by):
    work = draft.sources.get().work
    passage = ChosenPassage(work, "body", "There were 129 clients at first.", 4, 36, 3)
    return bind_claim(page=draft, key=claim.key, passage=passage, by=by)


def keep(draft, claim, by):
    return override_claim(page=draft, key=claim.key, reason="The authors told us.", by=by)


@pytest.mark.parametrize(
    ("act", "state"),
    [
        (bind, ClaimState.BOUND_BY_PERSON),
        (decide(ClaimVerdict.PLACE), ClaimState.BOUND_BY_PERSON),
        (decide(ClaimVerdict.BACKGROUND), ClaimState.BACKGROUND),
        (keep, ClaimState.OVERRIDDEN),
    ],
)
def test_each_decision_settles_the_claim(draft, editor, act, state):
    row = act(draft, claim_of(draft, "129"), editor)
    claim = claim_of(draft, "129")
    assert (claim.state, claim.decision, claim.is_blocking) == (state, row, False)


def test_what_a_source_contradicts_is_no_matter_of_wording(draft, editor):
    contradicted = claim_of(draft, "129")
    assert contradicted.verdict == "contradicted"
    save_decision(page=draft, key=contradicted.key, verdict=ClaimVerdict.OWN_WORDS, by=editor)
    assert claim_of(draft, "129").is_blocking
    unstated = make_draft("They met on Tuesdays for 77 euros.")
    decide(ClaimVerdict.OWN_WORDS)(unstated, claim_of(unstated, "77"), editor)
    assert claim_of(unstated, "77").state == ClaimState.OWN_WORDS


def test_a_figure_is_no_matter_of_wording(editor):
    draft = make_draft("The study saw 129 clients, and 61% were well (d = 0.82, p = .003).")
    figures = [each for each in check_summary(draft).claims if each.key.claim_kind in FIGURES]
    assert {each.key.claim_kind for each in figures} == FIGURES - {"studies"}
    for figure in figures:
        with pytest.raises(ActionRefusedError, match="no matter of wording"):
            decide(ClaimVerdict.OWN_WORDS)(draft, figure, editor)
    assert not ClaimDecision.objects.filter(verdict=ClaimVerdict.OWN_WORDS).exists()


def test_a_decision_survives_edits_elsewhere_and_not_in_its_sentence(draft, editor):
    decide(ClaimVerdict.PLACE)(draft, claim_of(draft, "129"), editor)
    moved = {"summary": f"A new beginning, by nobody.\n\n{WRONG}\n\nA new end."}
    assert claim_of(draft, "129", texts=moved).state == ClaimState.BOUND_BY_PERSON
    changed = {"summary": "The study lost 129 clients."}
    assert claim_of(draft, "129", texts=changed).state == ClaimState.OPEN


def test_equal_claims_have_numbers(editor):
    draft = make_draft(f"{WRONG} {WRONG}")
    first, second = [each for each in check_summary(draft).claims if "129" in each.text]
    assert (first.key.number, second.key.number) == (0, 1)
    decide(ClaimVerdict.PLACE)(draft, second, editor)
    states = [each.state for each in check_summary(draft).claims if "129" in each.text]
    assert states == [ClaimState.OPEN, ClaimState.BOUND_BY_PERSON]


def test_a_passage_of_a_work_that_is_no_source_any_more_settles_nothing(draft, editor):
    bind(draft, claim_of(draft, "129"), editor)
    save_draft(summary=draft, fields={"works": [make_catalogued_work()]}, by=editor)
    assert claim_of(reload_page(draft), "129").is_blocking


def test_a_newer_decision_supersedes_and_the_history_keeps_both(draft, editor):
    claim = claim_of(draft, "129")
    first = decide(ClaimVerdict.PLACE)(draft, claim, editor)
    assert decide(ClaimVerdict.PLACE)(draft, claim, editor) == first
    keep(draft, claim, editor)
    newest, earlier = decision_history(draft.pk)
    assert (newest.note, newest.superseded_at) == ("The authors told us.", None)
    assert earlier.superseded_at is not None
    assert (earlier.by, earlier.note) == (editor, "Example 2020")


def test_a_decision_is_undone_once(draft, editor):
    row = keep(draft, claim_of(draft, "129"), editor)
    undo_claim_decision(decision_id=row.pk, page=draft, by=editor)
    assert claim_of(draft, "129").is_blocking
    with pytest.raises(ConflictError):
        undo_claim_decision(decision_id=row.pk, page=draft, by=editor)


def test_a_writer_decides_and_only_an_editor_overrides(draft):
    writer, claim = make_writer(), claim_of(draft, "129")
    decide(ClaimVerdict.BACKGROUND)(draft, claim, writer)
    with pytest.raises(PermissionDenied, match="Ask an editor"):
        keep(draft, claim, writer)
    with pytest.raises(PermissionDenied):
        override_finding(
            page=draft, code="too-short", field="summary", text="", reason="No.", by=writer
        )


@pytest.mark.parametrize("act", [bind, decide(ClaimVerdict.PLACE), keep])
def test_a_stranger_decides_nothing(draft, act):
    with pytest.raises(PermissionDenied):
        act(draft, claim_of(draft, "129"), make_user("", "nobody"))
    assert not ClaimDecision.objects.exists()


@pytest.mark.parametrize(
    ("verdict", "note", "words"),
    [
        (ClaimVerdict.PLACE, " ", "Name the place"),
        (ClaimVerdict.BACKGROUND, "", "Name the other work"),
        (ClaimVerdict.PLACE, "a" * 2001, "at most 2000 characters"),
        (ClaimVerdict.OVERRIDE, "A reason", "state a reason"),
        (ClaimVerdict.PASSAGE, "A passage", "Choose the passage"),
    ],
)
def test_a_decision_lacks_nothing(draft, editor, verdict, note, words):
    key = claim_of(draft, "129").key
    with pytest.raises(ActionRefusedError, match=words):
        decide_claim(page=draft, key=key, verdict=verdict, note=note, by=editor)


@pytest.mark.parametrize("quote", ["", "  ", "a" * 601])
def test_a_passage_has_some_words_and_not_too_many(draft, editor, quote):
    passage = ChosenPassage(draft.sources.get().work, "body", quote)
    with pytest.raises(ActionRefusedError, match="at most 600"):
        bind_claim(page=draft, key=claim_of(draft, "129").key, passage=passage, by=editor)


def test_an_override_of_a_rule_holds_for_what_was_found(editor):
    draft = make_draft("There was was an end.")
    (found,) = check_summary(draft).open_findings
    assert (found.code, found.field) == ("doubled-word", "summary")
    named = {"code": found.code, "field": found.field, "text": found.text}
    row = override_finding(page=draft, **named, reason="It is a quotation.", by=editor)
    assert check_summary(draft).open_findings == ()
    more = {"summary": f"{SUMMARY}\n\nThere was was an end of of it."}
    assert [each.text for each in check_summary(draft, texts=more).open_findings] == ["of"]
    undo_override(override_id=row.pk, page=draft, by=editor)
    assert len(check_summary(draft).open_findings) == 1
    with pytest.raises(ActionRefusedError, match="no rule"):
        override_finding(page=draft, **named | {"code": "none"}, reason="No.", by=editor)
    assert CheckerOverride.objects.count() == 1
