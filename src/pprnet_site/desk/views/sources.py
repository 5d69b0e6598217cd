"""Choosing one more work for a draft to tell of."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pprnet_site.catalogue.models import Work
from pprnet_site.core.errors import Refused
from pprnet_site.desk.forms.works import SearchForm
from pprnet_site.desk.permissions import desk_view
from pprnet_site.desk.queries.drafts import draft
from pprnet_site.desk.queries.works import find_works
from pprnet_site.desk.views.frame import number, page
from pprnet_site.digest.actions import add_source

MOST = 30
"""Works shown at once: whoever finds more types another word."""


@desk_view
@require_http_methods(["GET", "HEAD", "POST"])
def sources_view(request: HttpRequest, summary_id: int) -> HttpResponse:
    """Find a work by a few words and let the draft tell of it too."""
    if request.method == "POST":
        return add(request, summary_id)
    return show(request, summary_id)


def show(
    request: HttpRequest, summary_id: int, refusal: str = "", status: int = 200
) -> HttpResponse:
    """Show the search, and what it found without the sources that are there."""
    found = draft(summary_id, user=request.user)
    form = SearchForm({"q": request.GET.get("q", ""), "status": ""})
    words = form.cleaned_data["q"].strip() if form.is_valid() else ""
    there = [source.work.pk for source in found.sources]
    works = list(find_works(words).exclude(pk__in=there)[: MOST + 1]) if words else []
    context = {
        "draft": found,
        "form": form,
        "words": words,
        "works": works[:MOST],
        "cut": len(works) > MOST,
        "refusal": refusal,
    }
    return page(request, "desk/sources.html", "drafts", context, status=status)


def add(request: HttpRequest, summary_id: int) -> HttpResponse:
    """Add the work that was picked."""
    found = draft(summary_id, user=request.user)
    work = get_object_or_404(Work, pk=number(request.POST.get("work")))
    try:
        add_source(summary=found.row, work=work, by=request.user)
    except Refused as refusal:
        return show(request, summary_id, str(refusal), status=409)
    messages.success(request, _("A source now: %(title)s") % {"title": work})
    return redirect("desk:draft", summary_id)
