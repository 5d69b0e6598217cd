"""Claims of a text, each bound to a passage of its sources."""

from pprnet.claims.claim_checks import check_claims
from pprnet.claims.claim_values import (
    Claim,
    ClaimFinding,
    ClaimKind,
    ClaimSeverity,
    Passage,
    SourceText,
    Verdict,
)

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
