"""What stands around every view."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from pprnet_site.core.errors import ActionRefusedError
from pprnet_site.core.security import WAGTAIL_ADMIN_PATH


class BodilessHeadMiddleware:
    """Answer HEAD with the headers alone (RFC 9110, 9.3.2): gunicorn complains of each body."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on, and take the body off the answer to HEAD."""
        response = self.get_response(request)
        if request.method == "HEAD" and not response.streaming:
            response.content = b""
        return response


class RefusalMiddleware:
    """Show a refusal in Wagtail's frame as a message on the page it is about, never as an error.

    Wagtail's own views do not know our refusals; ours catch them themselves.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer a refusal."""
        if not isinstance(error, ActionRefusedError) or not request.path.startswith(
            WAGTAIL_ADMIN_PATH
        ):
            return None
        for line in str(error).splitlines():
            messages.error(request, line)
        place = refused_page_address(request, error)
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            # What Wagtail's dialogues (approval in a workflow) take as "close, and go there".
            return JsonResponse({"step": "success", "redirect": place})
        return redirect(place)


def refused_page_address(request: HttpRequest, error: ActionRefusedError) -> str:
    """Give the form of the page that was refused, else the page the person came from."""
    pages: tuple[int, ...] = getattr(error, "pages", ())
    if len(pages) == 1:
        return reverse("wagtailadmin_pages:edit", args=[pages[0]])
    came_from = request.headers.get("referer", "")
    safe = url_has_allowed_host_and_scheme(
        came_from, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return came_from if safe else reverse("wagtailadmin_home")
