"""The pages of corrections: all notices on public summaries, and one of them."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from pprnet_site.core.templatetags.pprnet import partial_date
from pprnet_site.digest import queries
from pprnet_site.digest.addresses import is_canonical, page_number, with_parameters
from pprnet_site.digest.queries.corrections import (
    PER_PAGE,
    STUDY,
    correction,
    correction_keys,
    corrections,
)
from pprnet_site.digest.queries.notice_statements import notice_title


def correction_list(request: HttpRequest) -> HttpResponse:
    """Return a page of all notices, the newest first."""
    page = page_number(request.GET)
    if not is_canonical(request, list_address(page)):
        return HttpResponsePermanentRedirect(list_address(page))
    keys = correction_keys()
    last = max(1, -(-len(keys) // PER_PAGE))
    if page > last:
        raise Http404
    context = {
        "corrections": corrections(keys[(page - 1) * PER_PAGE : page * PER_PAGE]),
        "total": len(keys),
        "newer": list_address(page - 1) if page > 1 else "",
        "older": list_address(page + 1) if page < last else "",
        "canonical": list_address(page),
        "section": "corrections",
    }
    return render(request, "digest/corrections.html", context)


def list_address(page: int) -> str:
    """Return the address of a page of the list."""
    return with_parameters(reverse("corrections"), [("page", str(page))] if page > 1 else [])


def correction_page(request: HttpRequest, key: str) -> HttpResponse:
    """Return the page of one notice."""
    found = correction(key)
    if found is None:
        raise Http404
    notice = found.notice
    if notice.successor:
        return redirect("correction", f"{STUDY}-{notice.successor}", permanent=True)
    context = {
        "correction": found,
        "heading": _("{kind}, {date}").format(
            kind=notice_title(notice), date=partial_date(notice.stated)
        )
        if notice.stated
        else notice_title(notice),
        "history": queries.notice_history(notice),
        "content_language": found.language,
        "section": "corrections",
        "noindex": notice.is_about_another,
    }
    return render(request, "digest/correction.html", context)
