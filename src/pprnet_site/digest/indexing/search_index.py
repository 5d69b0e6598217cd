"""Search among the public summaries, in an index in memory that follows what is public."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any

from django.db.models import Count, Max, Sum

from pprnet.search import Facets, ResultOrder, SearchDocument, SearchIndex, SearchQuery, Snippet
from pprnet.search.search_types import MAX_PER_PAGE
from pprnet_site.digest.addresses import SearchRequest
from pprnet_site.digest.models import SummaryPage
from pprnet_site.digest.queries.published import public_issues, public_summaries
from pprnet_site.digest.queries.summary_rows import SummaryRow, linked_citation, summary_rows

PER_PAGE = 20

PublicState = tuple[object, ...]


@dataclass(frozen=True, slots=True, eq=False)
class CachedIndex:
    """An index, and the state of the public pages that it was made from."""

    state: PublicState
    index: SearchIndex


_lock = Lock()
_cache: dict[str, CachedIndex] = {}


@dataclass(frozen=True, slots=True)
class SearchResults:
    """One page of results."""

    total: int
    rows: tuple[tuple[SummaryRow, tuple[Snippet, ...]], ...]
    counts: Facets
    more_without_filters: int
    suggestion: str
    page: int
    pages: int


def search_summaries(asked: SearchRequest, *, per_page: int = PER_PAGE) -> SearchResults:
    """Return the results that an address asks for."""
    results = current_index().search(search_query(asked, page=asked.page, per_page=per_page))
    wanted = [int(hit.key) for hit in results.hits]
    rows = {row.page.pk: row for row in summary_rows(public_summaries().filter(pk__in=wanted))}
    hits = [(rows[int(hit.key)], hit.snippets) for hit in results.hits if int(hit.key) in rows]
    return SearchResults(
        total=results.total,
        rows=tuple(hits),
        counts=results.counts,
        more_without_filters=results.total_without_filters - results.total,
        suggestion=results.suggestion,
        page=results.page,
        pages=results.pages,
    )


def found_summaries(
    asked: SearchRequest, *, most: int, relations: Sequence[str]
) -> list[SummaryPage]:
    """Return the summaries that a search finds, in its order, up to a number.

    Args:
        asked: the search; its page does not count.
        most: how many are returned at most.
        relations: the relations to fetch with them.
    """
    wanted: list[int] = []
    index = current_index()
    for page in range(1, -(-most // MAX_PER_PAGE) + 1):
        results = index.search(search_query(asked, page=page, per_page=MAX_PER_PAGE))
        wanted += [int(hit.key) for hit in results.hits]
        if page >= results.pages:
            break
    found = public_summaries().filter(pk__in=wanted[:most]).prefetch_related(*relations)
    by_number = {page.pk: page for page in found}
    return [by_number[number] for number in wanted[:most] if number in by_number]


def search_query(asked: SearchRequest, *, page: int, per_page: int) -> SearchQuery:
    """Return what the index is asked for."""
    return SearchQuery(
        text=asked.text,
        topics=asked.topics,
        types=asked.types,
        years=asked.years,
        order=asked.order or ResultOrder.BEST,
        page=page,
        per_page=per_page,
    )


def current_index() -> SearchIndex:
    """Return the index of what is public now; it is made once for each state and process."""
    state = public_state()
    with _lock:
        cached = _cache.get("index")
        if cached is None or cached.state != state:
            documents = [document_of(row) for row in summary_rows(public_summaries())]
            cached = _cache["index"] = CachedIndex(state, SearchIndex.build(documents))
        return cached.index


def public_state() -> PublicState:
    """Return a value that changes whenever a summary is published, corrected or withdrawn."""
    marks: dict[str, Any] = {
        "number": Count("pk"),
        "sum": Sum("pk"),
        "newest": Max("last_published_at"),
    }
    issues = public_issues().order_by().aggregate(**marks)
    summaries = public_summaries().order_by().aggregate(**marks)
    return (*issues.values(), *summaries.values())


def document_of(row: SummaryRow) -> SearchDocument:
    """Return a summary as a document of the index."""
    page = row.page
    works = [source.work for source in page.sources.all()]
    citations = [citation.text for work in works if (citation := linked_citation(work))]
    others = (page.summary, page.limits, page.for_whom)
    return SearchDocument(
        key=str(page.pk),
        title=page.title,
        bottom_line=page.bottom_line,
        summary="\n\n".join(text for text in others if text),
        implications="\n\n".join(text for text in (page.in_practice, page.implications) if text),
        citation=" ".join(citations),
        authors=page.author_name,
        topics=tuple(topic.key for topic in row.topics),
        types=tuple(kind.key for kind in row.types),
        year=row.month.year,
        month_ordinal=row.month.year * 12 + row.month.month,
        language=page.language,
    )
