"""What the checker finds: place, severity, message in two languages, and a safe correction."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class LintSeverity(StrEnum):
    """What follows from a finding."""

    ERROR = "error"
    """Stops publication until it is corrected or overridden with a reason."""
    ADVICE = "advice"
    """Is shown and stops nothing."""


@dataclass(frozen=True, slots=True)
class BilingualText:
    """A text in English and French."""

    en: str
    fr: str

    def in_language(self, language: str) -> str:
        """Return the text in French for "fr" and its variants, else in English.

        Args:
            language: a code such as "fr-ca".
        """
        return self.fr if language.lower().startswith("fr") else self.en


@dataclass(frozen=True, slots=True)
class Fix:
    """A safe correction of the field in which a finding is."""

    start: int
    end: int
    replacement: str


@dataclass(frozen=True, slots=True)
class LintFinding:
    """One irregularity of a draft."""

    code: str
    severity: LintSeverity
    field: str
    """A field of the draft, "citation" or "heading"."""
    item: int
    """Which citation or heading, from 0; 0 for a field."""
    start: int
    """Characters of the field from 0, end exclusive; both 0 where a part is missing."""
    end: int
    message: BilingualText
    explanation: BilingualText
    arguments: tuple[tuple[str, str], ...] = ()
    """What the message names, such as what was found and what is expected."""
    fix: Fix | None = None


def apply_fix(text: str, fix: Fix) -> str:
    """Return a field with one correction.

    Args:
        text: of the field.
        fix: of a finding in it.
    """
    return text[: fix.start] + fix.replacement + text[fix.end :]
