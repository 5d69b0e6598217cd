"""The index of the reader and of the desk: words, facets, suggestions, snippets."""

from pprnet.search.index import Index
from pprnet.search.values import Document, Facets, Hit, Order, Query, Results, Snippet

__all__ = ["Document", "Facets", "Hit", "Index", "Order", "Query", "Results", "Snippet"]
