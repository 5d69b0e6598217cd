"""What a rule is: its code, severity and check, and what it finds."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from pprnet.lint.draft_reading import DraftReading
from pprnet.lint.lint_findings import Fix, LintSeverity


@dataclass(frozen=True, slots=True)
class RuleMatch:
    """A place at which a rule finds something."""

    field: str
    start: int = 0
    end: int = 0
    variant: str = "message"
    """Which message of the rule it is."""
    arguments: Mapping[str, str] = dataclasses.field(default_factory=dict)
    """What the message names."""
    fix: Fix | None = None
    item: int = 0


@dataclass(frozen=True, slots=True)
class LintRule:
    """One rule of the checker."""

    code: str
    """Short and stable: overrides and links name it."""
    severity: LintSeverity
    check: Callable[[DraftReading], Iterable[RuleMatch]]
    needs_claims: bool = False
    """Whether it compares claims with sources, and is left out where these are not bound."""


def replaced(
    field: str, start: int, end: int, replacement: str, *, item: int = 0, **given: str
) -> RuleMatch:
    """Return a match whose correction replaces what was found.

    Args:
        field: in which it is.
        start: of what is replaced.
        end: of it.
        replacement: what is written instead.
        item: which citation or heading.
        given: what the message names; `variant` says which message it is.
    """
    variant = given.pop("variant", "message")
    fix = Fix(start, end, replacement)
    return RuleMatch(field, start, end, variant, given, fix, item)
