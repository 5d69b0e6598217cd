"""The screening: progress, settings, conflicts and exports."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from pprnet_site.catalogue.models import Work
from pprnet_site.core.errors import ActionRefusedError
from pprnet_site.desk import actions
from pprnet_site.desk.enums import SCREENER_CHOICES, ExclusionReason
from pprnet_site.desk.forms.screening import PlanForm, ResolveForm
from pprnet_site.desk.models import ScreeningPlan
from pprnet_site.desk.permissions import DeskRequest, desk_view, user_can_plan_screening
from pprnet_site.desk.queries.screening.decision_exports import decisions_csv, decisions_ris
from pprnet_site.desk.queries.screening.dual_screening import agreements, conflicts
from pprnet_site.desk.queries.screening.prisma_flow import prisma_flow
from pprnet_site.desk.queries.screening.progress import progress
from pprnet_site.desk.views.desk_page import render_page

EXPORTS: dict[str, tuple[Callable[[], Iterator[bytes]], str]] = {
    "ris": (decisions_ris, "application/x-research-info-systems"),
    "csv": (decisions_csv, "text/csv; charset=utf-8"),
}


@desk_view
@require_GET
def screening_view(request: DeskRequest) -> HttpResponse:
    """Show the progress of the screening."""
    context = {
        "curve": progress(),
        "flow": prisma_flow(),
        "plan": ScreeningPlan.objects.select_related("by").first(),
        "plan_choices": SCREENER_CHOICES,
        "agreements": agreements(),
        "conflicts": len(conflicts()),
        "can_plan": user_can_plan_screening(request.user),
    }
    return render_page(request, "desk/screening.html", "screening", context)


@desk_view
@require_POST
def plan_view(request: DeskRequest) -> HttpResponse:
    """Set how many people screen each work."""
    if not user_can_plan_screening(request.user):
        raise PermissionDenied(_("Only an editor can choose how many people screen each work."))
    form = PlanForm(request.POST)
    if form.is_valid():
        actions.choose_plan(screeners=form.cleaned_data["screeners"], by=request.user)
        messages.success(request, _("The screening settings are saved."))
    else:
        messages.error(request, _("Choose one person or two. Nothing was changed."))
    return redirect("desk:screening")


@desk_view
@require_GET
def conflicts_view(request: DeskRequest) -> HttpResponse:
    """List the works on which two screeners differ."""
    return show_conflicts(request)


def show_conflicts(request: DeskRequest, status: int = 200, refusal: str = "") -> HttpResponse:
    """Return the page of conflicts, with a refusal if there is one."""
    context = {"conflicts": conflicts(), "reasons": ExclusionReason, "refusal": refusal}
    return render_page(request, "desk/conflicts.html", "screening", context, status=status)


@desk_view
@require_POST
def resolve_view(request: DeskRequest, work_id: int) -> HttpResponse:
    """Decide on a work on which two screeners differ."""
    form = ResolveForm(request.POST)
    if not form.is_valid():
        problem = _("No decision was sent. Press one of the buttons.")
        return show_conflicts(request, status=400, refusal=problem)
    try:
        move = actions.resolve_conflict(work_id=work_id, by=request.user, **form.cleaned_data)
    except ActionRefusedError as refusal:
        return show_conflicts(request, status=409, refusal=str(refusal))
    except Work.DoesNotExist as error:
        raise Http404 from error
    messages.success(request, _("Settled: %(title)s") % {"title": move.work})
    return redirect("desk:conflicts")


@desk_view
@require_GET
def export_view(_request: DeskRequest, ending: str) -> StreamingHttpResponse:
    """Return the decisions as a file."""
    if ending not in EXPORTS:
        raise Http404
    write, media_type = EXPORTS[ending]
    response = StreamingHttpResponse(write(), content_type=media_type)
    name = f"decisions-{timezone.localdate().isoformat()}.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
