"""Middleware around every view."""

from __future__ import annotations

import logging
from collections.abc import Callable
from traceback import walk_tb

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.defaults import page_not_found

from pprnet_site.core.errors import ActionRefusedError
from pprnet_site.core.operations.unavailable import answer_bad_request
from pprnet_site.core.security import WAGTAIL_ADMIN_PATH

log = logging.getLogger(__name__)

FORM_ERRORS = (AttributeError, LookupError, ObjectDoesNotExist, TypeError, ValueError)
"""What a view of Wagtail raises that takes a form as complete."""
OWN_CODE = ("pprnet.", "pprnet_site.")


class BodilessHeadMiddleware:
    """Answer HEAD with the headers alone (RFC 9110, 9.3.2): gunicorn warns about bodies."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the response, without a body for HEAD."""
        response = self.get_response(request)
        if request.method == "HEAD" and not response.streaming:
            response.content = b""
        return response


class RefusalMiddleware:
    """Show a refusal in Wagtail's admin as a message on its page, never as an error.

    Wagtail's views do not handle these refusals; the views of this site do.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the response of the view."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Return a redirect with the message of a refusal, or `None`."""
        if not isinstance(error, ActionRefusedError) or not request.path.startswith(
            WAGTAIL_ADMIN_PATH
        ):
            return None
        for line in str(error).splitlines():
            messages.error(request, line)
        place = refused_page_address(request, error)
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            # Wagtail's dialogues (approval in a workflow) close and follow the address.
            return JsonResponse({"step": "success", "redirect": place})
        return redirect(place)


class IncompleteFormMiddleware:
    """Answer 400 or 404 where a form of Wagtail's admin is sent without what its view expects.

    Some of Wagtail's views read a field, or look a page up by it, before they check the form. An
    error in the code of this site stays an error 500.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the response of the view."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Return the answer to an incomplete form, or `None`."""
        is_form = request.method == "POST" and request.path.startswith(WAGTAIL_ADMIN_PATH)
        if not is_form or not isinstance(error, FORM_ERRORS) or is_from_this_site(error):
            return None
        log.warning("%s: a form that is not complete", request.path, exc_info=error)
        if isinstance(error, ObjectDoesNotExist):
            return page_not_found(request, error)
        return answer_bad_request(request, error)


def is_from_this_site(error: Exception) -> bool:
    """Return whether code of this site took part in an error."""
    frames = (frame for frame, _line in walk_tb(error.__traceback__))
    return any(f"{frame.f_globals.get('__name__', '')}.".startswith(OWN_CODE) for frame in frames)


def refused_page_address(request: HttpRequest, error: ActionRefusedError) -> str:
    """Return the address of the form that was refused, or the page before."""
    pages: tuple[int, ...] = getattr(error, "pages", ())
    if len(pages) == 1:
        return reverse("wagtailadmin_pages:edit", args=[pages[0]])
    came_from = request.headers.get("referer", "")
    safe = url_has_allowed_host_and_scheme(
        came_from, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return came_from if safe else reverse("wagtailadmin_home")
