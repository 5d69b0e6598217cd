"""Topics, types of research and the archive."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from pprnet_site.digest import queries
from pprnet_site.digest.addresses import is_canonical, page_number, with_parameters
from pprnet_site.digest.page_context import common_language
from pprnet_site.digest.queries import SummaryRow
from pprnet_site.digest.queries.evidence_grid import evidence_of_topic, evidence_of_type
from pprnet_site.taxonomy.models import ResearchType, Topic
from pprnet_site.taxonomy.queries import sort_topics

YEARS_PER_PAGE = 10


def topics(request: HttpRequest) -> HttpResponse:
    """Return the page that lists every topic."""
    listed = sort_topics(queries.topics_with_counts())
    return render(request, "digest/topics.html", {"topics": listed, "section": "topics"})


def types(request: HttpRequest) -> HttpResponse:
    """Return the page that lists every type of research by group."""
    groups = queries.grouped_types()
    return render(request, "digest/types.html", {"groups": groups, "section": "types"})


def topic(request: HttpRequest, key: str) -> HttpResponse:
    """Return the page of one topic."""
    term = get_object_or_404(Topic, key=key)
    rows = queries.summary_rows(queries.public_summaries().filter(topics=term))
    context = {
        "see_also": sort_topics(term.related.all()),
        "grid": evidence_of_topic(rows, term),
        "description": term.scope_note,
        "section": "topics",
        "feed_name": "topic-feed",
        "citations_name": "topic-citations",
        **shared_context(rows, term, sort_topics(Topic.objects.all())),
    }
    return render(request, "digest/topic.html", context)


def type_(request: HttpRequest, key: str) -> HttpResponse:
    """Return the page of one type of research."""
    term = get_object_or_404(ResearchType.objects.select_related("group"), key=key)
    rows = queries.summary_rows(queries.public_summaries().filter(research_types=term))
    kinds = list(ResearchType.objects.order_by("group__position", "position"))
    context = {
        "see_also": [kind for kind in kinds if kind.group_id == term.group_id and kind != term],
        "grid": evidence_of_type(rows, term),
        "section": "types",
        "feed_name": "type-feed",
        "citations_name": "type-citations",
        **shared_context(rows, term, kinds),
    }
    return render(request, "digest/type.html", context)


def shared_context(
    rows: Sequence[SummaryRow], term: Topic | ResearchType, terms: Sequence[Topic | ResearchType]
) -> dict[str, Any]:
    """Return the part of the context that topic and type pages have in common."""
    at = terms.index(term)
    return {
        "term": term,
        "rows": rows,
        "years": group_by_year(rows),
        "first": rows[-1].month if rows else None,
        "last": rows[0].month if rows else None,
        "before": terms[at - 1] if at else None,
        "after": terms[at + 1] if at + 1 < len(terms) else None,
        "content_language": common_language(rows),
    }


def group_by_year(rows: Iterable[SummaryRow]) -> list[tuple[int, list[SummaryRow]]]:
    """Return rows, ordered newest first, by the year of their issue."""
    return [(year, list(part)) for year, part in groupby(rows, lambda row: row.month.year)]


def archive(request: HttpRequest) -> HttpResponse:
    """Return a page of the archive, ten years a page."""
    page = page_number(request.GET)
    address = with_parameters(reverse("archive"), [("page", str(page))] if page > 1 else [])
    if not is_canonical(request, address):
        return HttpResponsePermanentRedirect(address)
    years = queries.public_years()
    pages = [years[at : at + YEARS_PER_PAGE] for at in range(0, len(years), YEARS_PER_PAGE)] or [[]]
    if page > len(pages):
        raise Http404
    issues = queries.public_issues().filter(month__year__in=pages[page - 1])
    months = queries.rows_by_issue(issues)
    parts = [(year, list(part)) for year, part in groupby(months, lambda m: m[0].month.year)]
    context = {
        "years": [(year, months_of_year(part), part) for year, part in parts],
        "issue_count": queries.public_issues().count(),
        "summary_count": queries.public_summaries().count(),
        "pages": [(at + 1, part[0], part[-1]) for at, part in enumerate(pages) if part],
        "page": page,
        "canonical": address,
        "section": "archive",
    }
    return render(request, "digest/archive.html", context)


def months_of_year(months: Sequence[tuple[Any, list[SummaryRow]]]) -> list[tuple[Any, Any]]:
    """Return the twelve months of a year, each with its issue or None."""
    issues = {issue.month.month: issue for issue, _ in months}
    year = months[0][0].month
    return [(year.replace(month=at), issues.get(at)) for at in range(1, 13)]
