"""The checker: rules on a draft, each with place, severity, explanation and a safe correction.

`lint_draft` checks one draft, `lint_month` several whose titles are compared; `RULES` lists the
rules. The measured rates of false alarms are in `docs/reference/checker.md`.
"""

from pprnet.lint.draft import Draft, DraftBounds, PrintedCitation, SourceFacts
from pprnet.lint.draft_checks import lint_draft, lint_month
from pprnet.lint.lint_findings import BilingualText, Fix, LintFinding, LintSeverity, apply_fix
from pprnet.lint.rule_entries import LintRule, RuleMatch
from pprnet.lint.rule_registry import RULES, rule
from pprnet.lint.rule_texts import FalseAlarmRate, false_alarm_rates, rule_texts

__all__ = [
    "RULES",
    "BilingualText",
    "Draft",
    "DraftBounds",
    "FalseAlarmRate",
    "Fix",
    "LintFinding",
    "LintRule",
    "LintSeverity",
    "PrintedCitation",
    "RuleMatch",
    "SourceFacts",
    "apply_fix",
    "false_alarm_rates",
    "lint_draft",
    "lint_month",
    "rule",
    "rule_texts",
]
