"""One rule for each kind of claim that a source contradicts or does not state."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pprnet.claims import ClaimKind, ClaimSeverity
from pprnet.lint.claim_rules.draft_claims import FieldClaim, draft_claims
from pprnet.lint.draft_reading import DraftReading
from pprnet.lint.lint_findings import LintSeverity
from pprnet.lint.rule_entries import LintRule, RuleMatch

_NUMBERS = frozenset(
    {
        ClaimKind.NUMBER,
        ClaimKind.PERCENTAGE,
        ClaimKind.PEOPLE,
        ClaimKind.STUDIES,
        ClaimKind.EFFECT,
        ClaimKind.PROBABILITY,
    }
)
_OF_OTHER_OBJECT = {
    "other-arm": "claim-arm",
    "same-arm": "claim-arm",
    "other-time": "claim-time",
}
"""Rules by the reason of a finding, where the value is right and its object is not."""


def rule_code(claim: FieldClaim) -> str:
    """Return the code of the rule that a claim belongs to; names have rules of their own.

    Args:
        claim: of any kind.
    """
    finding = claim.finding
    if code := _OF_OTHER_OBJECT.get(finding.reason):
        return code
    if finding.claim.kind in _NUMBERS:
        return "claim-number"
    return f"claim-{finding.claim.kind}"


def _check_of(code: str) -> Callable[[DraftReading], Iterator[RuleMatch]]:
    def check(reading: DraftReading) -> Iterator[RuleMatch]:
        for claim in draft_claims(reading.draft):
            is_open = claim.finding.severity is not ClaimSeverity.NONE
            if is_open and rule_code(claim) == code:
                yield _match(claim)

    return check


def _match(claim: FieldClaim) -> RuleMatch:
    variant = "stated" if claim.stated else "unstated"
    arguments = {"found": claim.text, "stated": claim.stated}
    return RuleMatch(claim.field, claim.start, claim.end, variant, arguments)


CLAIM_RULES = tuple(
    LintRule(code, LintSeverity.ADVICE, _check_of(code), needs_claims=True)
    for code in ("claim-number", "claim-arm", "claim-time", "claim-direction", "claim-population")
)
