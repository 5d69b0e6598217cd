"""Notices about the sources of summaries: open ones, decisions, and when services were asked."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from pprnet_site.catalogue import actions
from pprnet_site.catalogue.enums import EventVerdict
from pprnet_site.catalogue.models import WorkEvent
from pprnet_site.catalogue.permissions import ensure_can_decide_events, user_can_decide_events
from pprnet_site.catalogue.queries import asked_services, watch_state
from pprnet_site.core.errors import ActionRefusedError
from pprnet_site.desk.forms.notices import UNDO, EventDecisionForm
from pprnet_site.desk.permissions import DeskRequest, desk_view
from pprnet_site.desk.queries.source_notices import source_checks
from pprnet_site.desk.queries.source_notices.open_notices import (
    decided_events,
    notice_queue,
    undoable_event,
)
from pprnet_site.desk.views.desk_page import (
    number_in_address,
    redirect_back,
    render_page,
    requested_page,
)

NOTICES_PER_PAGE = 50
INVALID, REFUSED = 400, 409


def show_notice(
    request: DeskRequest, number: int | None = None, status: int = 200, **typed: Any
) -> HttpResponse:
    """Return the page of open notices with one in full; `typed` replaces what the page proposes."""
    try:
        queue = notice_queue(number)
    except WorkEvent.DoesNotExist as error:
        raise Http404 from error
    can_decide = user_can_decide_events(request.user)
    proposed = {"text": queue.opened.text, "reason": queue.opened.reason} if queue.opened else {}
    context = {
        "queue": queue,
        "view": queue.opened,
        "can_decide": can_decide,
        "last": undoable_event(request.user) if can_decide else None,
        "last_answer": source_checks.last_answer(),
        **proposed,
        **typed,
    }
    return render_page(request, "desk/notices.html", "notices", context, status=status)


@desk_view
@require_GET
def notices_view(request: DeskRequest) -> HttpResponse:
    """Show the most urgent open notice, or the one that the address names."""
    return show_notice(request, number_in_address(request, "notice"))


@desk_view
@require_POST
def decide_notice_view(request: DeskRequest, event_id: int) -> HttpResponse:
    """Store a decision on a notice, or undo it; after a refusal what was typed is kept."""
    ensure_can_decide_events(request.user)
    event = get_object_or_404(WorkEvent.objects.select_related("work"), pk=event_id)
    form = EventDecisionForm(request.POST)
    typed = {name: request.POST[name] for name in ("text", "reason") if name in request.POST}
    if not form.is_valid():
        return show_notice(request, event.pk, INVALID, refusal=form.problem(), **typed)
    try:
        store_decision(request, event, form.cleaned_data)
    except ActionRefusedError as refused:
        return show_notice(request, event.pk, REFUSED, refusal=str(refused), **typed)
    verdict = form.cleaned_data["verdict"]
    messages.success(request, notice_message(verdict) % {"title": event.work})
    address = reverse("desk:notices")
    return redirect_back(request, f"{address}?notice={event.pk}" if verdict == UNDO else address)


def store_decision(request: DeskRequest, event: WorkEvent, said: dict[str, str]) -> WorkEvent:
    """Carry out the decision of a form.

    Raises:
        ActionRefusedError: A text is missing or too long, or somebody else has decided.
    """
    common: Any = {"event": event, "by": request.user, "seen": said["seen"]}
    match said["verdict"]:
        case EventVerdict.CONFIRMED:
            return actions.confirm_event(text=said["text"], **common)
        case EventVerdict.DISPUTED:
            return actions.dispute_event(reason=said["reason"], **common)
        case EventVerdict.OTHER_WORK:
            return actions.reassign_event(**common)
    return actions.undo_event_decision(**common)


def notice_message(verdict: str) -> str:
    """Return the message about a decision, with a placeholder for the title of the work."""
    return {
        EventVerdict.CONFIRMED.value: _("Confirmed: %(title)s"),
        EventVerdict.DISPUTED.value: _("Disputed: %(title)s"),
        EventVerdict.OTHER_WORK.value: _("The notice no longer concerns: %(title)s"),
        UNDO: _("Undone: %(title)s"),
    }[verdict]


@desk_view
@require_GET
def decided_notices_view(request: DeskRequest) -> HttpResponse:
    """List the notices that an editor has decided on, each with a button to undo the decision."""
    page = requested_page(request, decided_events(), per_page=NOTICES_PER_PAGE)
    context = {"events": page, "can_decide": user_can_decide_events(request.user)}
    return render_page(request, "desk/notices_decided.html", "notices", context)


@desk_view
@require_GET
def notice_sources_view(request: DeskRequest) -> HttpResponse:
    """Show when each service was last asked about the sources of public summaries."""
    page = requested_page(request, source_checks.works_by_last_check(), per_page=NOTICES_PER_PAGE)
    context = {
        "watch": watch_state(),
        "services": asked_services(),
        "pages": page,
        "sources": source_checks.checked_sources(page.object_list),
    }
    return render_page(request, "desk/notices_sources.html", "notices", context)
