"""The full texts of a work: added, read, confirmed, deleted. They are private."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from pprnet_site.catalogue.models import Work
from pprnet_site.core.errors import ActionRefusedError
from pprnet_site.desk.forms.imports import FullTextForm
from pprnet_site.desk.permissions import DeskRequest, desk_view
from pprnet_site.desk.queries.work_details.full_text_pages import shown_part
from pprnet_site.desk.views.desk_page import number_in_address, render_page
from pprnet_site.digest.actions.drafts import find_draft
from pprnet_site.evidence.actions.full_texts import (
    add_full_text,
    confirm_full_text,
    delete_full_text,
)
from pprnet_site.evidence.models import FullTextRow
from pprnet_site.evidence.queries.full_texts import (
    full_texts_of_work,
    is_of_another_work,
    upload_limits,
)

ADDED = gettext_lazy("Read and added: %(title)s")


def private_page(
    request: DeskRequest, template: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """Return a page with private text, which no cache may store."""
    response = render_page(request, template, "works", context, status=status)
    patch_cache_control(response, private=True, no_store=True)
    return response


def work_with_texts(work_id: int, request: DeskRequest) -> tuple[Work, list[FullTextRow]]:
    """Return a work and its full texts.

    Raises:
        Http404: There is no such work.
    """
    work = get_object_or_404(Work.objects.defer("abstract", "merged"), pk=work_id)
    return work, full_texts_of_work(work.pk, user=request.user)


def one_of(rows: list[FullTextRow], number: int) -> FullTextRow:
    """Return the full text with a number.

    Raises:
        Http404: The work has none with this number.
    """
    row = next((row for row in rows if row.pk == number), None)
    if row is None:
        raise Http404
    return row


def show_full_texts(
    request: DeskRequest, work_id: int, form: FullTextForm | None = None, **shown: Any
) -> HttpResponse:
    """Return the page of a work's full texts; `shown` are a refusal and its status."""
    work, rows = work_with_texts(work_id, request)
    context = {
        "work": work,
        "rows": rows,
        "form": form or FullTextForm(),
        "limits": upload_limits(),
        "draft": find_draft(work),
        "refusal": shown.get("refusal", ""),
    }
    status = shown.get("status", 200)
    return private_page(request, "desk/full_texts.html", context, status)


@desk_view
@require_http_methods(["GET", "HEAD", "POST"])
def full_texts_view(request: DeskRequest, work_id: int) -> HttpResponse:
    """List the full texts of a work, or add the one that was sent."""
    if request.method != "POST":
        return show_full_texts(request, work_id)
    work, rows = work_with_texts(work_id, request)
    form = FullTextForm(request.POST, request.FILES)
    if not form.is_valid():
        return show_full_texts(request, work_id, form, status=400)
    file, pasted = form.cleaned_data["file"], form.cleaned_data["pasted"]
    try:
        row = add_full_text(work=work, by=request.user, upload=file or None, pasted=pasted)
    except ActionRefusedError as refusal:
        return show_full_texts(request, work_id, form, refusal=str(refusal), status=409)
    said = _("The work has this full text already: %(title)s") if row in rows else ADDED
    messages.success(request, said % {"title": row})
    return redirect(f"{reverse('desk:full-texts', args=[work_id])}#full-text-{row.pk}")


@desk_view
@require_GET
def full_text_view(request: DeskRequest, work_id: int, full_text_id: int) -> HttpResponse:
    """Show one full text page by page; the address names a page or a passage."""
    work, rows = work_with_texts(work_id, request)
    row = one_of(rows, full_text_id)
    number, passage = number_in_address(request, "page"), number_in_address(request, "passage")
    part = shown_part(row, user=request.user, number=number, passage=passage)
    if part is None and (number or passage):
        raise Http404
    context = {"work": work, "row": row, "part": part}
    return private_page(request, "desk/full_text.html", context)


@desk_view
@require_POST
def confirm_view(request: DeskRequest, work_id: int, full_text_id: int) -> HttpResponse:
    """Confirm that an article with another title is that of the work."""
    return change_full_text(request, work_id, full_text_id, is_deletion=False)


@desk_view
@require_POST
def delete_view(request: DeskRequest, work_id: int, full_text_id: int) -> HttpResponse:
    """Delete a full text after a confirmation."""
    return change_full_text(request, work_id, full_text_id, is_deletion=True)


def change_full_text(
    request: DeskRequest, work_id: int, full_text_id: int, *, is_deletion: bool
) -> HttpResponse:
    """Confirm or delete a full text of a work, and return to their list."""
    work, _rows = work_with_texts(work_id, request)
    by = request.user
    if is_of_another_work(full_text_id, work.pk):
        raise Http404
    try:
        if is_deletion:
            delete_full_text(
                full_text_id=full_text_id, confirmed="confirmed" in request.POST, by=by
            )
        else:
            confirm_full_text(full_text_id=full_text_id, by=by)
    except ActionRefusedError as refusal:
        return show_full_texts(request, work_id, refusal=str(refusal), status=409)
    messages.success(
        request,
        _("The full text has been deleted.")
        if is_deletion
        else _("Confirmed: claims are compared with this full text from now on."),
    )
    return redirect("desk:full-texts", work_id)
