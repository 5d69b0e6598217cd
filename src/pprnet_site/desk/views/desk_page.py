"""Parts of every page of the desk: navigation bar, other language, keys, page numbers."""

from __future__ import annotations

from typing import Any, TypeVar

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse, translate_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from pprnet_site.core.operations.beats import silent_parts
from pprnet_site.desk.permissions import DeskRequest
from pprnet_site.desk.queries.navigation_counts import navigation_counts
from pprnet_site.desk.queries.source_notices.alerts import notice_alert

T = TypeVar("T", bound=Model)

KEYS_COOKIE = "desk_keys"
MAX_DIGITS = 18
"""Digits of a number that every database can store."""
COOKIE_SECONDS = 365 * 24 * 3600


def other_language(request: DeskRequest) -> dict[str, str]:
    """Return the name of the other language in that language, with this page's address in it."""
    here = get_language() or "en"
    code, name = next((c, n) for c, n in settings.LANGUAGES if not here.startswith(c))
    with override(code):
        own_name = {"en": "English", "fr": "Français"}.get(code, str(name))
    # A page that answers a form has no address of its own to come back to.
    path = request.get_full_path() if request.method == "GET" else reverse("desk:inbox")
    return {"code": code, "name": own_name, "address": translate_url(path, code)}


def render_page(
    request: DeskRequest, template: str, section: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """Return a page of the desk; `section` names the entry of the navigation bar."""
    base_context = {
        "tray": section,
        "counts": navigation_counts(request.user),
        "other_language": other_language(request),
        "silences": silent_parts(),
        "alert": notice_alert(),
        "keys_on": request.COOKIES.get(KEYS_COOKIE) != "off",
    }
    return render(request, template, base_context | context, status=status)


def parse_number(text: str | None) -> int | None:
    """Return a number from an address or a form; None where no row can have it."""
    if text and text.isascii() and text.isdigit() and len(text) <= MAX_DIGITS:
        return int(text)
    return None


def number_in_address(request: DeskRequest, name: str) -> int | None:
    """Return the number of a row that the address names, None if it names none.

    Raises:
        Http404: The address names something that is no such number.
    """
    text = request.GET.get(name)
    number = parse_number(text)
    if text and number is None:
        raise Http404
    return number


def requested_page(request: DeskRequest, rows: QuerySet[T], *, per_page: int) -> Page[T]:
    """Return the page of a list that the address asks for, the first if it asks for none.

    Raises:
        Http404: There is no such page.
    """
    pages = Paginator(rows, per_page)
    wanted = request.GET.get("page", "1")
    if not wanted.isdecimal() or not 1 <= int(wanted[:9]) <= pages.num_pages:
        raise Http404
    return pages.page(int(wanted))


def redirect_back(request: DeskRequest, default: str) -> HttpResponse:
    """Redirect to the page that a form names, if it belongs to this site."""
    address = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(address, allowed_hosts={request.get_host()})
    return redirect(address if safe else default)


def decision_message(verdict: str) -> str:
    """Return the message about a decision, with a placeholder for the title."""
    return {
        "in": _("Included: %(title)s"),
        "out": _("Excluded: %(title)s"),
        "later": _("Postponed: %(title)s"),
        "back": _("Back in the queue: %(title)s"),
        "undo": _("Undone: %(title)s"),
    }[verdict]
