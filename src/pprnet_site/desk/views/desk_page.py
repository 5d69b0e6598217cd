"""What every page of the desk stands in: the bar with its counts, the other language, the keys."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse, translate_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from pprnet_site.desk.queries.navigation_counts import navigation_counts

KEYS_COOKIE = "desk_keys"
MAX_DIGITS = 18
"""Digits of a number that every database holds."""
COOKIE_SECONDS = 365 * 24 * 3600


def other_language(request: HttpRequest) -> dict[str, str]:
    """Name the other language in its own words, with the address of this page in it."""
    here = get_language() or "en"
    code, name = next((c, n) for c, n in settings.LANGUAGES if not here.startswith(c))
    with override(code):
        own_name = {"en": "English", "fr": "Français"}.get(code, str(name))
    # A page that answers a form has no address of its own to come back to.
    path = request.get_full_path() if request.method == "GET" else reverse("desk:inbox")
    return {"code": code, "name": own_name, "address": translate_url(path, code)}


def render_page(
    request: HttpRequest, template: str, section: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """Render a page of the desk; `section` names the part of the bar that it belongs to."""
    base_context = {
        "tray": section,
        "counts": navigation_counts(request.user),
        "other_language": other_language(request),
        "keys_on": request.COOKIES.get(KEYS_COOKIE) != "off",
    }
    return render(request, template, base_context | context, status=status)


def parse_number(text: str | None) -> int | None:
    """Read a number from an address or a form; nothing where there is none that a row can have."""
    if text and text.isascii() and text.isdigit() and len(text) <= MAX_DIGITS:
        return int(text)
    return None


def redirect_back(request: HttpRequest, default: str) -> HttpResponse:
    """Go back to the page that a form names, if it is one of this site's."""
    address = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(address, allowed_hosts={request.get_host()})
    return redirect(address if safe else default)


def decision_message(verdict: str) -> str:
    """Say in a few words what a decision did, with a place for the title."""
    return {
        "in": _("Included: %(title)s"),
        "out": _("Excluded: %(title)s"),
        "later": _("Postponed: %(title)s"),
        "back": _("Back in the queue: %(title)s"),
        "undo": _("Undone: %(title)s"),
    }[verdict]
