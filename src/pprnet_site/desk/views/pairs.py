"""Possible duplicates: two works side by side, to merge or to keep separate."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from pprnet_site.catalogue.actions import mark_as_distinct, merge_pair, split_record, undo_pair
from pprnet_site.catalogue.enums import PairVerdict
from pprnet_site.catalogue.models import Record, WorkPair
from pprnet_site.core.errors import ActionRefusedError
from pprnet_site.desk.forms.pairs import PairForm, SplitForm
from pprnet_site.desk.permissions import DeskRequest, desk_view
from pprnet_site.desk.queries.pairs import count_pairs, decided_pairs, pair_view
from pprnet_site.desk.views.desk_page import (
    number_in_address,
    redirect_back,
    render_page,
    requested_page,
)
from pprnet_site.desk.views.works import show_work

PAIRS_PER_PAGE = 50
INVALID, REFUSED = 400, 409
ACTIONS = {
    PairVerdict.ONE.value: merge_pair,
    PairVerdict.TWO.value: mark_as_distinct,
    "undo": undo_pair,
}


def show_pair(
    request: DeskRequest, pair_id: int | None = None, refusal: str = "", status: int = 200
) -> HttpResponse:
    """Return the page of one pair, or of none."""
    try:
        view = pair_view(pair_id)
    except WorkPair.DoesNotExist as error:
        raise Http404 from error
    last = decided_pairs().filter(decided_by=request.user).first()
    context = {"view": view, "waiting": count_pairs(), "last": last, "refusal": refusal}
    return render_page(request, "desk/pairs.html", "works", context, status=status)


@desk_view
@require_GET
def pairs_view(request: DeskRequest) -> HttpResponse:
    """Show the most probable pair, or the one that the address names."""
    return show_pair(request, number_in_address(request, "pair"))


@desk_view
@require_POST
def decide_pair_view(request: DeskRequest) -> HttpResponse:
    """Merge a pair, keep it separate, or undo that; then show the next pair."""
    form = PairForm(request.POST)
    if not form.is_valid():
        refusal = _("No decision was sent. Press one of the buttons.")
        return show_pair(request, refusal=refusal, status=INVALID)
    verdict = form.cleaned_data["verdict"]
    pair = get_object_or_404(WorkPair, pk=form.cleaned_data["pair"])
    try:
        pair = ACTIONS[verdict](pair=pair, by=request.user)
    except ActionRefusedError as refused:
        return show_pair(request, pair.pk, refusal=str(refused), status=REFUSED)
    messages.success(request, pair_message(verdict, pair) % {"title": pair.first})
    address = reverse("desk:pairs")
    opened = verdict == "undo" and pair.verdict == PairVerdict.OPEN
    return redirect_back(request, f"{address}?pair={pair.pk}" if opened else address)


def pair_message(verdict: str, pair: WorkPair) -> str:
    """Return the message about a decision, with a placeholder for the title."""
    if verdict == "undo":
        return (
            _("Undone; the question is open again: %(title)s")
            if pair.verdict == PairVerdict.OPEN
            else _("Undone; these are two works again: %(title)s")
        )
    merged = verdict == PairVerdict.ONE
    return _("Merged: %(title)s") if merged else _("Kept separate: %(title)s")


@desk_view
@require_GET
def decided_pairs_view(request: DeskRequest) -> HttpResponse:
    """List the decided pairs, each with a button to undo the decision."""
    page = requested_page(request, decided_pairs(), per_page=PAIRS_PER_PAGE)
    context = {"pairs": page, "waiting": count_pairs()}
    return render_page(request, "desk/pairs_decided.html", "works", context)


@desk_view
@require_POST
def split_view(request: DeskRequest, work_id: int) -> HttpResponse:
    """Split a record off from a work: it becomes a separate work."""
    form = SplitForm(request.POST)
    if not form.is_valid():
        refusal = _("No record was chosen. Press the button next to a record.")
        return show_work(request, work_id, status=INVALID, refusal=refusal)
    record = get_object_or_404(Record, pk=form.cleaned_data["record"], work=work_id)
    try:
        pair = split_record(record=record, by=request.user)
    except ActionRefusedError as refused:
        return show_work(request, work_id, status=REFUSED, refusal=str(refused))
    messages.success(
        request, _("The record is now a separate work: %(title)s") % {"title": pair.second}
    )
    return redirect("desk:work", work_id)
