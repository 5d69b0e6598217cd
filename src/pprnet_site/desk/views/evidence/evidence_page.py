"""The page of a draft beside its sources, and the buttons that were pressed on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pprnet_site.core.errors import ActionRefusedError
from pprnet_site.desk.forms.evidence.evidence_form import TYPED_FIELDS, EvidenceForm
from pprnet_site.desk.permissions import DeskRequest, desk_view
from pprnet_site.desk.queries.evidence.evidence_sheets import (
    ClaimsSheet,
    claims_sheet,
    find_summary,
    panels_of,
)
from pprnet_site.desk.views.desk_page import render_page
from pprnet_site.desk.views.evidence import evidence_buttons
from pprnet_site.digest.actions import save_draft
from pprnet_site.digest.models import SummaryPage


@dataclass(slots=True)
class ShownEvidence:
    """The form of the page, and what became of it."""

    form: EvidenceForm
    refusal: str = ""
    changed: bool = False
    """Whether it holds text that is not saved."""
    go: str = ""
    """The element to go to."""


def stored_evidence(sheet: ClaimsSheet) -> ShownEvidence:
    """Return the form with the texts of the newest version."""
    texts = {name: sheet.check.content.text_of(name) for name in TYPED_FIELDS}
    return ShownEvidence(EvidenceForm(initial={**texts, "opened": sheet.row.latest_revision_id}))


def show_evidence(
    request: DeskRequest, sheet: ClaimsSheet, shown: ShownEvidence, status: int = 200
) -> HttpResponse:
    """Return the page."""
    fields = {name: shown.form[name] for name in TYPED_FIELDS}
    context = {
        "sheet": sheet,
        "shown": shown,
        "texts": [(text, None if text.is_fact else fields[text.field]) for text in sheet.texts],
        "panels": panels_of(sheet),
        "typed": request.POST if request.method == "POST" else {},
    }
    return render_page(request, "desk/evidence.html", "drafts", context, status=status)


@desk_view
@require_http_methods(["GET", "HEAD", "POST"])
def evidence_view(request: DeskRequest, summary_id: int) -> HttpResponse:
    """Show a draft beside its sources, or run the button that was pressed."""
    row = find_summary(summary_id)
    if request.method != "POST":
        sheet = claims_sheet(row, user=request.user)
        return show_evidence(request, sheet, stored_evidence(sheet))
    form = EvidenceForm(request.POST)
    if not form.is_valid():
        return show_invalid(request, row, form)
    pressed = next((name for name in RUN if name in request.POST), "")
    if not pressed:
        return show_typed(request, row, form, refusal=_("No button was pressed."), status=400)
    try:
        return RUN[pressed](request, row, form)
    except ActionRefusedError as refusal:
        return show_typed(request, row, form, refusal=str(refusal), status=409)


def show_invalid(request: DeskRequest, row: SummaryPage, form: EvidenceForm) -> HttpResponse:
    """Return the page with what was typed; what is checked is the saved version."""
    shown = ShownEvidence(form, refusal=form.problem, changed=True)
    return show_evidence(request, claims_sheet(row, user=request.user), shown, status=400)


def show_typed(
    request: DeskRequest,
    row: SummaryPage,
    form: EvidenceForm,
    *,
    refusal: str = "",
    texts: Mapping[str, str] | None = None,
    go: str = "",
    status: int = 200,
) -> HttpResponse:
    """Return the page with what was typed, checked; `texts` are those that take its place."""
    row = find_summary(row.pk)
    data = request.POST.copy()
    data.update({"opened": str(row.latest_revision_id or "")} if status == CONFLICT else {})
    for name, text in (texts or {}).items():
        data[name] = text
    form = EvidenceForm(data)
    form.is_valid()
    sheet = claims_sheet(row, user=request.user, texts=form.texts)
    shown = ShownEvidence(form, refusal=refusal, changed=is_changed(row, form.texts), go=go)
    return show_evidence(request, sheet, shown, status=status)


CONFLICT = 409


def is_changed(row: SummaryPage, texts: Mapping[str, str]) -> bool:
    """Return whether texts differ from those of the newest version."""
    newest = row.get_latest_revision_as_object()
    return any(same_lines(getattr(newest, name)) != same_lines(texts[name]) for name in texts)


def same_lines(text: str | None) -> str:
    """Return a text whose lines end as those of a form do not."""
    return (text or "").replace("\r\n", "\n").strip()


def check_texts(request: DeskRequest, row: SummaryPage, form: EvidenceForm) -> HttpResponse:
    """Show what was typed, checked and not saved."""
    return show_typed(request, row, form)


def save_texts(request: DeskRequest, row: SummaryPage, form: EvidenceForm) -> HttpResponse:
    """Save what was typed."""
    save_draft(summary=row, fields=form.texts, by=request.user, opened=form.cleaned_data["opened"])
    messages.success(request, _("The draft is saved."))
    return redirect("desk:evidence", row.pk)


def decide(request: DeskRequest, row: SummaryPage, form: EvidenceForm) -> HttpResponse:
    """Settle a claim or finding, then show the next open one."""
    before = claims_sheet(row, user=request.user, texts=form.texts)
    if not before.can_edit:
        raise PermissionDenied(
            _("You do not have permission to change this summary. Ask an editor.")
        )
    done = evidence_buttons.run_decision(request, row, form)
    messages.success(request, done.message)
    after = claims_sheet(row, user=request.user, texts=form.texts)
    go = next_open(before, after, done.element)
    if is_changed(row, form.texts):
        return show_typed(request, row, form, go=go)
    return redirect(f"{reverse('desk:evidence', args=[row.pk])}#{go}")


def next_open(before: ClaimsSheet, after: ClaimsSheet, element: str) -> str:
    """Return the open claim or finding that follows the one settled, otherwise the first."""
    anchors, left = list(before.open_anchors()), set(after.open_anchors())
    following = anchors[anchors.index(element) + 1 :] if element in anchors else []
    return next((each for each in (*following, *anchors) if each in left), "state")


def fix_text(request: DeskRequest, row: SummaryPage, form: EvidenceForm) -> HttpResponse:
    """Apply a safe correction to what was typed, without saving it."""
    texts = evidence_buttons.fixed_texts(request, row, form)
    messages.success(request, _("The text is corrected below. Save it to keep the correction."))
    return show_typed(request, row, form, texts=texts)


RUN: dict[str, Callable[[DeskRequest, SummaryPage, EvidenceForm], HttpResponse]] = {
    "save": save_texts,
    "fix": fix_text,
    **dict.fromkeys(evidence_buttons.DECISIONS, decide),
    "check": check_texts,
}
"""What each button does, by its name in the form; a check comes last."""
