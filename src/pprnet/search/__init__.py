"""Full-text search of the public site and the desk: words, facets, suggestions, snippets."""

from pprnet.search.index import SearchIndex
from pprnet.search.search_types import (
    Facets,
    ResultOrder,
    SearchDocument,
    SearchHit,
    SearchQuery,
    SearchResults,
    Snippet,
)

__all__ = [
    "Facets",
    "ResultOrder",
    "SearchDocument",
    "SearchHit",
    "SearchIndex",
    "SearchQuery",
    "SearchResults",
    "Snippet",
]
