"""What a machine suggested of a summary: recorded, accepted, rejected."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from pprnet_site.evidence.enums import HelpPart
from pprnet_site.evidence.models import MachineHelp

MAX_VALUE = 400


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One thing that a machine suggested."""

    part: HelpPart
    value: str
    method: str
    version: str


@transaction.atomic
def record_suggestions(*, page_id: int, suggestions: Iterable[Suggestion]) -> None:
    """Save what a machine suggested of a page; what is saved already is kept."""
    MachineHelp.objects.bulk_create(
        [
            MachineHelp(
                page_id=page_id,
                part=each.part,
                value=each.value[:MAX_VALUE],
                method=each.method,
                version=each.version,
            )
            for each in suggestions
        ],
        ignore_conflicts=True,
    )


@transaction.atomic
def settle_suggestions(
    *,
    page_id: int,
    accepted: Mapping[HelpPart, Collection[str]],
    pending: Mapping[HelpPart, Collection[str]] | None = None,
    by: User,
) -> None:
    """Save which suggestions a person kept in a version, and which the version no longer has.

    Args:
        page_id: number of the page.
        accepted: what the version has of each part that the person decided on.
        pending: what it has but the person has not confirmed, such as an unchecked fact.
        by: the person.
    """
    rows = MachineHelp.objects.filter(page=page_id, part__in=list(accepted))
    for row in rows.select_for_update():
        part = HelpPart(row.part)
        if has_value(accepted[part], row.value):
            accept_suggestion(row, by=by)
        elif has_value((pending or {}).get(part, ()), row.value):
            set_outcome(row, accepted_by=None, rejected_by=None)
        elif row.rejected_at is None:
            set_outcome(row, accepted_by=None, rejected_by=by)


def has_value(values: Collection[str], stored: str) -> bool:
    """Return whether a stored value is one of these."""
    return any(value[:MAX_VALUE] == stored for value in values)


def accept_suggestion(row: MachineHelp, *, by: User) -> None:
    """Save that a person kept a suggestion; the first acceptance stays."""
    if row.accepted_at is None:
        set_outcome(row, accepted_by=by, rejected_by=None)


def set_outcome(row: MachineHelp, *, accepted_by: User | None, rejected_by: User | None) -> None:
    """Save who accepted or rejected a suggestion, or that nobody has yet."""
    now = timezone.now()
    row.accepted_by, row.accepted_at = accepted_by, now if accepted_by else None
    row.rejected_by, row.rejected_at = rejected_by, now if rejected_by else None
    row.save()


@transaction.atomic
def record_claim_check(*, page_id: int, bound: int, total: int, method: str, version: str) -> None:
    """Save how many claims of the published version a machine found in the sources."""
    MachineHelp.objects.filter(page=page_id, part=HelpPart.CLAIM).delete()
    if total:
        suggestion = Suggestion(HelpPart.CLAIM, f"{bound}/{total}", method, version)
        record_suggestions(page_id=page_id, suggestions=[suggestion])
