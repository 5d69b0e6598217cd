"""What a claim's finding says to an editor, and what to do about it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from pprnet.claims import ClaimFinding, Verdict


def claim_message(finding: ClaimFinding, claim: str) -> str:
    """Return in one sentence what the sources say about a claim."""
    stated = finding.stated.strip()
    if finding.verdict is Verdict.SUPPORTED:
        return _("“%(claim)s” stands in a source.") % {"claim": claim}
    if finding.verdict is Verdict.COMPUTED:
        return _("“%(claim)s” follows from stated values: %(formula)s.") % {
            "claim": claim,
            "formula": finding.formula,
        }
    if finding.verdict is Verdict.CONTRADICTED:
        return contradiction_message(finding.reason, claim, stated)
    return not_found_message(finding.reason, claim)


def contradiction_message(reason: str, claim: str, stated: str) -> str:
    """Return how a source differs from a claim."""
    texts = {
        "other-arm": _("“%(claim)s”: the source states “%(stated)s” of another group."),
        "other-time": _("“%(claim)s”: the source states “%(stated)s” of another point in time."),
        "other-direction": _("“%(claim)s”: the source reports another result."),
        "spelling": _("“%(claim)s” is spelled “%(stated)s” in the citation."),
        "diacritics": _("“%(claim)s” is spelled “%(stated)s” in the citation."),
        "other-year": _("“%(claim)s”: the citation has the year %(stated)s."),
    }
    usual = (
        _("“%(claim)s”: the source states “%(stated)s” instead.")
        if stated
        else _("“%(claim)s”: the source states something else.")
    )
    return texts.get(reason, usual) % {"claim": claim, "stated": stated}


def not_found_message(reason: str, claim: str) -> str:
    """Return that no source states a claim."""
    said = {"claim": claim}
    if reason == "other-author":
        return _("“%(claim)s” is no author of a source.") % said
    return _("“%(claim)s” was not found in a source.") % said
