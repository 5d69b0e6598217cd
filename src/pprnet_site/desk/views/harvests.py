"""What the sources have that is new: fetched now, every month, and shown run by run."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from pprnet_site.catalogue.actions import (
    add_search,
    remove_search,
    set_schedule,
    start_harvest,
    stop_harvest,
    switch_search,
    take_up_harvest,
)
from pprnet_site.catalogue.enums import Source
from pprnet_site.catalogue.models import HarvestRun, SavedSearch
from pprnet_site.catalogue.permissions import user_can_harvest
from pprnet_site.desk.forms.harvests import ScheduleForm, SearchForm, StartForm
from pprnet_site.desk.permissions import desk_view
from pprnet_site.desk.queries import harvests as queries
from pprnet_site.desk.views.frame import page

A_PAGE = 10
INVALID, REFUSED = 400, 409


def show(request: HttpRequest, refusal: str = "", status: int = 200, **forms: Form) -> HttpResponse:
    """Show the harvests and the forms, with what was wrong in one of them."""
    pages = Paginator(queries.all_runs(), A_PAGE)
    wanted = request.GET.get("page", "1")
    if not wanted.isdecimal() or not 1 <= int(wanted[:9]) <= pages.num_pages:
        raise Http404
    found = pages.page(int(wanted))
    context = {
        "pages": found,
        "runs": queries.runs_of(found.object_list),
        "can_harvest": user_can_harvest(request.user),
        "contact_refusal": "" if queries.contact_is_set() else queries.contact_refusal(),
        "open_run": queries.open_run(),
        "searches": queries.saved_searches(),
        "refusal": refusal,
    }
    return page(request, "desk/harvests.html", "imports", context | forms_of(forms), status=status)


def forms_of(bound: dict[str, Form]) -> dict[str, Any]:
    """Give the forms, filled with what holds now unless one was sent."""
    schedule = queries.schedule()
    first = {"since": queries.a_month_ago(), "sources": Source.values}
    now = {"is_on": schedule.is_on, "month_day": schedule.month_day}
    fresh = {
        "schedule": schedule,
        "start_form": StartForm(initial=first),
        "schedule_form": ScheduleForm(initial=now),
        "search_form": SearchForm(),
    }
    return fresh | bound


def ensure_editor(request: HttpRequest) -> None:
    """Stop who may not harvest before a form of theirs is even read."""
    if not user_can_harvest(request.user):
        raise PermissionDenied(_("You may not change what is harvested. Ask an editor."))


def done(request: HttpRequest, act: Callable[[], object], said: str, **forms: Form) -> HttpResponse:
    """Do what a form asked for and say so, or show why not."""
    if refusal := queries.refusal_of(act):
        return show(request, refusal, status=REFUSED, **forms)
    messages.success(request, said)
    return redirect("desk:harvests")


@desk_view
@require_GET
def harvests_view(request: HttpRequest) -> HttpResponse:
    """List the harvests with what each source gave."""
    return show(request)


@desk_view
@require_GET
def harvest_view(request: HttpRequest, run_id: int) -> HttpResponse:
    """Show how far a harvest has come, search by search."""
    run = get_object_or_404(queries.all_runs(), pk=run_id)
    context = {"view": queries.by_search(run), "can_harvest": user_can_harvest(request.user)}
    return page(request, "desk/harvest.html", "imports", context)


@desk_view
@require_POST
def start_view(request: HttpRequest) -> HttpResponse:
    """Start a harvest in the background."""
    ensure_editor(request)
    form = StartForm(request.POST)
    if not form.is_valid():
        return show(request, status=INVALID, start_form=form)
    return done(
        request,
        lambda: start_harvest(**form.cleaned_data, by=request.user),
        _("The sources are being asked. You can leave this page."),
        start_form=form,
    )


@desk_view
@require_POST
def schedule_view(request: HttpRequest) -> HttpResponse:
    """Have the searches run every month, or no longer."""
    ensure_editor(request)
    form = ScheduleForm(request.POST)
    if not form.is_valid():
        return show(request, status=INVALID, schedule_form=form)
    on, day = form.cleaned_data["is_on"], form.cleaned_data["month_day"]
    return done(
        request,
        lambda: set_schedule(on=on, month_day=day, by=request.user),
        _("The searches run every month.") if on else _("The searches run only when you ask."),
        schedule_form=form,
    )


@desk_view
@require_POST
def take_up_view(request: HttpRequest, run_id: int) -> HttpResponse:
    """Have a harvest go on."""
    run = get_object_or_404(HarvestRun, pk=run_id)
    return done(
        request,
        lambda: take_up_harvest(run=run, by=request.user),
        _("The harvest goes on where it ended."),
    )


@desk_view
@require_POST
def stop_view(request: HttpRequest, run_id: int) -> HttpResponse:
    """Stop a harvest."""
    run = get_object_or_404(HarvestRun, pk=run_id)
    said = _("The harvest is stopped. What came stays.")
    return done(request, lambda: stop_harvest(run=run, by=request.user), said)


@desk_view
@require_POST
def search_view(request: HttpRequest) -> HttpResponse:
    """Save a search of one's own."""
    ensure_editor(request)
    form = SearchForm(request.POST)
    if not form.is_valid():
        return show(request, status=INVALID, search_form=form)
    return done(
        request,
        lambda: add_search(**form.cleaned_data, by=request.user),
        _("Saved: %(name)s") % {"name": form.cleaned_data["label"]},
    )


@desk_view
@require_POST
def switch_view(request: HttpRequest, search_id: int) -> HttpResponse:
    """Switch a search on or off, or remove it."""
    search = get_object_or_404(SavedSearch, pk=search_id)
    to = request.POST.get("to", "")
    if to == "remove":
        said = _("Removed: %(name)s") % {"name": search}
        return done(request, lambda: remove_search(search=search, by=request.user), said)
    said = _("On: %(name)s") if to == "on" else _("Off: %(name)s")
    return done(
        request,
        lambda: switch_search(search=search, on=to == "on", by=request.user),
        said % {"name": search},
    )
