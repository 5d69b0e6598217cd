"""All rules of the checker, in the order of the documentation."""

from __future__ import annotations

from functools import cache

from pprnet.lint.claim_rules.claim_rules import CLAIM_RULES
from pprnet.lint.rule_entries import LintRule
from pprnet.lint.source_rules.announced_count_rules import ANNOUNCED_COUNT_RULES
from pprnet.lint.source_rules.author_rules import AUTHOR_RULES
from pprnet.lint.source_rules.citation_rules import CITATION_RULES
from pprnet.lint.source_rules.copying_rules import COPYING_RULES
from pprnet.lint.source_rules.coverage_rules import COVERAGE_RULES
from pprnet.lint.source_rules.doi_rules import DOI_RULES
from pprnet.lint.source_rules.strength_rules import STRENGTH_RULES
from pprnet.lint.text_rules.grammar_rules import GRAMMAR_RULES
from pprnet.lint.text_rules.link_rules import LINK_RULES
from pprnet.lint.text_rules.punctuation_rules import PUNCTUATION_RULES
from pprnet.lint.text_rules.readability_rules import READABILITY_RULES
from pprnet.lint.text_rules.repetition_rules import REPETITION_RULES
from pprnet.lint.text_rules.spelling_rules import SPELLING_RULES
from pprnet.lint.text_rules.title_rules import TITLE_RULES

RULES: tuple[LintRule, ...] = (
    *CLAIM_RULES,
    *AUTHOR_RULES,
    *ANNOUNCED_COUNT_RULES,
    *STRENGTH_RULES,
    *COPYING_RULES,
    *COVERAGE_RULES,
    *CITATION_RULES,
    *DOI_RULES,
    *LINK_RULES,
    *TITLE_RULES,
    *READABILITY_RULES,
    *REPETITION_RULES,
    *SPELLING_RULES,
    *GRAMMAR_RULES,
    *PUNCTUATION_RULES,
)
"""Rules that compare claims with sources have `needs_claims` and are run where texts are known."""


@cache
def _rules_by_code() -> dict[str, LintRule]:
    """Return the rules by code."""
    return {each.code: each for each in RULES}


def rule(code: str) -> LintRule:
    """Return the rule of a code.

    Args:
        code: such as "author-name".

    Raises:
        KeyError: No rule has it.
    """
    return _rules_by_code()[code]
