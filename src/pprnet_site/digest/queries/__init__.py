"""What readers may see, and nothing else: a summary is public when it and its issue are live."""

from pprnet_site.digest.queries.citing import FORMATS, citations_file
from pprnet_site.digest.queries.counts import grouped_types, topics_with_counts, type_counts
from pprnet_site.digest.queries.published import (
    latest_issue,
    neighbours,
    public_issues,
    public_summaries,
    related_rows,
    rows_by_issue,
)
from pprnet_site.digest.queries.rows import RELATIONS, Row, row_of, rows_of
from pprnet_site.digest.queries.searching import Found, public_years, search

__all__ = [
    "FORMATS",
    "RELATIONS",
    "Found",
    "Row",
    "citations_file",
    "grouped_types",
    "latest_issue",
    "neighbours",
    "public_issues",
    "public_summaries",
    "public_years",
    "related_rows",
    "row_of",
    "rows_by_issue",
    "rows_of",
    "search",
    "topics_with_counts",
    "type_counts",
]
