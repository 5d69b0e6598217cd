"""A summary as it stands in a list: its page with all that a row shows, fetched together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from pprnet.citations import ShortSource, short_source
from pprnet_site.catalogue.bridge import citation_item, record_of
from pprnet_site.catalogue.models import Citation, Work
from pprnet_site.digest.enums import NoticeKind
from pprnet_site.digest.models import Notice, SummaryPage
from pprnet_site.taxonomy.models import ResearchType, Topic

RELATIONS = ("topics", "research_types", "notices", "sources__work__citation")
"""What a row is made from besides the summary itself."""


@dataclass(frozen=True, slots=True)
class Row:
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
        kinds = (NoticeKind.RETRACTED, NoticeKind.CONCERN)
        found = [note for kind in kinds for note in self.notices if note.kind == kind]
        return found[0] if found else None

    @property
    def correction(self) -> Notice | None:
        """The newest correction."""
        found = (note for note in self.notices if note.kind == NoticeKind.CORRECTED)
        return next(found, None)


def citation_of(work: Work) -> Citation | None:
    """Give the citation of a work where it has one."""
    return getattr(work, "citation", None)


def item_of(work: Work) -> dict[str, object]:
    """Give what a reference to a work is made from; never its abstract."""
    citation = citation_of(work)
    return citation.csl if citation and citation.csl else citation_item(record_of(work))


def row_of(page: SummaryPage, month: dt.date) -> Row:
    """Make the row of one summary from its relations, fetched or still unsaved."""
    notices = sorted(page.notices.all(), key=lambda note: note.date, reverse=True)
    return Row(
        page=page,
        month=month,
        topics=tuple(page.topics.all()),
        types=tuple(page.research_types.all()),
        sources=tuple(short_source(item_of(source.work)) for source in page.sources.all()),
        notices=tuple(notices),
    )


def rows_of(summaries: QuerySet[SummaryPage] | Iterable[SummaryPage]) -> list[Row]:
    """Make the rows of public summaries, in their order, with one query a relation."""
    if isinstance(summaries, QuerySet):
        summaries = summaries.prefetch_related(*RELATIONS)
    return [row_of(page, page.issue_month) for page in summaries]
