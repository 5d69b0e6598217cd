"""What each button decides on the page of a draft beside its sources."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from django.utils.translation import gettext as _

from pprnet_site.core.errors import ActionRefusedError
from pprnet_site.desk.actions.claim_settlement import (
    SentDecision,
    keep_finding,
    sent_finding,
    settle_claim,
)
from pprnet_site.desk.forms.evidence.evidence_form import EvidenceForm
from pprnet_site.desk.permissions import DeskRequest
from pprnet_site.desk.views.desk_page import parse_number
from pprnet_site.digest.models import SummaryPage
from pprnet_site.digest.publication.checked_claims import check_summary
from pprnet_site.evidence.actions.checker_overrides import undo_override
from pprnet_site.evidence.actions.claim_decisions import undo_claim_decision
from pprnet_site.evidence.enums import ClaimVerdict


class DecisionMade(NamedTuple):
    """What was decided, and the element of the page that it was about."""

    message: str
    element: str


def sent_decision(request: DeskRequest, form: EvidenceForm, button: str) -> SentDecision:
    """Return the decision that a button sends: its value names the claim and what was seen."""
    anchor, _colon, seen = request.POST[button].partition(":")
    verdict = ClaimVerdict(button) if button in ClaimVerdict.values else ClaimVerdict.OVERRIDE
    return SentDecision(
        anchor=anchor[:40],
        verdict=verdict,
        texts=form.texts,
        opened=form.cleaned_data["opened"],
        seen=parse_number(seen) or 0,
        quote=request.POST.get(f"quote-{anchor}", ""),
        place=form.cleaned_data["selected"],
        note=request.POST.get(f"note-{anchor}", ""),
    )


def settle(request: DeskRequest, row: SummaryPage, form: EvidenceForm, button: str) -> DecisionMade:
    """Settle a claim."""
    sent = sent_decision(request, form, button)
    key = settle_claim(summary=row, sent=sent, by=request.user)
    said = _("Settled: “%(claim)s”.") % {"claim": key.claim}
    return DecisionMade(said, f"o-{sent.anchor}")


def keep(request: DeskRequest, row: SummaryPage, form: EvidenceForm, button: str) -> DecisionMade:
    """Save that a finding is kept."""
    sent = sent_decision(request, form, button)
    keep_finding(summary=row, sent=sent, by=request.user)
    return DecisionMade(_("It stands, with your reason."), f"f-{sent.anchor}")


def undo(request: DeskRequest, row: SummaryPage, _form: EvidenceForm, button: str) -> DecisionMade:
    """Undo a decision about a claim."""
    number = parse_number(request.POST[button]) or 0
    undo_claim_decision(decision_id=number, page=row, by=request.user)
    return DecisionMade(_("Undone."), "")


def undo_keep(
    request: DeskRequest, row: SummaryPage, _form: EvidenceForm, button: str
) -> DecisionMade:
    """Undo the override of a finding."""
    number = parse_number(request.POST[button]) or 0
    undo_override(override_id=number, page=row, by=request.user)
    return DecisionMade(_("Undone."), "")


DECISIONS: dict[str, Callable[[DeskRequest, SummaryPage, EvidenceForm, str], DecisionMade]] = {
    **dict.fromkeys(ClaimVerdict.values, settle),
    "keep": keep,
    "undo": undo,
    "undo_keep": undo_keep,
}
"""Each button by its name in the form."""


def run_decision(request: DeskRequest, row: SummaryPage, form: EvidenceForm) -> DecisionMade:
    """Run the button that was pressed."""
    button = next(name for name in DECISIONS if name in request.POST)
    return DECISIONS[button](request, row, form, button)


def fixed_texts(request: DeskRequest, row: SummaryPage, form: EvidenceForm) -> dict[str, str]:
    """Return the text that a safe correction changes, by the name of its field.

    Raises:
        ActionRefusedError: There is nothing to correct any more.
    """
    check = check_summary(row, texts=form.texts)
    found = sent_finding(check, request.POST["fix"])
    if found.fix is None or found.field not in form.texts:
        raise ActionRefusedError(
            _("There is no safe correction of this. Change the text yourself.")
        )
    text = check.content.text_of(found.field)
    changed = text[: found.fix.start] + found.fix.replacement + text[found.fix.end :]
    return {found.field: changed}
