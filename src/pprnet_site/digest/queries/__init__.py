"""Queries of what readers may see: a summary is public when it and its issue are live."""

from pprnet_site.digest.queries.citation_files import CITATION_FORMATS, citations_file
from pprnet_site.digest.queries.published import (
    adjacent_summaries,
    latest_issue,
    public_issues,
    public_summaries,
    public_years,
    related_rows,
    rows_by_issue,
)
from pprnet_site.digest.queries.summary_rows import (
    ROW_RELATIONS,
    SummaryRow,
    summary_row,
    summary_rows,
)
from pprnet_site.digest.queries.term_counts import (
    grouped_types,
    topics_with_counts,
    topics_with_summaries,
    types_with_summaries,
)

__all__ = [
    "CITATION_FORMATS",
    "ROW_RELATIONS",
    "SummaryRow",
    "adjacent_summaries",
    "citations_file",
    "grouped_types",
    "latest_issue",
    "public_issues",
    "public_summaries",
    "public_years",
    "related_rows",
    "rows_by_issue",
    "summary_row",
    "summary_rows",
    "topics_with_counts",
    "topics_with_summaries",
    "types_with_summaries",
]
