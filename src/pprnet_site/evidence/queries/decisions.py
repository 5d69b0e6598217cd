"""What people decided about the claims and findings of a summary, now and before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from pprnet_site.evidence.claim_keys import ClaimKey
from pprnet_site.evidence.models import CheckerOverride, ClaimDecision

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def decisions_in_force(page: int | None) -> dict[ClaimKey, ClaimDecision]:
    """Return the decisions about the claims of a page that no other supersedes."""
    if page is None:
        return {}
    rows = ClaimDecision.objects.filter(page=page, superseded_at=None).select_related("by")
    return {decision_key(row): row for row in rows}


def decision_key(row: ClaimDecision) -> ClaimKey:
    """Return what a decision knows its claim by."""
    return ClaimKey(row.field, row.claim_kind, row.claim, row.sentence_hash, row.number)


def overrides_in_force(page: int | None) -> dict[tuple[str, str, str], CheckerOverride]:
    """Return the overrides of a page by rule, field and text."""
    if page is None:
        return {}
    rows = CheckerOverride.objects.filter(page=page, superseded_at=None).select_related("by")
    return {(row.code, row.field, row.text): row for row in rows}


@dataclass(frozen=True, slots=True)
class PastDecision:
    """One entry of the history of decisions about a summary."""

    at: datetime
    by: User | None
    what: str
    """The claim, or what a rule found."""
    verdict: str
    """In words."""
    field: str
    note: str
    quote: str
    superseded_at: datetime | None


def decision_history(page: int) -> list[PastDecision]:
    """Return all decisions about a summary, the newest first, with those that were superseded."""
    claims = ClaimDecision.objects.filter(page=page).select_related("by")
    overrides = CheckerOverride.objects.filter(page=page).select_related("by")
    entries = [*map(past_claim, claims), *map(past_override, overrides)]
    return sorted(entries, key=lambda entry: entry.at, reverse=True)


def past_claim(row: ClaimDecision) -> PastDecision:
    """Return a decision about a claim as an entry of the history."""
    return PastDecision(
        row.at, row.by, row.claim, str(row.get_verdict_display()), row.field, row.note, row.quote,
        row.superseded_at,
    )  # fmt: skip


def past_override(row: CheckerOverride) -> PastDecision:
    """Return an override of a rule as an entry of the history."""
    return PastDecision(
        row.at, row.by, row.text, row.code, row.field, row.reason, "", row.superseded_at
    )
