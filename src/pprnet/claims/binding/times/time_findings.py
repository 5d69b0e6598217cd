"""Findings on a point in time: it is named by a source, or is not, or is that of something else."""

from __future__ import annotations

from pprnet.claims.claim_values import (
    Claim,
    ClaimFinding,
    ClaimKind,
    ClaimSeverity,
    Passage,
    Verdict,
)


def supported_time(start: int, end: int, passage: Passage | None) -> ClaimFinding:
    """Return a finding for a point in time that a source names.

    Args:
        start: of the claim, in characters.
        end: of the claim, exclusive.
        passage: of the source.
    """
    claim = Claim(ClaimKind.TIME, start, end)
    return ClaimFinding(claim, Verdict.SUPPORTED, ClaimSeverity.NONE, passage)


def unstated_time(start: int, end: int, *, is_own: bool, is_sure: bool) -> ClaimFinding:
    """Return a finding for a point in time that no source names.

    Args:
        start: of the claim, in characters.
        end: of the claim, exclusive.
        is_own: whether it may be the writer's advice or comment.
        is_sure: whether it is a time of a result; a stage in another place is advice.
    """
    claim = Claim(ClaimKind.TIME, start, end)
    severity = ClaimSeverity.ERROR if is_sure else ClaimSeverity.ADVICE
    if is_own:
        severity = ClaimSeverity.NONE
    return ClaimFinding(claim, Verdict.NOT_FOUND, severity, reason="unstated-time")


def other_time(start: int, end: int, passage: Passage, stated: str) -> ClaimFinding:
    """Return a finding for a point in time that a source gives otherwise.

    Args:
        start: of the claim, in characters.
        end: of the claim, exclusive.
        passage: where the source has the other point in time.
        stated: as printed there.
    """
    claim = Claim(ClaimKind.TIME, start, end)
    return ClaimFinding(
        claim, Verdict.CONTRADICTED, ClaimSeverity.ERROR, passage, "other-time", stated
    )
