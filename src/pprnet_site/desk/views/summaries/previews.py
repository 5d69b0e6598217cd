"""A draft as readers will see it, with a way back to the desk."""

from __future__ import annotations

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_GET

from pprnet_site.desk.permissions import DeskRequest, desk_view
from pprnet_site.desk.queries.drafts import read_draft


@desk_view
@require_GET
def preview_view(request: DeskRequest, summary_id: int) -> HttpResponse:
    """Show the newest version of a summary in the template of readers, below a bar."""
    found = read_draft(summary_id, user=request.user)
    request.is_preview = True  # type: ignore[attr-defined]  # Wagtail's mark of a preview
    context = found.summary.get_context(request) | {
        "noindex": True,
        "preview_of": found.row,
        "desk_line": "",
    }
    response = TemplateResponse(request, "desk/preview.html", context)
    patch_cache_control(response, private=True, no_store=True)
    return response
