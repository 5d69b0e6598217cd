"""The shortlist, the search for works, and the page of one work."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from pprnet_site.catalogue.actions import complete_citation
from pprnet_site.catalogue.models import Work
from pprnet_site.core.errors import ActionRefusedError
from pprnet_site.desk import actions
from pprnet_site.desk.forms.signals import EffectForm, signal_choices
from pprnet_site.desk.forms.works import (
    CitationForm,
    MonthForm,
    PasteForm,
    StatusForm,
    WorkSearchForm,
)
from pprnet_site.desk.permissions import DeskRequest, desk_view
from pprnet_site.desk.queries.issue_months import months_to_choose
from pprnet_site.desk.queries.pairs import count_pairs
from pprnet_site.desk.queries.works import citation_values, find_works, read_work, shortlist
from pprnet_site.desk.views.desk_page import redirect_back, render_page, requested_page
from pprnet_site.digest.actions import make_draft
from pprnet_site.evidence.queries.full_texts import full_text_counts

WORKS_PER_PAGE = 50


@desk_view
@require_GET
def shortlist_view(request: DeskRequest) -> HttpResponse:
    """List the works that a summary can be written about."""
    context = {"works": shortlist(), "months": months_to_choose(timezone.localdate())}
    return render_page(request, "desk/shortlist.html", "shortlist", context)


@desk_view
@require_GET
def works_view(request: DeskRequest) -> HttpResponse:
    """Search all works."""
    form = WorkSearchForm(request.GET)
    said = form.cleaned_data if form.is_valid() else {"q": "", "status": ""}
    found = find_works(said.get("q", ""), said.get("status", ""))
    page = requested_page(request, found, per_page=WORKS_PER_PAGE)
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "form": form,
        "works": page,
        "query": query.urlencode(),
        "pairs": count_pairs(),
    }
    return render_page(request, "desk/works.html", "works", context)


def show_work(request: DeskRequest, work_id: int, status: int = 200, **forms: Any) -> HttpResponse:
    """Return the page of one work; `forms` are those that were sent and refused."""
    view = read_work(work_id)
    values = citation_values(view.cited.citation)
    context = {
        "view": view,
        "citation_form": CitationForm(initial=values, auto_id="cite_%s"),
        "paste_form": PasteForm(auto_id="paste_%s"),
        "sheet": None,
        "months": months_to_choose(timezone.localdate()),
        "effect_form": EffectForm(auto_id="effect_%s"),
        "full_texts": full_text_counts([work_id], user=request.user)[work_id],
        **signal_choices(),
        **forms,
    }
    return render_page(request, "desk/work.html", "works", context, status=status)


@desk_view
@require_GET
def work_view(request: DeskRequest, work_id: int) -> HttpResponse:
    """Show everything about one work."""
    return show_work(request, work_id)


@desk_view
@require_POST
def move_view(request: DeskRequest, work_id: int) -> HttpResponse:
    """Change the status of a work by hand."""
    form = StatusForm(request.POST)
    get_object_or_404(Work.objects.only("pk"), pk=work_id)
    if not form.is_valid():
        refusal = _("The form did not name a valid status. Press one of its buttons.")
        return show_work(request, work_id, status=400, refusal=refusal)
    said = form.cleaned_data
    try:
        move = actions.set_work_status(work_id=work_id, by=request.user, **said)
    except ActionRefusedError as refusal:
        return show_work(request, work_id, status=409, refusal=str(refusal), note=said["note"])
    messages.success(
        request,
        _("“%(title)s” is now: %(status)s.")
        % {"title": move.work, "status": move.work.get_status_display()},
    )
    return redirect_back(request, work_address(work_id))


def work_address(work_id: int) -> str:
    """Return the address of a work's page."""
    return reverse("desk:work", args=[work_id])


@desk_view
@require_POST
def write_view(request: DeskRequest, work_id: int) -> HttpResponse:
    """Make a draft about a work for a month, or open the existing one."""
    work = get_object_or_404(Work, pk=work_id)
    form = MonthForm(request.POST)
    if not form.is_valid():
        refusal = _("Choose the month that the summary is written for.")
        return show_work(request, work_id, status=400, refusal=refusal)
    try:
        summary = make_draft(work=work, by=request.user, month=form.cleaned_data["month"])
    except ActionRefusedError as refusal:
        return show_work(request, work_id, status=409, refusal=str(refusal))
    return redirect("desk:draft", summary.pk)


@desk_view
@require_POST
def citation_view(request: DeskRequest, work_id: int) -> HttpResponse:
    """Save a typed citation, or its confirmation."""
    work = get_object_or_404(Work, pk=work_id)
    values = citation_values(getattr(work, "citation", None))
    only_confirm = "only_confirm" in request.POST
    form = CitationForm(request.POST, initial=values, auto_id="cite_%s")
    if not only_confirm and not form.is_valid():
        return show_work(request, work_id, status=400, citation_form=form)
    fields = {} if only_confirm else form.changes
    confirmed = only_confirm or form.cleaned_data["confirmed"]
    try:
        complete_citation(work=work, fields=fields, by=request.user, confirmed=confirmed)
    except ActionRefusedError as refusal:
        form.add_error(None, str(refusal))
        return show_work(request, work_id, status=409, citation_form=form)
    messages.success(request, _("The citation is saved."))
    return redirect_back(request, f"{work_address(work_id)}#citation")
