"""The page on which a draft is read: its forms, and the buttons that were pressed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pprnet_site.core.errors import ActionRefusedError
from pprnet_site.desk.forms.reviews.review_forms import (
    AssignmentForm,
    CheckListForm,
    DeskCommentForm,
    GuestLinkForm,
    HandInForm,
    OverrideForm,
    ReadingForm,
)
from pprnet_site.desk.permissions import DeskRequest, desk_view
from pprnet_site.desk.queries.reviews import Review, read_review
from pprnet_site.desk.views.desk_page import render_page
from pprnet_site.desk.views.reviews import review_buttons
from pprnet_site.reviews import actions

FORMS: dict[str, Callable[..., forms.Form]] = {
    "hand_in": HandInForm,
    "assign": AssignmentForm,
    "comment": DeskCommentForm,
    "verdict": ReadingForm,
    "link": GuestLinkForm,
    "override": OverrideForm,
    "checks": CheckListForm,
}
"""The form of each button that has one."""


@dataclass(slots=True)
class ShownForms:
    """The forms of the page; the one whose button was pressed has what was typed."""

    forms: dict[str, forms.Form]
    refusal: str = ""
    address: str = ""
    """The secret address of a link that was made now; it is shown once."""


def shown_forms(request: DeskRequest, found: Review, pressed: str = "") -> ShownForms:
    """Return the forms, of which only the one that was sent has values."""
    made = {}
    for name, kind in FORMS.items():
        more = {"people": found.readers} if name == "assign" else {}
        data = request.POST if name == pressed else None
        initial = {"opened": found.revision.pk}
        made[name] = kind(data, prefix=name, initial=initial, **more)
    return ShownForms(made)


def show_review(
    request: DeskRequest, found: Review, shown: ShownForms, status: int = 200
) -> HttpResponse:
    """Return the page."""
    context = {"review": found, "shown": shown, **shown.forms}
    response = render_page(request, "desk/review.html", "to-read", context, status=status)
    response["Referrer-Policy"] = "no-referrer" if shown.address else "same-origin"
    return response


@desk_view
@require_http_methods(["GET", "HEAD", "POST"])
def review_view(request: DeskRequest, summary_id: int) -> HttpResponse:
    """Show a draft to its reader, or run the button that was pressed."""
    found = read_review(summary_id, user=request.user)
    if request.method != "POST":
        return show_review(request, found, shown_forms(request, found))
    names = (*review_buttons.BUTTONS, "link")
    pressed = next((name for name in names if name in request.POST), "")
    shown = shown_forms(request, found, pressed)
    form = shown.forms.get(pressed)
    if not pressed or (form is not None and not form.is_valid()):
        shown.refusal = _("Nothing was saved: check the fields marked below.")
        return show_review(request, found, shown, status=400)
    try:
        return run_pressed(request, found, pressed, shown)
    except ActionRefusedError as refusal:
        shown.refusal = str(refusal)
        return show_review(request, found, shown, status=409)


def run_pressed(
    request: DeskRequest, found: Review, pressed: str, shown: ShownForms
) -> HttpResponse:
    """Run a button; a new link is shown at once, since its address is not stored."""
    form = shown.forms.get(pressed)
    values = form.cleaned_data if form is not None else {}
    if pressed == "link":
        return show_new_link(request, found, days=values["days"], opened=values["opened"])
    said = review_buttons.BUTTONS[pressed](request, found, values)
    messages.success(request, said)
    return redirect("desk:review", found.row.pk)


def show_new_link(request: DeskRequest, found: Review, *, days: int, opened: int) -> HttpResponse:
    """Make a link for a guest and return the page with its address."""
    made = actions.make_guest_link(page=found.row, revision=opened, days=days, by=request.user)
    after = read_review(found.row.pk, user=request.user)
    shown = shown_forms(request, after)
    path = reverse("reviews:guest", kwargs={"token": made.token})
    shown.address = request.build_absolute_uri(path)
    response = show_review(request, after, shown)
    response["Cache-Control"] = "no-store"
    return response
