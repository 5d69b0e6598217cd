"""Decisions about claims: bound to a passage or place, background, own words, or kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page

from pprnet_site.catalogue.models import Work
from pprnet_site.core.errors import ActionRefusedError, ConflictError
from pprnet_site.evidence.claim_keys import ClaimKey
from pprnet_site.evidence.enums import FIGURES, ClaimVerdict
from pprnet_site.evidence.models import ClaimDecision
from pprnet_site.evidence.models.decisions import MAX_NOTE, MAX_QUOTE
from pprnet_site.evidence.permissions import ensure_can_decide_claims, ensure_can_override

LOG_KEPT = "pprnet.claim_kept"
"""The action in a page's log that says why an error was let stand."""
NOTED = frozenset({ClaimVerdict.PLACE, ClaimVerdict.BACKGROUND, ClaimVerdict.OVERRIDE})
"""Decisions that need a note: the place, the other work, the reason."""


@dataclass(frozen=True, slots=True)
class ChosenPassage:
    """The passage that a person binds a claim to."""

    work: Work
    layer: str
    quote: str
    start: int = 0
    end: int = 0
    """Characters of the layer's text or passage; both 0 where the quote was typed."""
    page: int | None = None


@transaction.atomic
def bind_claim(
    *, page: Page, key: ClaimKey, passage: ChosenPassage, by: User | None
) -> ClaimDecision:
    """Save that a claim stands in a passage of a source.

    Raises:
        ActionRefusedError: The passage is empty or too long.
        PermissionDenied: This user may not change the summary.
    """
    quote = passage.quote.strip()
    if not 0 < len(quote) <= MAX_QUOTE:
        raise ActionRefusedError(
            _("Select a passage of at most %(count)d characters.") % {"count": MAX_QUOTE}
        )
    return save_decision(
        page=page,
        key=key,
        verdict=ClaimVerdict.PASSAGE,
        by=by,
        work=passage.work,
        layer=passage.layer,
        page_number=passage.page,
        quote=quote,
        quote_start=passage.start,
        quote_end=passage.end,
    )


@transaction.atomic
def decide_claim(
    *, page: Page, key: ClaimKey, verdict: ClaimVerdict, note: str, by: User | None
) -> ClaimDecision:
    """Save that a claim stands at a place, is from another work, or is the editor's own wording.

    Raises:
        ActionRefusedError: The decision needs a note, has an action of its own, or is about a
            figure, which is no wording.
        PermissionDenied: This user may not change the summary.
    """
    if verdict in {ClaimVerdict.PASSAGE, ClaimVerdict.OVERRIDE}:
        raise ActionRefusedError(_("Choose the passage, or state a reason."))
    if verdict == ClaimVerdict.OWN_WORDS and key.claim_kind in FIGURES:
        raise ActionRefusedError(
            _("A figure is no matter of wording. State where it stands, or correct it.")
        )
    return save_decision(
        page=page, key=key, verdict=verdict, note=checked_note(note, verdict), by=by
    )


@transaction.atomic
def override_claim(*, page: Page, key: ClaimKey, reason: str, by: User | None) -> ClaimDecision:
    """Save that an error in a claim stands, with a reason that is shown in the history.

    Raises:
        ActionRefusedError: There is no reason.
        PermissionDenied: This user may not publish the summary.
    """
    ensure_can_override(by, page)
    note = checked_note(reason, ClaimVerdict.OVERRIDE)
    row = save_decision(page=page, key=key, verdict=ClaimVerdict.OVERRIDE, note=note, by=by)
    log(instance=page.specific, action=LOG_KEPT, user=by, data={"what": key.claim, "reason": note})
    return row


@transaction.atomic
def undo_claim_decision(*, decision_id: int, page: Page, by: User) -> ClaimDecision:
    """Undo a decision; its row is kept, marked as superseded.

    Raises:
        ConflictError: It has been changed already.
        PermissionDenied: This user may not change the summary.
    """
    ensure_can_decide_claims(by, page)
    row = ClaimDecision.objects.select_for_update().filter(pk=decision_id, page=page).first()
    if row is None or row.superseded_at is not None:
        raise ConflictError(_("That has already been changed. Nothing more was changed."))
    row.superseded_at, row.superseded_by = timezone.now(), by
    row.save(update_fields=["superseded_at", "superseded_by"])
    return row


def checked_note(note: str, verdict: ClaimVerdict) -> str:
    """Return a note without white space around it.

    Raises:
        ActionRefusedError: It is too long, or empty where the decision needs one.
    """
    note = note.replace("\x00", "").strip()
    if len(note) > MAX_NOTE:
        raise ActionRefusedError(_("Write at most %(count)d characters.") % {"count": MAX_NOTE})
    if not note and verdict in NOTED:
        raise ActionRefusedError(needed_note(verdict))
    return note


def needed_note(verdict: ClaimVerdict) -> str:
    """Return what to write where a note is missing."""
    if verdict == ClaimVerdict.OVERRIDE:
        return _("State the reason: it is kept, and shown in the history.")
    if verdict == ClaimVerdict.BACKGROUND:
        return _("Name the other work: a citation or a note.")
    return _("Name the place, such as a page or a table.")


def save_decision(
    *, page: Page, key: ClaimKey, verdict: ClaimVerdict, by: User | None, **values: Any
) -> ClaimDecision:
    """Save a decision and supersede the one before; the same decision again changes nothing."""
    Page.objects.select_for_update().get(pk=page.pk)  # one decision at a time
    ensure_can_decide_claims(by, page)
    columns = key._asdict()
    before = ClaimDecision.objects.filter(page=page, superseded_at=None, **columns).first()
    row = ClaimDecision(page=page, **columns, verdict=verdict, by=by, **values)
    if before is not None:
        if is_same_decision(before, row):
            return before
        before.superseded_at, before.superseded_by = timezone.now(), by
        before.save(update_fields=["superseded_at", "superseded_by"])
    row.save()
    return row


def is_same_decision(before: ClaimDecision, row: ClaimDecision) -> bool:
    """Return whether two decisions say the same."""
    names = ("verdict", "work_id", "layer", "page_number", "quote", "note")
    return all(getattr(before, name) == getattr(row, name) for name in names)
