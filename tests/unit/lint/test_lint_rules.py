"""Each rule finds what it is for and nothing else; a correction removes its finding."""

from __future__ import annotations

import time

import pytest
from lint_cases import CASES, LONG, PRINTED, cited

from pprnet.lint import (
    RULES,
    Draft,
    LintFinding,
    LintSeverity,
    PrintedCitation,
    apply_fix,
    lint_draft,
    lint_month,
)

SET_RULES = {"title-case"}
"""Rules that compare drafts with each other."""


def findings(draft: Draft, code: str) -> list[LintFinding]:
    """Return the findings of one rule."""
    return [found for found in lint_draft(draft) if found.code == code]


def corrected(draft: Draft, found: LintFinding) -> Draft:
    """Return a draft after one correction."""
    if found.field == "heading":
        headings = tuple(apply_fix(each, found.fix) for each in draft.headings)
        return Draft(draft.fields, draft.language, headings, draft.citations, draft.sources)
    if found.field == "citation":
        changed = [*draft.citations]
        old = changed[found.item]
        changed[found.item] = PrintedCitation(apply_fix(old.text, found.fix), old.record)
        citations = tuple(changed)
        return Draft(draft.fields, draft.language, draft.headings, citations, draft.sources)
    fields = {**draft.fields, found.field: apply_fix(draft.fields[found.field], found.fix)}
    return Draft(fields, draft.language, draft.headings, draft.citations, draft.sources)


def test_every_rule_has_cases():
    assert CASES.keys() | SET_RULES == {rule.code for rule in RULES if not rule.needs_claims}
    assert all(wrong and right for wrong, right in CASES.values())


WRONG = [(code, draft) for code, (wrong, _) in CASES.items() for draft in wrong]
RIGHT = [(code, draft) for code, (_, right) in CASES.items() for draft in right]


@pytest.mark.parametrize(("code", "draft"), WRONG, ids=lambda value: str(value)[:60])
def test_a_rule_finds_what_it_is_for(code, draft):
    (found, *_more) = findings(draft, code)
    assert found.message.en
    assert found.message.fr
    assert found.explanation.en != found.explanation.fr


@pytest.mark.parametrize(("code", "draft"), RIGHT, ids=lambda value: str(value)[:60])
def test_a_rule_leaves_other_texts_alone(code, draft):
    assert findings(draft, code) == []


@pytest.mark.parametrize(("code", "draft"), WRONG, ids=lambda value: str(value)[:60])
def test_a_correction_removes_its_finding_and_adds_none(code, draft):
    before = lint_draft(draft)
    for found in findings(draft, code):
        if found.fix:
            after = lint_draft(corrected(draft, found))
            assert sum(each.code == code for each in after) < sum(e.code == code for e in before)
            assert {each.code for each in after} <= {each.code for each in before}


def test_titles_of_one_month_are_compared():
    titles = ["What helps the alliance to grow quickly", "What Helps the Alliance to Grow Quickly"]
    drafts = [Draft({"title": title}, month="2020-03") for title in (titles[0], *titles)]
    found = [[each.code for each in findings] for findings in lint_month(drafts)]
    assert found == [[], [], ["title-case"]]
    apart = [Draft({"title": title}, month=f"2020-0{at}") for at, title in enumerate(titles, 1)]
    assert lint_month(apart) == ((), ())


def test_rules_can_be_left_out():
    draft = Draft({"summary": LONG + " They saw the the client."})
    assert "doubled-word" in {each.code for each in lint_draft(draft)}
    assert "doubled-word" not in {
        each.code for each in lint_draft(draft, leave_out=["doubled-word"])
    }


def test_a_finding_has_its_place_and_both_languages():
    text = "In this study, Exampelson and colleagues asked clients."
    (found,) = findings(cited(text), "author-name")
    assert text[found.start : found.end] == "Exampelson"
    assert found.severity is LintSeverity.ERROR
    assert dict(found.arguments) == {"found": "Exampelson", "expected": "Exampleson"}
    assert found.message.in_language("fr-ca").startswith("«\u202fExampelson\u202f» ressemble")


def test_one_sentence_twelve_times_is_found_eleven_times():
    draft = Draft({"summary": " ".join([LONG] * 12)})
    assert len(findings(draft, "repeated-sentence")) == 11


def test_a_draft_of_500_words_takes_less_than_20_milliseconds():
    words = " ".join(f"{LONG[:-1]} in week {at}." for at in range(30))
    draft = Draft(
        {"title": "Does it help?", "summary": words, "implications": words[:900]},
        citations=(PrintedCitation(PRINTED),),
    )
    lint_draft(draft)
    seconds = []
    for _ in range(3):
        start = time.process_time()
        lint_draft(draft)
        seconds.append(time.process_time() - start)
    assert min(seconds) < 0.020
