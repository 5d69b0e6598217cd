"""The form of a draft saved as it is typed, for the script of its page; answers are JSON."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pprnet_site.core.errors import ActionRefusedError
from pprnet_site.desk.actions.typed_drafts import discard_kept, keep_form, save_typed
from pprnet_site.desk.forms.draft_values import autosaved_values, kept_fields
from pprnet_site.desk.permissions import DeskRequest, desk_view
from pprnet_site.desk.queries.drafts import Draft, read_draft
from pprnet_site.desk.views.desk_page import parse_number
from pprnet_site.desk.views.summaries.drafts import DraftForms, posted_forms
from pprnet_site.digest.actions import DraftOvertaken


@desk_view
@require_POST
def autosave_view(request: DeskRequest, summary_id: int) -> HttpResponse:
    """Save the form of a draft as a version, or keep it where it cannot be one.

    The form of a published summary is kept only: its change needs a note, and a button.
    """
    found = read_draft(summary_id, user=request.user)
    forms = posted_forms(request, found)
    is_valid = forms.is_valid
    if found.row.live:
        return kept_answer(
            request,
            found,
            _("a change to a published summary is saved by its button, with a note."),
        )
    if forms.keep_only:
        reason = _("compare it with the newest version, then press Save.")
        return kept_answer(request, found, reason, status=409, overtaken=True)
    if not is_valid:
        return kept_answer(request, found, first_error(forms), status=400)
    try:
        saved = save_typed(
            summary=found.row,
            fields=autosaved_values(forms.form, forms.facts),
            by=request.user,
            opened=forms.form.cleaned_data["opened"],
            sitting=forms.form.cleaned_data["sitting"],
            is_autosave=True,
            is_returned="returned" in request.POST,
        )
    except DraftOvertaken as refusal:
        return kept_answer(request, found, str(refusal), status=409, overtaken=True)
    except ActionRefusedError as refusal:
        return kept_answer(request, found, str(refusal), status=409)
    message = _("Saved at %(time)s") % {"time": time_now()}
    return JsonResponse({"saved": True, "message": message, "opened": saved.revision})


def kept_answer(
    request: DeskRequest, found: Draft, reason: str, *, status: int = 200, **more: Any
) -> HttpResponse:
    """Keep a form that was not saved, and return the answer with the reason."""
    kept = keep_form(
        summary=found.row,
        fields=kept_fields(request.POST),
        by=request.user,
        sitting=request.POST.get("sitting", "")[:32],
    )
    given = {"reason": reason, "time": time_now()}
    message = _("Not saved: %(reason)s") % given
    if kept:
        message = _("Not saved: %(reason)s Kept for you at %(time)s.") % given
    return JsonResponse({"saved": False, "kept": kept, "message": message, **more}, status=status)


def time_now() -> str:
    """Return the time of day on the site."""
    return date_format(timezone.localtime(), "H:i")


def first_error(forms: DraftForms) -> str:
    """Return the first message about the fields, with the name of its field."""
    for form in (forms.form, *forms.facts.forms):
        for name, errors in form.errors.items():
            label = form.fields[name].label if name in form.fields else ""
            return f"{label}: {errors[0]}" if label else str(errors[0])
    return _("check the fields of the form.")


@desk_view
@require_POST
def discard_view(request: DeskRequest, summary_id: int) -> HttpResponse:
    """Delete what was typed and not saved."""
    found = read_draft(summary_id, user=request.user)
    number = parse_number(request.POST.get("kept"))
    if number is not None and discard_kept(summary=found.row, kept=number, by=request.user):
        messages.success(request, _("What was typed and not saved is deleted."))
    return redirect("desk:draft", summary_id)
