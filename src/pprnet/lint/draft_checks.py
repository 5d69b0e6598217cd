"""Drafts through the rules: one draft, or all drafts of a month with their titles compared."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pprnet.lint.claim_rules.draft_claims import has_source_texts
from pprnet.lint.draft import FIELDS, Draft, DraftBounds
from pprnet.lint.draft_reading import CITATION, HEADING, DraftReading
from pprnet.lint.lint_findings import BilingualText, LintFinding
from pprnet.lint.rule_entries import LintRule, RuleMatch
from pprnet.lint.rule_registry import RULES, rule
from pprnet.lint.rule_texts import rule_texts
from pprnet.lint.text_rules.title_rules import mixed_title_case

ORDER = {name: place for place, name in enumerate(("title", CITATION, *FIELDS[1:], HEADING))}
MAX_FINDINGS = 1_000
"""Of one rule in one draft; a text with more is no draft."""


def lint_draft(
    draft: Draft, bounds: DraftBounds | None = None, *, leave_out: Iterable[str] = ()
) -> tuple[LintFinding, ...]:
    """Return the findings of all rules in the order of the page.

    Args:
        draft: texts, citations and what is known of the sources.
        bounds: lengths and readability that the network recommends; `None` for the usual ones.
        leave_out: codes of rules that are not run.
    """
    reading = DraftReading(draft, bounds or DraftBounds())
    left_out, is_bound = frozenset(leave_out), has_source_texts(draft)
    found = [
        lint_finding(each, match)
        for each in RULES
        if each.code not in left_out and (is_bound or not each.needs_claims)
        for match, _place in zip(each.check(reading), range(MAX_FINDINGS), strict=False)
    ]
    return tuple(sorted(found, key=_page_order))


def lint_month(
    drafts: Sequence[Draft], bounds: DraftBounds | None = None
) -> tuple[tuple[LintFinding, ...], ...]:
    """Return the findings of each draft; those of one month are also compared by their titles.

    Args:
        drafts: of any months, in any order.
        bounds: as of `lint_draft`.
    """
    mixed = mixed_title_case(drafts)
    results = []
    for at, draft in enumerate(drafts):
        found = [lint_finding(rule("title-case"), match) for match in mixed.get(at, ())]
        results.append(tuple(sorted([*lint_draft(draft, bounds), *found], key=_page_order)))
    return tuple(results)


def lint_finding(found_by: LintRule, match: RuleMatch) -> LintFinding:
    """Return what a rule found as a finding with its texts.

    Args:
        found_by: the rule.
        match: what it found.
    """
    texts = rule_texts()[found_by.code]
    message = texts.messages[match.variant]
    named = dict(match.arguments)
    return LintFinding(
        code=found_by.code,
        severity=found_by.severity,
        field=match.field,
        item=match.item,
        start=match.start,
        end=match.end,
        message=BilingualText(message.en.format(**named), message.fr.format(**named)),
        explanation=texts.explanation,
        arguments=tuple(sorted(named.items())),
        fix=match.fix,
    )


def _page_order(found: LintFinding) -> tuple[int, int, int, int, str]:
    """Return the order in which findings are shown: by place, then by code."""
    return (ORDER.get(found.field, len(ORDER)), found.item, found.start, found.end, found.code)
