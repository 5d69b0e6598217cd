"""Proposals for the issue of the month."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from pprnet_site.core.errors import ActionRefusedError
from pprnet_site.desk import actions
from pprnet_site.desk.permissions import DeskRequest, desk_view
from pprnet_site.desk.queries.picks import monthly_picks
from pprnet_site.desk.views.desk_page import parse_number, render_page

MAX_PICKS = 3


@desk_view
@require_GET
def picks_view(request: DeskRequest) -> HttpResponse:
    """Show proposals of two or three works."""
    return show_picks(request)


def show_picks(request: DeskRequest, status: int = 200, refusal: str = "") -> HttpResponse:
    """Return the page of proposals, with a refusal if there is one."""
    context = {"picks": monthly_picks(timezone.localdate()), "refusal": refusal}
    return render_page(request, "desk/picks.html", "shortlist", context, status=status)


@desk_view
@require_POST
def pick_view(request: DeskRequest) -> HttpResponse:
    """Shortlist the works of a proposal."""
    named = [parse_number(text) for text in request.POST.getlist("work")[:MAX_PICKS]]
    try:
        works = actions.shortlist_works(work_ids=[n for n in named if n], by=request.user)
    except ActionRefusedError as refusal:
        return show_picks(request, status=409, refusal=str(refusal))
    messages.success(
        request,
        ngettext("%(n)d work is shortlisted.", "%(n)d works are shortlisted.", len(works))
        % {"n": len(works)},
    )
    return redirect("desk:shortlist")
