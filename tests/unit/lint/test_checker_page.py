"""The page of the checker has every rule, with the severity and the rate that the code has."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest

from pprnet.lint import RULES, LintSeverity, false_alarm_rates, rule_texts

ROOT = Path(__file__).parents[3]
ERROR_LIMIT, ADVICE_LIMIT = 1.0, 10.0
PLACEHOLDER = re.compile(r"\{(\w+)\}")


def test_the_table_is_that_of_the_registry() -> None:
    script = runpy.run_path(str(ROOT / "scripts/write_checker_page.py"))
    page = (ROOT / "docs/reference/checker.md").read_text(encoding="utf-8")
    assert script["checker_page"]() == page, "run python scripts/write_checker_page.py"
    assert re.findall(r"^\| `([\w-]+)` \|", page, re.MULTILINE) == [rule.code for rule in RULES]


def test_codes_are_unique_and_each_has_texts():
    codes = [rule.code for rule in RULES]
    assert len(set(codes)) == len(codes)
    assert set(codes) == set(rule_texts())


def test_severities_follow_from_the_measured_rates():
    limits = {LintSeverity.ERROR: ERROR_LIMIT, LintSeverity.ADVICE: ADVICE_LIMIT}
    rates = false_alarm_rates()
    too_often = {
        rule.code: rates[rule.code].percent
        for rule in RULES
        if not rule.needs_claims and rates[rule.code].percent >= limits[rule.severity]
    }
    assert too_often == {}


def french_texts() -> list[str]:
    """Return all French texts of the rules."""
    return [
        text.fr
        for texts in rule_texts().values()
        for text in (texts.title, texts.explanation, *texts.messages.values())
    ]


@pytest.mark.parametrize("text", french_texts())
def test_french_has_narrow_spaces_at_its_marks(text):
    assert not re.search(r"[^\u202f\d/s][;!?»]|[^\u202f]:(?=\s)|«[^\u202f]|[ \u00a0][:;!?»]", text)


def test_both_languages_name_the_same_arguments():
    for code, texts in rule_texts().items():
        for message in texts.messages.values():
            english = {name.removesuffix("_fr") for name in PLACEHOLDER.findall(message.en)}
            french = {name.removesuffix("_fr") for name in PLACEHOLDER.findall(message.fr)}
            assert french <= english | {"found"}, code
