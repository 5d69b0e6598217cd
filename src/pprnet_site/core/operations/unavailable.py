"""The answer 503, with a plain page, when the database or the disk is unavailable for a time."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable

from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.defaults import server_error

from pprnet_site.core.operations.storage_faults import StorageFault, error_chain, storage_fault

log = logging.getLogger(__name__)

RETRY_AFTER = {StorageFault.BUSY: 10, StorageFault.UNWRITABLE: 120}
"""Seconds until it is worth asking again."""
DATABASE_ERRORS = (DatabaseError, InterfaceError)
"""After any of these the page of an error asks the database nothing."""


class UnavailableMiddleware:
    """Answer 503 for a fault of the storage in a view; the error handlers do it for middleware."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the response of the view."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Return the answer to a fault of the storage, or `None`."""
        fault = storage_fault(error)
        return None if fault is None else unavailable_response(request, fault, error)


def answer_error(request: HttpRequest) -> HttpResponse:
    """Return the page of an error that no view handled."""
    error = sys.exc_info()[1]
    fault = storage_fault(error)
    if fault is not None:
        return unavailable_response(request, fault, error)
    if any(isinstance(each, DATABASE_ERRORS) for each in error_chain(error)):
        return server_error(request)
    return error_page(request, "500.html", status=500)


def answer_bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Return the page of a request that is refused; a session that is not saved comes here too."""
    fault = storage_fault(exception)
    if fault is not None:
        return unavailable_response(request, fault, exception)
    return error_page(request, "400.html", status=400)


def error_page(request: HttpRequest, template: str, *, status: int) -> HttpResponse:
    """Return the page of an error, with what the desk says on every page where that is possible."""
    try:
        return render(request, template, status=status)
    except Exception:  # any, as this is the last page that can be shown
        log.exception("%s: the page of an error could not be made complete", request.path)
    return HttpResponse(render_to_string(template), status=status)


def unavailable_response(
    request: HttpRequest, fault: StorageFault, error: BaseException | None
) -> HttpResponse:
    """Return the answer 503 to one request, as JSON where that was asked for."""
    log.error("%s %s: 503, %s", request.method, request.path, str(error).strip())
    headers = {"Retry-After": str(RETRY_AFTER[fault]), "Cache-Control": "no-store"}
    if wants_json(request):
        body = {"error": fault_text(fault), "saved": False}
        return JsonResponse(body, status=503, headers=headers)
    page = render_to_string("503.html", {"is_busy": fault is StorageFault.BUSY})
    return HttpResponse(page, status=503, headers=headers)


def wants_json(request: HttpRequest) -> bool:
    """Return whether a request is one of a script."""
    accepted = request.headers.get("accept", "")
    asked_by_script = request.headers.get("x-requested-with") == "XMLHttpRequest"
    return asked_by_script or ("json" in accepted and "text/html" not in accepted)


def fault_text(fault: StorageFault) -> str:
    """Return a fault in one sentence."""
    if fault is StorageFault.BUSY:
        return _("The site is busy for a moment. Nothing was saved; please try again.")
    return _(
        "The site cannot save anything at the moment: its disk is full or cannot be written. "
        "Nothing was saved."
    )
