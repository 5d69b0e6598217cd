"""A summary as it stands in a list: its page with all that a row shows, fetched together."""

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
"""What a row is made from besides the summary itself."""


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
        """The newest notice of a retraction or a concern; a retraction goes first."""
        kinds = (SummaryNoticeKind.RETRACTED, SummaryNoticeKind.CONCERN)
        found = [note for kind in kinds for note in self.notices if note.kind == kind]
        return found[0] if found else None

    @property
    def correction(self) -> Notice | None:
        """The newest correction."""
        found = (note for note in self.notices if note.kind == SummaryNoticeKind.CORRECTED)
        return next(found, None)


def linked_citation(work: Work) -> Citation | None:
    """Give the citation of a work where it has one."""
    return getattr(work, "citation", None)


def reference_item(work: Work) -> dict[str, object]:
    """Give what a reference to a work is made from; never its abstract."""
    citation = linked_citation(work)
    return citation.csl if citation and citation.csl else citation_item(merged_record(work))


def summary_row(page: SummaryPage, month: dt.date) -> SummaryRow:
    """Make the row of one summary from its relations, fetched or still unsaved."""
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
    """Make the rows of public summaries, in their order, with one query a relation."""
    if isinstance(summaries, QuerySet):
        summaries = summaries.prefetch_related(*ROW_RELATIONS)
    return [summary_row(page, page.issue_month) for page in summaries]
