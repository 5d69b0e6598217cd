"""The desk's line about published summaries, on pages for editors that are not of the desk itself.

Those are the pages of errors below `/desk/`, a person's account and Wagtail's admin. Their
templates show `desk_line`; a page of the desk has the same line from its own view.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language_from_path

from pprnet_site.desk.queries.source_notices.alerts import notice_alert
from pprnet_site.digest.permissions import user_can_use_desk

EDITORS_PATHS = ("/desk/", "/account/", "/admin/")
"""What is below these addresses is never for readers."""


def page_line(request: HttpRequest) -> dict[str, Callable[[], SafeString]]:
    """Return the line for the context of every template; it is made where a template shows it."""
    return {"desk_line": lambda: line_for(request)}


def line_for(request: HttpRequest) -> SafeString:
    """Return the line as HTML, empty for readers, on public pages and where nothing is open."""
    user = getattr(request, "user", None)
    if not is_for_editors(request.path_info) or user is None or not user_can_use_desk(user):
        return SafeString()
    text = render_to_string("desk/parts/alerts.html", {"alert": notice_alert()})
    return SafeString(text.strip())


def is_for_editors(path: str) -> bool:
    """Return whether an address, in any language, is never one for readers."""
    language = get_language_from_path(path)
    unprefixed = path.removeprefix(f"/{language}") if language else path
    return unprefixed.startswith(EDITORS_PATHS)
