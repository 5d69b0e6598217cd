"""Files: references to download, and `robots.txt`."""

from __future__ import annotations

import datetime as dt

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from pprnet_site.digest import queries
from pprnet_site.digest.models import SummaryPage
from pprnet_site.taxonomy.models import ResearchType, Topic


def summary_citations(_request: HttpRequest, pk: int, ending: str) -> HttpResponse:
    """Return the references of one summary."""
    found = queries.public_summaries().filter(pk=pk)
    return citations_response(found, name=f"summary-{pk}", ending=ending)


def issue_citations(_request: HttpRequest, month: str, ending: str) -> HttpResponse:
    """Return the references of one month."""
    try:
        first = dt.date.fromisoformat(f"{month}-01")
    except ValueError as error:
        raise Http404 from error
    found = queries.public_summaries().filter(issue_month=first)
    return citations_response(found, name=f"issue-{month}", ending=ending)


def topic_citations(_request: HttpRequest, key: str, ending: str) -> HttpResponse:
    """Return the references on one topic."""
    topic = get_object_or_404(Topic, key=key)
    found = queries.public_summaries().filter(topics=topic)
    return citations_response(found, name=f"topic-{key}", ending=ending)


def type_citations(_request: HttpRequest, key: str, ending: str) -> HttpResponse:
    """Return the references of one type of research."""
    kind = get_object_or_404(ResearchType, key=key)
    found = queries.public_summaries().filter(research_types=kind)
    return citations_response(found, name=f"type-{key}", ending=ending)


def all_citations(_request: HttpRequest, ending: str) -> HttpResponse:
    """Return every reference of the digest."""
    return citations_response(
        queries.public_summaries(), name="digest", ending=ending, may_be_empty=True
    )


def citations_response(
    summaries: QuerySet[SummaryPage], *, name: str, ending: str, may_be_empty: bool = False
) -> HttpResponse:
    """Return the references of summaries as a file.

    Raises:
        Http404: There is no summary, and an empty file is not wanted.
    """
    pages = queries.with_relations(summaries, *queries.CITED_RELATIONS)
    if not pages and not may_be_empty:
        raise Http404
    return file_response(queries.citations_file(pages, ending=ending), name=name, ending=ending)


def file_response(body: bytes, *, name: str, ending: str) -> HttpResponse:
    """Return a file of references, to be shown if it is plain text and to be saved otherwise."""
    media_type = queries.CITATION_FORMATS[ending][1]
    response = HttpResponse(body, content_type=f"{media_type}; charset=utf-8")
    how = "inline" if ending == "txt" else "attachment"
    response["Content-Disposition"] = f'{how}; filename="{name}.{ending}"'
    return response


def robots(request: HttpRequest) -> HttpResponse:
    """Return which paths robots may read, and the address of the sitemap."""
    closed = "".join(
        f"Disallow: {path}\n"
        for path in ("/admin/", "/desk/", "/fr/desk/", "/search/?", "/fr/search/?", "/search.")
    )
    sitemap = request.build_absolute_uri(reverse("sitemap"))
    return HttpResponse(
        f"User-agent: *\n{closed}\nSitemap: {sitemap}\n", content_type="text/plain; charset=utf-8"
    )
