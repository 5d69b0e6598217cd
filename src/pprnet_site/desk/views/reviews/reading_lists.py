"""The list of drafts that wait for a person."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from pprnet_site.desk.permissions import DeskRequest, desk_view
from pprnet_site.desk.views.desk_page import render_page
from pprnet_site.reviews.queries.reading_lists import reading_list


@desk_view
@require_GET
def to_read_view(request: DeskRequest) -> HttpResponse:
    """List what waits for this person: to read, to assign, to answer."""
    context = {"waiting": reading_list(request.user)}
    return render_page(request, "desk/to_read.html", "to-read", context)
