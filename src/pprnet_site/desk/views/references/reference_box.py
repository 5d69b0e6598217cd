"""The box for pasted identifiers, references and records, and the page that adds works by it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from pprnet_site.catalogue.actions import add_references, start_reference_list
from pprnet_site.core.errors import ActionRefusedError
from pprnet_site.desk.forms.works import PasteForm
from pprnet_site.desk.permissions import DeskRequest, desk_view
from pprnet_site.desk.queries.work_details.reference_sheets import (
    ReferenceSheet,
    is_long_list,
    read_sheet,
)
from pprnet_site.desk.views.desk_page import render_page


def read_box(
    request: DeskRequest, form: PasteForm, *, adds_known: bool
) -> ReferenceSheet | HttpResponse | None:
    """Return the answers to what was pasted, or a redirect to the look-up of a long list.

    `None` means that the form has an error to show.

    Args:
        request: of a person.
        form: that was sent.
        adds_known: whether works that are at hand can be added, too, as to a draft.
    """
    if not form.is_valid():
        return None
    text = form.cleaned_data["text"]
    try:
        if is_long_list(text):
            return redirect("desk:import", start_reference_list(text=text, by=request.user).pk)
        return read_sheet(text, adds_known=adds_known)
    except ActionRefusedError as refusal:
        form.add_error("text", str(refusal))
        return None


@desk_view
@require_http_methods(["GET", "HEAD", "POST"])
def add_works_view(request: DeskRequest) -> HttpResponse:
    """Look up what was pasted, and add what was found."""
    if request.method != "POST":
        return show_box(request)
    if "answer" in request.POST:
        return add_chosen(request)
    form = PasteForm(request.POST, auto_id="paste_%s")
    found = read_box(request, form, adds_known=False)
    if isinstance(found, HttpResponse):
        return found
    return show_box(request, status=400 if found is None else 200, paste_form=form, sheet=found)


def show_box(request: DeskRequest, *, status: int = 200, **context: Any) -> HttpResponse:
    """Return the page with the box; `context` has the form that was sent and its answers."""
    given = {"paste_form": PasteForm(auto_id="paste_%s"), "sheet": None, **context}
    return render_page(request, "desk/add_works.html", "works", given, status=status)


def add_chosen(request: DeskRequest) -> HttpResponse:
    """Add the answers that were chosen."""
    try:
        works = add_references(texts=request.POST.getlist("answer"), by=request.user)
    except ActionRefusedError as refusal:
        return show_box(request, status=409, refusal=str(refusal))
    said = ngettext(
        "%(count)d work is in the digest now: %(titles)s",
        "%(count)d works are in the digest now: %(titles)s",
        len(works),
    )
    messages.success(request, said % {"count": len(works), "titles": titles_of(works)})
    return redirect("desk:work", works[0].pk) if len(works) == 1 else redirect("desk:inbox")


def titles_of(works: list[Any], most: int = 3) -> str:
    """Return the first titles of some works in one line."""
    titles = [str(work) for work in works[:most]]
    return "; ".join([*titles, _("and more")] if len(works) > most else titles)
