"""The check of a text while it is typed: a part of a page, without a page load."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_ratelimit.core import is_ratelimited

from pprnet_site.desk.forms.drafts import FactFormSet, fact_values
from pprnet_site.desk.forms.evidence.evidence_form import EvidenceForm, typed_facts
from pprnet_site.desk.permissions import DeskRequest, desk_view
from pprnet_site.desk.queries.evidence.evidence_sheets import claims_sheet, find_summary
from pprnet_site.digest.models import SummaryPage

CHECKS = "120/m"
"""Checks that one person may ask for; each process counts for itself."""
TOO_MANY = 429
TOO_LONG = 413


@desk_view
@require_POST
def check_view(request: DeskRequest, summary_id: int) -> HttpResponse:
    """Return the claims and findings of the texts that were sent, without saving anything."""
    row = find_summary(summary_id)
    if is_ratelimited(
        request,
        group="text check",
        key=lambda _group, _request: str(request.user.pk),
        rate=CHECKS,
        increment=True,
    ):
        return problem(request, _("The text was checked very often. Wait a moment."), TOO_MANY)
    form = EvidenceForm(request.POST)
    if not form.is_valid():
        return problem(request, form.problem, TOO_LONG if form.is_too_long else 400)
    sheet = claims_sheet(
        row,
        user=request.user,
        texts=form.texts,
        facts=sent_facts(request, row),
        language=sent_language(request),
    )
    part = "list" if request.POST.get("part") == "list" else "check"
    return render(request, f"desk/evidence_{part}.html", {"sheet": sheet, "typed": request.POST})


def sent_language(request: DeskRequest) -> str:
    """Return the language that was chosen, if the form has one."""
    return code if (code := request.POST.get("language", "")) in {"en", "fr"} else ""


def sent_facts(request: DeskRequest, row: SummaryPage) -> Any:
    """Return the key facts that were sent, or None where the form has none that are valid."""
    if "facts-TOTAL_FORMS" not in request.POST:
        return None
    newest = row.get_latest_revision_as_object()
    initial = [fact_values(fact) for fact in newest.key_facts.all()]
    formset = FactFormSet(request.POST, initial=initial, prefix="facts")
    return typed_facts(formset) if formset.is_valid() else None


def problem(request: DeskRequest, text: str, status: int) -> HttpResponse:
    """Return in one sentence why a text was not checked."""
    return render(request, "desk/evidence_check.html", {"problem": text}, status=status)
