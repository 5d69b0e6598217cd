"""Overrides of the checker's rules, each with a reason that is kept."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page

from pprnet_site.core.errors import ActionRefusedError, ConflictError
from pprnet_site.evidence.actions.claim_decisions import LOG_KEPT, checked_note
from pprnet_site.evidence.checking.rule_checks import is_rule
from pprnet_site.evidence.claim_keys import short_claim
from pprnet_site.evidence.enums import ClaimVerdict
from pprnet_site.evidence.models import CheckerOverride
from pprnet_site.evidence.permissions import ensure_can_override


@transaction.atomic
def override_finding(
    *, page: Page, code: str, field: str, text: str, reason: str, by: User | None
) -> CheckerOverride:
    """Save that a finding of a rule stands, with a reason that is shown in the history.

    Args:
        page: the summary.
        code: of the rule.
        field: the text in which it was found.
        text: what was found, as in the finding.
        reason: why it stands.
        by: the person; None means the command line.

    Raises:
        ActionRefusedError: There is no reason, or no such rule.
        PermissionDenied: This user may not publish the summary.
    """
    ensure_can_override(by, page)
    if not is_rule(code):
        raise ActionRefusedError(_("The checker has no rule “%(code)s”.") % {"code": code})
    reason = checked_note(reason, ClaimVerdict.OVERRIDE)
    Page.objects.select_for_update().get(pk=page.pk)  # one decision at a time
    named = {"page": page, "code": code, "field": field, "text": short_claim(text)}
    before = CheckerOverride.objects.filter(superseded_at=None, **named).first()
    if before is not None:
        if before.reason == reason:
            return before
        supersede_override(before, by=by)
    row = CheckerOverride.objects.create(reason=reason, by=by, **named)
    log(instance=page.specific, action=LOG_KEPT, user=by, data={"what": code, "reason": reason})
    return row


@transaction.atomic
def undo_override(*, override_id: int, page: Page, by: User) -> CheckerOverride:
    """Undo an override; its row is kept, marked as superseded.

    Raises:
        ConflictError: It has been changed already.
        PermissionDenied: This user may not publish the summary.
    """
    ensure_can_override(by, page)
    row = CheckerOverride.objects.select_for_update().filter(pk=override_id, page=page).first()
    if row is None or row.superseded_at is not None:
        raise ConflictError(_("That has already been changed. Nothing more was changed."))
    return supersede_override(row, by=by)


def supersede_override(row: CheckerOverride, *, by: User | None) -> CheckerOverride:
    """Mark an override as superseded now."""
    row.superseded_at, row.superseded_by = timezone.now(), by
    row.save(update_fields=["superseded_at", "superseded_by"])
    return row
