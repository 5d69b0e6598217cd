"""Summaries as rows of a list: each page with all that its row shows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from pprnet.citations import ShortSource, short_source
from pprnet_site.catalogue.data_mapper import citation_item, merged_record
from pprnet_site.catalogue.models import Citation, Work
from pprnet_site.digest.enums import SummaryNoticeKind
from pprnet_site.digest.models import Notice, SummaryPage
from pprnet_site.taxonomy.models import ResearchType, Topic

ROW_RELATIONS = ("topics", "research_types", "notices", "sources__work__citation")
"""The relations of a summary that a row is made from."""


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """One summary in a list."""

    page: SummaryPage
    month: dt.date
    topics: tuple[Topic, ...]
    types: tuple[ResearchType, ...]
    sources: tuple[ShortSource, ...]
    notices: tuple[Notice, ...]
    """Newest first."""

    @property
    def url(self) -> str:
        """The address of the summary, in the language of the interface."""
        return self.page.get_absolute_url()

    @property
    def warning(self) -> Notice | None:
        """The newest notice of a retraction, else of a concern."""
        kinds = (SummaryNoticeKind.RETRACTED, SummaryNoticeKind.CONCERN)
        found = [note for kind in kinds for note in self.notices if note.kind == kind]
        return found[0] if found else None

    @property
    def correction(self) -> Notice | None:
        """The newest correction."""
        found = (note for note in self.notices if note.kind == SummaryNoticeKind.CORRECTED)
        return next(found, None)


def linked_citation(work: Work) -> Citation | None:
    """Return the citation of a work, or None."""
    return getattr(work, "citation", None)


def reference_item(work: Work) -> dict[str, object]:
    """Return the CSL-JSON item of a work, without its abstract."""
    citation = linked_citation(work)
    return citation.csl if citation and citation.csl else citation_item(merged_record(work))


def summary_row(page: SummaryPage, month: dt.date) -> SummaryRow:
    """Return the row of one summary, made from its relations, stored or still unsaved."""
    notices = sorted(page.notices.all(), key=lambda note: note.date, reverse=True)
    return SummaryRow(
        page=page,
        month=month,
        topics=tuple(page.topics.all()),
        types=tuple(page.research_types.all()),
        sources=tuple(short_source(reference_item(source.work)) for source in page.sources.all()),
        notices=tuple(notices),
    )


def summary_rows(summaries: QuerySet[SummaryPage] | Iterable[SummaryPage]) -> list[SummaryRow]:
    """Return the rows of public summaries, in their order, with one query a relation."""
    if isinstance(summaries, QuerySet):
        summaries = summaries.prefetch_related(*ROW_RELATIONS)
    return [summary_row(page, page.issue_month) for page in summaries]
