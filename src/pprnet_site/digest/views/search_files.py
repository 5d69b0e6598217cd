"""The references of a search as a file, with the same parameters as its page."""

from __future__ import annotations

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from pprnet_site.digest import queries
from pprnet_site.digest.addresses import is_canonical, with_parameters
from pprnet_site.digest.indexing.search_index import found_summaries
from pprnet_site.digest.views.files import file_response
from pprnet_site.digest.views.search import requested_search

MOST_SUMMARIES = 1_000
"""Summaries whose references one file has, the first in the order of the search."""
MOST_A_MINUTE = 120
"""Files that one client gets in a minute."""
TOO_MANY = 429


def search_citations(request: HttpRequest, ending: str) -> HttpResponse:
    """Return the references of the summaries that a search finds, up to `MOST_SUMMARIES`."""
    asked = requested_search(request).with_changes()
    place = reverse("search-citations", kwargs={"ending": ending})
    address = with_parameters(place, list(asked.pairs()))
    if not is_canonical(request, address):
        return HttpResponsePermanentRedirect(address)
    if is_too_often(request):
        return refused()
    pages = found_summaries(asked, most=MOST_SUMMARIES, relations=queries.CITED_RELATIONS)
    if not pages:
        raise Http404
    body = queries.citations_file(pages, ending=ending)
    response = file_response(body, name="search", ending=ending)
    response["X-Robots-Tag"] = "noindex"
    response["Link"] = f'<{request.build_absolute_uri(asked.address)}>; rel="canonical"'
    return response


def is_too_often(request: HttpRequest) -> bool:
    """Return whether a client has had as many files in this minute as it may, and count this one.

    Each process counts for itself, so that a site with several of them allows a few more.
    """
    key = f"search-files:{request.META.get('REMOTE_ADDR', '')}"
    cache.add(key, 0, timeout=60)
    try:
        return cache.incr(key) > MOST_A_MINUTE
    except ValueError:  # the minute ended in between
        return False


def refused() -> HttpResponse:
    """Return the answer to a client that asks too often."""
    said = _("Too many files were asked for. Try again in a minute.")
    response = HttpResponse(said, status=TOO_MANY, content_type="text/plain; charset=utf-8")
    response["Retry-After"] = "60"
    return response
