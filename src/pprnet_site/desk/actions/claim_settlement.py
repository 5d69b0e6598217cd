"""Decisions about claims of a text that is being typed, refused where it was changed since."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page

from pprnet.claims.quantities.quantity_reader import read_quantities
from pprnet_site.catalogue.models import Work
from pprnet_site.core.errors import ActionRefusedError, ConflictError
from pprnet_site.desk.queries.evidence.passage_search import find_passage, read_place
from pprnet_site.digest.models import SummaryPage
from pprnet_site.digest.publication.checked_claims import check_summary
from pprnet_site.evidence.actions.checker_overrides import override_finding
from pprnet_site.evidence.actions.claim_decisions import (
    ChosenPassage,
    bind_claim,
    decide_claim,
    override_claim,
)
from pprnet_site.evidence.checking.source_texts import BoundPassage
from pprnet_site.evidence.claim_keys import ClaimKey
from pprnet_site.evidence.enums import ClaimVerdict
from pprnet_site.evidence.models.decisions import MAX_QUOTE
from pprnet_site.evidence.queries.decisions import decisions_in_force
from pprnet_site.evidence.queries.draft_checks import CheckedClaim, CheckedFinding, DraftCheck


@dataclass(frozen=True, slots=True)
class SentDecision:
    """What a person decided on the page of the evidence."""

    anchor: str
    """The name of the claim or finding."""
    verdict: ClaimVerdict
    texts: Mapping[str, str]
    """As they were typed when it was decided."""
    opened: int | None
    """The version that the page was opened from."""
    seen: int = 0
    """The decision that was in force then; 0 for none."""
    quote: str = ""
    place: str = ""
    """Where the quotation was selected, as the page states it."""
    note: str = ""


@transaction.atomic
def settle_claim(*, summary: SummaryPage, sent: SentDecision, by: User) -> ClaimKey:
    """Save a decision about a claim, and return its key.

    Raises:
        ActionRefusedError: The claim is not in the text, or what is needed is missing.
        ConflictError: Somebody else changed the text, or decided, since.
        PermissionDenied: This user may not decide.
    """
    row = locked_summary(summary)
    check = check_summary(row, texts=sent.texts)
    claim = sent_claim(check, sent.anchor)
    key = claim.key
    ensure_in_newest(row, key, opened=sent.opened)
    ensure_not_decided(row, key, seen=sent.seen)
    page: Page = row
    if sent.verdict == ClaimVerdict.PASSAGE:
        bind_claim(page=page, key=key, passage=chosen_passage(check, claim, sent), by=by)
    elif sent.verdict == ClaimVerdict.OVERRIDE:
        override_claim(page=page, key=key, reason=sent.note, by=by)
    else:
        decide_claim(page=page, key=key, verdict=sent.verdict, note=sent.note, by=by)
    return key


@transaction.atomic
def keep_finding(*, summary: SummaryPage, sent: SentDecision, by: User) -> CheckedFinding:
    """Save that a finding of the checker stands, with a reason, and return it.

    Raises:
        ActionRefusedError: It is not in the text any more, or there is no reason.
        PermissionDenied: This user may not let an error stand.
    """
    row = locked_summary(summary)
    found = sent_finding(check_summary(row, texts=sent.texts), sent.anchor)
    named = {"code": found.code, "field": found.field, "text": found.text}
    override_finding(page=row, **named, reason=sent.note, by=by)
    return found


def locked_summary(summary: SummaryPage) -> SummaryPage:
    """Return a summary, locked until the end of the transaction."""
    row: SummaryPage = SummaryPage.objects.select_for_update().get(pk=summary.pk)
    return row


def sent_claim(check: DraftCheck, anchor: str) -> CheckedClaim:
    """Return the claim of a name.

    Raises:
        ActionRefusedError: No claim of the text has it.
    """
    found = next((each for each in check.claims if each.anchor == anchor), None)
    if found is None:
        raise ActionRefusedError(
            _(
                "This claim is no longer in the text as it is now. Nothing was decided: look at "
                "what is marked now, then decide."
            )
        )
    return found


def sent_finding(check: DraftCheck, anchor: str) -> CheckedFinding:
    """Return the finding of a name; further ones of the same text have the name with a number.

    Raises:
        ActionRefusedError: Nothing that was found has it.
    """
    name = anchor.partition("-")[0]
    found = next((each for each in check.findings if each.anchor == name), None)
    if found is None:
        raise ActionRefusedError(_("The checker does not find this any more. Nothing was changed."))
    return found


def ensure_in_newest(row: SummaryPage, key: ClaimKey, *, opened: int | None) -> None:
    """Raise `ConflictError` if somebody has since saved a text that has no such claim."""
    if opened in {None, row.latest_revision_id}:
        return
    if all(each.key != key for each in check_summary(row).claims):
        raise ConflictError(
            _(
                "Somebody saved a newer version, in which the sentence of this claim is "
                "different. Nothing was decided. Open the page again, and decide about the "
                "sentence as it is there."
            )
        )


def ensure_not_decided(row: SummaryPage, key: ClaimKey, *, seen: int) -> None:
    """Raise `ConflictError` if another decision than the one seen is in force."""
    made = decisions_in_force(row.pk).get(key)
    if made is not None and made.pk != seen:
        raise ConflictError(
            _(
                "Somebody else decided about this claim before you. Nothing was changed: the "
                "list of what is settled shows the decision, which can be undone there."
            )
        )


def chosen_passage(check: DraftCheck, claim: CheckedClaim, sent: SentDecision) -> ChosenPassage:
    """Return the passage that was selected or pasted.

    Raises:
        ActionRefusedError: It is too long, stands in no source, contradicts the claim, or states
            no number where the claim states one.
    """
    if not 0 < len(sent.quote.strip()) <= MAX_QUOTE:
        raise ActionRefusedError(
            _("Select or paste a passage of at most %(count)d characters.") % {"count": MAX_QUOTE}
        )
    bound = find_passage(check.sources, sent.quote, read_place(sent.place))
    if bound is None or bound.work is None:
        raise ActionRefusedError(
            _(
                "This passage stands in no source that is shown. Copy it from there, add the full "
                "text to the work, or name the place instead."
            )
        )
    if is_contradicting(claim, bound):
        raise ActionRefusedError(
            _(
                "The source states something else in this very passage. Correct the text, or "
                "choose the passage that states it."
            )
        )
    if states_number(claim.text) and not states_number(bound.quote):
        raise ActionRefusedError(
            _(
                "This passage states no number. Choose one that does, or name the place instead, "
                "such as a table."
            )
        )
    work = Work.objects.get(pk=bound.work)
    return ChosenPassage(work, bound.layer, bound.quote, bound.start, bound.end, bound.page or None)


def is_contradicting(claim: CheckedClaim, bound: BoundPassage) -> bool:
    """Return whether a passage has characters of the one that contradicts a claim."""
    known = claim.passage
    if claim.verdict != "contradicted" or known is None:
        return False
    place, other = (
        (each.work, each.full_text, each.layer, each.part, each.passage) for each in (bound, known)
    )
    return place == other and known.start < bound.end and bound.start < known.end


def states_number(text: str) -> bool:
    """Return whether a text states a number, in digits or in words."""
    return any(map(str.isdecimal, text)) or any(
        read_quantities(text, language) for language in ("en", "fr")
    )
