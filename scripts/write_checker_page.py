"""Write docs/reference/checker.md: each rule, its severity and its measured false alarms.

python scripts/write_checker_page.py
"""

from __future__ import annotations

import re
from pathlib import Path

from pprnet.lint import RULES, LintRule, false_alarm_rates, rule_texts

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs/reference/checker.md"
TABLE = re.compile(r"(?<=<!-- table of rules -->\n).*?(?=\n<!-- end of table -->)", re.DOTALL)


def checker_page() -> str:
    """Return the page with the table of today."""
    page = PAGE.read_text(encoding="utf-8")
    return TABLE.sub(lambda _found: "\n".join(table()), page)


def table() -> list[str]:
    """Return the table of the rules."""
    lines = [
        "| code | severity | what it finds | texts | with a false alarm |",
        "|---|---|---|---|---|",
    ]
    return lines + [row(rule) for rule in RULES]


def row(rule: LintRule) -> str:
    """Return the row of one rule."""
    texts = rule_texts()[rule.code]
    rate = false_alarm_rates().get(rule.code)
    measured = f"{rate.texts:,} | {rate.percent:.2f} %" if rate else "- | not measured"
    claims = " Needs claims." if rule.needs_claims else ""
    title = texts.title.en.replace("|", "/")
    explanation = f"{title}. {texts.explanation.en}{claims}"
    return f"| `{rule.code}` | {rule.severity} | {explanation} | {measured} |"


if __name__ == "__main__":
    PAGE.write_text(checker_page(), encoding="utf-8")
