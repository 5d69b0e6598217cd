"""Claims of a text, each bound to a passage of its sources."""

from __future__ import annotations

from collections.abc import Sequence

from pprnet.claims.claim_values import (
    Claim,
    ClaimFinding,
    ClaimKind,
    ClaimSeverity,
    Passage,
    SourceText,
    Verdict,
)
from pprnet.claims.names.name_checks import check_names
from pprnet.claims.names.source_authors import read_source_authors

__all__ = [
    "Claim",
    "ClaimFinding",
    "ClaimKind",
    "ClaimSeverity",
    "Passage",
    "SourceText",
    "Verdict",
    "check_claims",
]


def check_claims(text: str, sources: Sequence[SourceText]) -> tuple[ClaimFinding, ...]:
    """Return the claims of a text in order, each with the verdict of its sources.

    Args:
        text: a summary or part of one, in English or French.
        sources: what it rests on.
    """
    found = list(check_names(text, read_source_authors(sources)))
    return tuple(sorted(found, key=lambda finding: finding.claim.start))
