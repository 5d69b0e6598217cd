"""Addition of a source to a draft."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pprnet_site.catalogue.models import Work
from pprnet_site.core.errors import ActionRefusedError
from pprnet_site.desk.forms.works import CitationForm, PasteForm, WorkSearchForm
from pprnet_site.desk.permissions import DeskRequest, desk_view
from pprnet_site.desk.queries.drafts import Draft, read_draft
from pprnet_site.desk.queries.work_details.reference_sheets import holds_one_record
from pprnet_site.desk.queries.works import find_works
from pprnet_site.desk.views.desk_page import parse_number, render_page
from pprnet_site.desk.views.references.reference_box import read_box
from pprnet_site.digest.actions import (
    add_found_sources,
    add_pasted_source,
    add_source,
    add_typed_source,
)

MAX_FOUND = 30
"""Number of works shown; to narrow a longer list one adds a word."""


@desk_view
@require_http_methods(["GET", "HEAD", "POST"])
def sources_view(request: DeskRequest, summary_id: int) -> HttpResponse:
    """Search for a work and add it to the sources of a draft."""
    if request.method == "POST":
        return add_to_draft(request, summary_id)
    return show_source_search(request, summary_id)


def show_source_search(
    request: DeskRequest, summary_id: int, *, status: int = 200, **forms: Any
) -> HttpResponse:
    """Return the page of the search; `forms` are those that were sent and refused."""
    found = read_draft(summary_id, user=request.user)
    form = WorkSearchForm({"q": request.GET.get("q", ""), "status": ""})
    words = form.cleaned_data["q"].strip() if form.is_valid() else ""
    there = [source.work.pk for source in found.sources]
    works = list(find_works(words).exclude(pk__in=there)[: MAX_FOUND + 1]) if words else []
    context = {
        "draft": found,
        "form": form,
        "words": words,
        "works": works[:MAX_FOUND],
        "cut": len(works) > MAX_FOUND,
        "citation_form": CitationForm(auto_id="cite_%s"),
        "paste_form": PasteForm(auto_id="paste_%s"),
        "sheet": None,
        **forms,
    }
    return render_page(request, "desk/sources.html", "drafts", context, status=status)


def add_to_draft(request: DeskRequest, summary_id: int) -> HttpResponse:
    """Add the work that was chosen, pasted or typed."""
    found = read_draft(summary_id, user=request.user)
    if "answer" in request.POST:
        return add_found(request, found)
    if "text" in request.POST:
        return add_pasted(request, found)
    if "title" in request.POST:
        return add_typed(request, found)
    work = get_object_or_404(Work, pk=parse_number(request.POST.get("work")))
    try:
        add_source(summary=found.row, work=work, by=request.user)
    except ActionRefusedError as refusal:
        return show_source_search(request, summary_id, status=409, refusal=str(refusal))
    return redirect_to_source(request, found, work)


def add_pasted(request: DeskRequest, found: Draft) -> HttpResponse:
    """Add the work of one pasted record, or list what is known of everything that was pasted."""
    form = PasteForm(request.POST, auto_id="paste_%s")
    if form.is_valid() and holds_one_record(form.cleaned_data["text"]):
        return add_record(request, found, form)
    sheet = read_box(request, form, adds_known=True)
    if isinstance(sheet, HttpResponse):
        return sheet
    code = 400 if sheet is None else 200
    return show_source_search(request, found.row.pk, status=code, paste_form=form, sheet=sheet)


def add_record(request: DeskRequest, found: Draft, form: PasteForm) -> HttpResponse:
    """Add the work of one pasted record."""
    try:
        text = form.cleaned_data["text"]
        work = add_pasted_source(summary=found.row, text=text, by=request.user)
    except ActionRefusedError as refusal:
        form.add_error("text", str(refusal))
        return show_source_search(request, found.row.pk, status=409, paste_form=form)
    return redirect_to_source(request, found, work)


def add_found(request: DeskRequest, found: Draft) -> HttpResponse:
    """Add the works of the answers that were chosen."""
    try:
        texts = request.POST.getlist("answer")
        works = add_found_sources(summary=found.row, texts=texts, by=request.user)
    except ActionRefusedError as refusal:
        return show_source_search(request, found.row.pk, status=409, refusal=str(refusal))
    for work in works[1:]:
        messages.success(request, _("Added to the sources: %(title)s") % {"title": work})
    return redirect_to_source(request, found, works[0])


def add_typed(request: DeskRequest, found: Draft) -> HttpResponse:
    """Add a work by its typed citation."""
    form = CitationForm(request.POST, auto_id="cite_%s")
    if not form.is_valid():
        return show_source_search(request, found.row.pk, status=400, citation_form=form)
    said = {"fields": form.changes, "confirmed": form.cleaned_data["confirmed"]}
    try:
        work = add_typed_source(summary=found.row, by=request.user, **said)
    except ActionRefusedError as refusal:
        form.add_error(None, str(refusal))
        return show_source_search(request, found.row.pk, status=409, citation_form=form)
    return redirect_to_source(request, found, work)


def redirect_to_source(request: DeskRequest, found: Draft, work: Work) -> HttpResponse:
    """Redirect to the draft with a message about its new source."""
    messages.success(request, _("Added to the sources: %(title)s") % {"title": work})
    return redirect(f"{reverse('desk:draft', args=[found.row.pk])}#cite-{work.pk}")
