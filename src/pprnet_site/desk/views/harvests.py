"""Harvests: started now or scheduled, and listed run by run."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from pprnet_site.catalogue.actions import (
    add_search,
    remove_search,
    resume_harvest,
    set_schedule,
    start_harvest,
    stop_harvest,
    switch_search,
)
from pprnet_site.catalogue.enums import HarvestSource
from pprnet_site.catalogue.models import HarvestRun, SavedSearch
from pprnet_site.catalogue.permissions import user_can_harvest
from pprnet_site.desk.forms.harvests import HarvestScheduleForm, HarvestStartForm, SavedSearchForm
from pprnet_site.desk.permissions import DeskRequest, desk_view
from pprnet_site.desk.queries import harvests as queries
from pprnet_site.desk.queries.source_notices.reported_changes import changes_of_harvest
from pprnet_site.desk.views.desk_page import render_page, requested_page

HARVESTS_PER_PAGE = 10
INVALID, REFUSED = 400, 409


def show_harvests(
    request: DeskRequest, refusal: str = "", status: int = 200, **forms: Form
) -> HttpResponse:
    """Return the page of harvests and forms, with errors or a refusal."""
    found = requested_page(request, queries.all_runs(), per_page=HARVESTS_PER_PAGE)
    context = {
        "pages": found,
        "runs": queries.views_of_runs(found.object_list),
        "can_harvest": user_can_harvest(request.user),
        "contact_refusal": "" if queries.contact_is_set() else queries.contact_refusal(),
        "open_run": queries.open_run(),
        "searches": queries.saved_searches(),
        "refusal": refusal,
    }
    return render_page(
        request, "desk/harvests.html", "imports", context | harvest_forms(forms), status=status
    )


def harvest_forms(bound: dict[str, Form]) -> dict[str, Any]:
    """Return the forms, with current values unless one was sent."""
    schedule = queries.harvest_schedule()
    first = {"since": queries.default_since(), "sources": HarvestSource.values}
    now = {"is_on": schedule.is_on, "month_day": schedule.month_day}
    fresh = {
        "schedule": schedule,
        "start_form": HarvestStartForm(initial=first),
        "schedule_form": HarvestScheduleForm(initial=now),
        "search_form": SavedSearchForm(),
    }
    return fresh | bound


def ensure_editor(request: DeskRequest) -> None:
    """Raise `PermissionDenied` if this user may not change the harvests."""
    if not user_can_harvest(request.user):
        raise PermissionDenied(
            _("You do not have permission to change the harvests. Ask an editor.")
        )


def run_harvest_action(
    request: DeskRequest, act: Callable[[], object], said: str, **forms: Form
) -> HttpResponse:
    """Run an action and redirect with a message, or show its refusal."""
    if refusal := queries.harvest_refusal(act):
        return show_harvests(request, refusal, status=REFUSED, **forms)
    messages.success(request, said)
    return redirect("desk:harvests")


@desk_view
@require_GET
def harvests_view(request: DeskRequest) -> HttpResponse:
    """List the harvests with the counts of each source."""
    return show_harvests(request)


@desk_view
@require_GET
def harvest_view(request: DeskRequest, run_id: int) -> HttpResponse:
    """Show the progress of a harvest, search by search."""
    run = get_object_or_404(queries.all_runs(), pk=run_id)
    context = {
        "view": queries.view_by_search(run),
        "reported": changes_of_harvest(run),
        "can_harvest": user_can_harvest(request.user),
    }
    return render_page(request, "desk/harvest.html", "imports", context)


@desk_view
@require_POST
def start_view(request: DeskRequest) -> HttpResponse:
    """Start a harvest in the background."""
    ensure_editor(request)
    form = HarvestStartForm(request.POST)
    if not form.is_valid():
        return show_harvests(request, status=INVALID, start_form=form)
    return run_harvest_action(
        request,
        lambda: start_harvest(**form.cleaned_data, by=request.user),
        _("The sources are being searched. You can leave this page."),
        start_form=form,
    )


@desk_view
@require_POST
def schedule_view(request: DeskRequest) -> HttpResponse:
    """Switch the monthly harvest on or off."""
    ensure_editor(request)
    form = HarvestScheduleForm(request.POST)
    if not form.is_valid():
        return show_harvests(request, status=INVALID, schedule_form=form)
    on, day = form.cleaned_data["is_on"], form.cleaned_data["month_day"]
    return run_harvest_action(
        request,
        lambda: set_schedule(enabled=on, month_day=day, by=request.user),
        _("The searches run every month.") if on else _("The searches run only when you ask."),
        schedule_form=form,
    )


@desk_view
@require_POST
def resume_harvest_view(request: DeskRequest, run_id: int) -> HttpResponse:
    """Resume a harvest."""
    run = get_object_or_404(HarvestRun, pk=run_id)
    return run_harvest_action(
        request,
        lambda: resume_harvest(run=run, by=request.user),
        _("The harvest resumes where it stopped."),
    )


@desk_view
@require_POST
def stop_view(request: DeskRequest, run_id: int) -> HttpResponse:
    """Stop a harvest."""
    run = get_object_or_404(HarvestRun, pk=run_id)
    said = _("The harvest has been stopped. The records fetched so far are kept.")
    return run_harvest_action(request, lambda: stop_harvest(run=run, by=request.user), said)


@desk_view
@require_POST
def add_search_view(request: DeskRequest) -> HttpResponse:
    """Save a search."""
    ensure_editor(request)
    form = SavedSearchForm(request.POST)
    if not form.is_valid():
        return show_harvests(request, status=INVALID, search_form=form)
    return run_harvest_action(
        request,
        lambda: add_search(**form.cleaned_data, by=request.user),
        _("Saved: %(name)s") % {"name": form.cleaned_data["label"]},
    )


@desk_view
@require_POST
def switch_view(request: DeskRequest, search_id: int) -> HttpResponse:
    """Switch a search on or off, or remove it."""
    search = get_object_or_404(SavedSearch, pk=search_id)
    to = request.POST.get("to", "")
    if to == "remove":
        said = _("Removed: %(name)s") % {"name": search}
        return run_harvest_action(
            request, lambda: remove_search(search=search, by=request.user), said
        )
    said = _("On: %(name)s") if to == "on" else _("Off: %(name)s")
    return run_harvest_action(
        request,
        lambda: switch_search(search=search, enabled=to == "on", by=request.user),
        said % {"name": search},
    )
