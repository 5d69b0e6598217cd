"""The inbox: one work at a time, decisions and their undoing."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from pprnet_site.catalogue.models import Move, Work
from pprnet_site.core.errors import ActionRefusedError
from pprnet_site.desk import actions
from pprnet_site.desk.enums import ExclusionReason
from pprnet_site.desk.forms.screening import CriteriaForm, DecisionForm
from pprnet_site.desk.forms.signals import signal_choices
from pprnet_site.desk.models import Vote
from pprnet_site.desk.permissions import DeskRequest, desk_view
from pprnet_site.desk.queries.screening.dual_screening import postponed_by
from pprnet_site.desk.queries.screening.inbox import Inbox, open_work, read_inbox
from pprnet_site.desk.queries.screening.progress import progress
from pprnet_site.desk.views.desk_page import (
    COOKIE_SECONDS,
    KEYS_COOKIE,
    decision_message,
    number_in_address,
    render_page,
)


def show_inbox(
    request: DeskRequest, work_id: int | None, status: int = 200, note: str = "", refusal: str = ""
) -> HttpResponse:
    """Return the inbox page with one work open."""
    found = read_inbox(user=request.user)
    number = dealt_work(found, work_id, request.user)
    try:
        found = open_work(found, number, request.user)
    except Work.DoesNotExist as error:
        raise Http404 from error
    context = {
        "inbox": found,
        "reasons": ExclusionReason,
        "note": note,
        "refusal": refusal,
        "curve": progress(),
        **signal_choices(),
    }
    return render_page(request, "desk/inbox.html", "inbox", context, status=status)


def dealt_work(inbox: Inbox, named: int | None, user: User) -> int | None:
    """Return the work to show: the one named, else the next; it is held, unless two screen it."""
    waiting = inbox.order.ids
    if inbox.dual_screening or (named is not None and named not in waiting):
        return next(iter(waiting), None) if named is None else named
    ids = waiting if named is None else (named,)
    return actions.deal_work(ids=ids, by=user, now=timezone.now())


@desk_view
@require_GET
def inbox_view(request: DeskRequest) -> HttpResponse:
    """Show the first work in the order, or the one that the address names."""
    return show_inbox(request, number_in_address(request, "work"))


@desk_view
@require_POST
def decide_work_view(request: DeskRequest) -> HttpResponse:
    """Store a decision, then show the next work; after a refusal the typed note is kept."""
    form = DecisionForm(request.POST)
    if not form.is_valid():
        problem = " ".join(str(error) for errors in form.errors.values() for error in errors)
        return show_inbox(
            request, None, status=400, note=request.POST.get("note", ""), refusal=problem
        )
    try:
        move = apply_decision(request, form)
    except ActionRefusedError as refusal:
        return show_inbox(
            request,
            form.cleaned_data["work"],
            status=409,
            note=form.cleaned_data["note"],
            refusal=str(refusal),
        )
    except Work.DoesNotExist as error:
        raise Http404 from error
    return redirect_to_next(request, form.cleaned_data["verdict"], move)


def apply_decision(request: DeskRequest, form: DecisionForm) -> Move | Vote:
    """Carry out the decision of a form; return the move or the vote."""
    data, by = form.cleaned_data, request.user
    if data["verdict"] == "undo":
        return actions.undo_decision(by=by, expected=data["last"])
    if data["verdict"] == "back":
        return actions.requeue_work(work_id=data["work"], by=by)
    first, *_others = actions.screen_works(
        work_ids=[data["work"], *data["also"]],
        verdict=data["verdict"],
        by=by,
        reason=data["reason"],
        note=data["note"],
    )
    return first


def redirect_to_next(request: DeskRequest, verdict: str, move: Move | Vote) -> HttpResponse:
    """Redirect with a message to the next work, or to the one that returned to the queue."""
    messages.success(request, decision_message(verdict) % {"title": move.work})
    address = reverse("desk:inbox")
    return redirect(f"{address}?work={move.work_id}" if verdict in {"undo", "back"} else address)


@desk_view
@require_GET
def later_view(request: DeskRequest) -> HttpResponse:
    """List the postponed works, in dual screening those of this person."""
    context = {
        "works": postponed_by(request.user).defer("merged", "abstract").prefetch_related("events")
    }
    return render_page(request, "desk/later.html", "inbox", context)


@desk_view
def criteria_view(request: DeskRequest) -> HttpResponse:
    """Edit the screening criteria."""
    form = CriteriaForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.save_criteria(**form.cleaned_data, by=request.user)
        return redirect("desk:inbox")
    status = 400 if form.is_bound else 200
    return render_page(request, "desk/criteria.html", "inbox", {"form": form}, status=status)


@desk_view
@require_POST
def keys_view(request: DeskRequest) -> HttpResponse:
    """Switch the keys on or off in this browser."""
    response = redirect("desk:inbox")
    value = "off" if request.POST.get("keys") == "off" else "on"
    response.set_cookie(
        KEYS_COOKIE,
        value,
        max_age=COOKIE_SECONDS,
        samesite="Lax",
        httponly=True,
        secure=request.is_secure(),
    )
    return response
