"""Imports of files into the catalogue."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from pprnet_site.catalogue.actions import requeue_stalled_imports, start_import
from pprnet_site.catalogue.models import ImportRun
from pprnet_site.catalogue.queries import recent_imports
from pprnet_site.core.operations.beats import is_worker_down
from pprnet_site.desk.forms.imports import UploadForm
from pprnet_site.desk.permissions import DeskRequest, desk_view
from pprnet_site.desk.queries.imports import (
    is_unfinished,
    readable_formats,
    start_or_refusal,
    upload_limit,
)
from pprnet_site.desk.queries.pairs import count_pairs
from pprnet_site.desk.queries.source_notices.reported_changes import changes_of_import
from pprnet_site.desk.views.desk_page import render_page, requested_page

PROBLEMS_PER_PAGE = 100


@desk_view
@require_http_methods(["GET", "HEAD", "POST"])
def imports_view(request: DeskRequest) -> HttpResponse:
    """List the imports, and start one from an uploaded file."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        form = UploadForm(request.POST, request.FILES)
        if form.is_valid():
            run, refusal = start_or_refusal(
                lambda: start_import(upload=form.cleaned_data["file"], by=request.user)
            )
            if run is not None:
                return redirect("desk:import", run.pk)
            form.add_error("file", refusal)
    runs = list(recent_imports(50))
    context = {
        "form": form,
        "runs": runs,
        "cut_off": any(is_unfinished(run) for run in runs),
        "limit": upload_limit(),
        "formats": readable_formats(),
    }
    return render_page(
        request, "desk/imports.html", "imports", context, status=400 if form.is_bound else 200
    )


@desk_view
@require_GET
def import_view(request: DeskRequest, run_id: int) -> HttpResponse:
    """Show the progress of an import, and every problem with its line."""
    run = get_object_or_404(ImportRun.objects.select_related("started_by"), pk=run_id)
    context = {
        "run": run,
        "running": is_unfinished(run),
        "worker_down": is_worker_down(waiting_since=run.started_at),
        "pairs": count_pairs(),
        "reported": changes_of_import(run),
        "problems": requested_page(request, run.problems.all(), per_page=PROBLEMS_PER_PAGE),
    }
    return render_page(request, "desk/import.html", "imports", context)


@desk_view
@require_POST
def resume_imports_view(request: DeskRequest) -> HttpResponse:
    """Resume interrupted imports."""
    taken = len(requeue_stalled_imports())
    said = ngettext(
        "%(count)d interrupted file is being read again from where it stopped.",
        "%(count)d interrupted files are being read again from where they stopped.",
        taken,
    )
    messages.success(
        request,
        said % {"count": taken}
        if taken
        else _("No import was interrupted; there is nothing to resume."),
    )
    return redirect("desk:imports")
