"""Queries of what readers may see: a summary is public when it and its issue are live."""

from pprnet_site.digest.queries.citation_files import (
    CITATION_FORMATS,
    CITED_RELATIONS,
    citations_file,
)
from pprnet_site.digest.queries.published import (
    latest_issue,
    neighbours,
    public_condition,
    public_issues,
    public_summaries,
    public_years,
    rows_by_issue,
)
from pprnet_site.digest.queries.summary_history import history_entries, notice_history
from pprnet_site.digest.queries.summary_rows import (
    ROW_RELATIONS,
    SummaryRow,
    summary_row,
    summary_rows,
    with_relations,
)
from pprnet_site.digest.queries.term_counts import (
    grouped_types,
    topics_with_counts,
    topics_with_summaries,
    types_with_summaries,
)
from pprnet_site.digest.queries.watched_works import watched_works

__all__ = [
    "CITATION_FORMATS",
    "CITED_RELATIONS",
    "ROW_RELATIONS",
    "SummaryRow",
    "citations_file",
    "grouped_types",
    "history_entries",
    "latest_issue",
    "neighbours",
    "notice_history",
    "public_condition",
    "public_issues",
    "public_summaries",
    "public_years",
    "rows_by_issue",
    "summary_row",
    "summary_rows",
    "topics_with_counts",
    "topics_with_summaries",
    "types_with_summaries",
    "watched_works",
    "with_relations",
]
