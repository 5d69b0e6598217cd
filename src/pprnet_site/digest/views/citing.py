"""Citing a summary: its page with every style, and its own citation as a file."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from pprnet_site.core.models import DigestSettings
from pprnet_site.digest import queries
from pprnet_site.digest.citing.summary_files import summary_file
from pprnet_site.digest.citing.summary_items import summary_path
from pprnet_site.digest.citing.summary_references import summary_references
from pprnet_site.digest.queries import SummaryRow
from pprnet_site.digest.views.files import file_response

LAST_NUMBER = 10**18
"""Numbers of rows that every database can store are smaller."""


def public_row(pk: int) -> SummaryRow:
    """Return a public summary.

    Raises:
        Http404: There is none with this number.
    """
    if pk >= LAST_NUMBER:
        raise Http404
    found = queries.summary_rows(queries.public_summaries().filter(pk=pk))
    if not found:
        raise Http404
    return found[0]


def cite(request: HttpRequest, pk: int) -> HttpResponse:
    """Return the page with the references of a summary and its sources in every style."""
    row = public_row(pk)
    references = summary_references(
        row,
        digest=DigestSettings.for_request(request).name,
        address=request.build_absolute_uri(summary_path(row.page)),
    )
    context = {"row": row, "references": references, "section": "archive", "noindex": True}
    return render(request, "digest/cite.html", context)


def own_citation(request: HttpRequest, pk: str, ending: str) -> HttpResponse:
    """Return the citation of a summary itself as a file."""
    row = public_row(int(pk))
    body = summary_file(
        row,
        digest=DigestSettings.for_request(request).name,
        address=request.build_absolute_uri(summary_path(row.page)),
        ending=ending,
    )
    return file_response(body, name=f"cite-summary-{pk}", ending=ending)
