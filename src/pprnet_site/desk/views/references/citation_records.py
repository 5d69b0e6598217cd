"""Records that complete the citation of a work: pasted, or fetched by an identifier."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pprnet_site.catalogue.actions import (
    attach_reference,
    complete_citation,
    complete_citation_from_text,
)
from pprnet_site.catalogue.models import Work
from pprnet_site.catalogue.queries import citation_of
from pprnet_site.core.errors import ActionRefusedError
from pprnet_site.desk.forms.works import PasteForm
from pprnet_site.desk.permissions import DeskRequest, desk_view
from pprnet_site.desk.queries.work_details.citation_advice import (
    accepted_fields,
    citation_advice,
)
from pprnet_site.desk.queries.work_details.reference_sheets import (
    holds_one_record,
    read_sheet_for,
)
from pprnet_site.desk.views.desk_page import redirect_back
from pprnet_site.desk.views.works import show_work, work_address


@desk_view
@require_POST
def paste_view(request: DeskRequest, work_id: int) -> HttpResponse:
    """Save a pasted record of a work, look up an identifier, or save the record that was found."""
    work = get_object_or_404(Work, pk=work_id)
    if "answer" in request.POST:
        return attach_answer(request, work)
    form = PasteForm(request.POST, auto_id="paste_%s")
    if not form.is_valid():
        return show_work(request, work_id, status=400, paste_form=form)
    text = form.cleaned_data["text"]
    try:
        if not holds_one_record(text):
            sheet = read_sheet_for(citation_of(work), text)
            return show_work(request, work_id, paste_form=form, sheet=sheet)
        complete_citation_from_text(work=work, text=text, by=request.user)
    except ActionRefusedError as refusal:
        form.add_error("text", str(refusal))
        return show_work(request, work_id, status=409, paste_form=form)
    messages.success(request, _("The pasted record now belongs to this work."))
    return redirect_back(request, f"{work_address(work_id)}#citation")


def attach_answer(request: DeskRequest, work: Work) -> HttpResponse:
    """Save the record that was found for a work."""
    try:
        attach_reference(work=work, text=request.POST["answer"], by=request.user)
    except ActionRefusedError as refusal:
        return show_work(request, work.pk, status=409, refusal=str(refusal))
    messages.success(request, _("The record that was found now belongs to this work."))
    return redirect_back(request, f"{work_address(work.pk)}#citation")


@desk_view
@require_POST
def accept_advice_view(request: DeskRequest, work_id: int) -> HttpResponse:
    """Save a title or a name that the desk proposed for a citation."""
    work = get_object_or_404(Work, pk=work_id)
    sent = (request.POST.get("accept", ""), request.POST.get("value", ""))
    fields = accepted_fields(citation_advice(work, citation_of(work)), *sent)
    if not fields:
        refusal = _("The citation has changed in the meantime. Look at it again.")
        return show_work(request, work_id, status=409, refusal=refusal)
    try:
        complete_citation(work=work, fields=fields, by=request.user, confirmed=False)
    except ActionRefusedError as refused:
        return show_work(request, work_id, status=409, refusal=str(refused))
    messages.success(request, _("The citation is saved."))
    return redirect_back(request, f"{work_address(work_id)}#citation")
