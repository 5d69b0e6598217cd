"""Summaries as rows of a list: each page with all that its row shows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext as _

from pprnet.citations import ShortSource, short_source
from pprnet_site.catalogue.data_mapper import citation_item, merged_record
from pprnet_site.catalogue.models import Citation, Work
from pprnet_site.catalogue.query_chunks import in_chunks
from pprnet_site.digest.enums import WARNING_KINDS, ReaderNoticeKind
from pprnet_site.digest.models import SummaryPage
from pprnet_site.digest.queries.reader_notices import ReaderNotice, notices_of_summary
from pprnet_site.taxonomy.models import ResearchType, Topic

ROW_RELATIONS = (
    *("topics", "research_types", "notices"),
    *("sources__work__citation", "sources__work__events__decisions"),
)
"""The relations of a summary that a row is made from."""


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """One summary in a list."""

    page: SummaryPage
    month: dt.date
    topics: tuple[Topic, ...]
    types: tuple[ResearchType, ...]
    sources: tuple[ShortSource, ...]
    notices: tuple[ReaderNotice, ...]
    """Newest first: the editors' notes, and what happened to the sources."""

    @property
    def url(self) -> str:
        """The address of the summary, in the language of the interface."""
        return self.page.get_absolute_url()

    @property
    def updated_at(self) -> dt.datetime | None:
        """The time of the last change that readers see: a publication, a notice or a decision."""
        changes = [note.changed_at for note in self.notices if note.was_shown]
        times = [time for time in (self.page.last_published_at, *changes) if time]
        return min(max(times), timezone.now()) if times else None

    @property
    def warnings(self) -> list[ReaderNotice]:
        """The notices that readers are warned of, the most serious first."""
        found = [note for note in self.notices if note.is_warning]
        return sorted(found, key=lambda note: WARNING_KINDS.index(note.kind))

    @property
    def warning(self) -> ReaderNotice | None:
        """The most serious notice that readers are warned of, the newest of its kind."""
        return next(iter(self.warnings), None)

    def with_warning(self, text: str) -> str:
        """Return a text about the summary, preceded by what readers are warned of."""
        if self.warning is None or not text:
            return text
        return _("{warning}: {title}").format(warning=self.warning.kind.label, title=text)

    @property
    def correction(self) -> ReaderNotice | None:
        """The newest correction of the text."""
        return self._newest(ReaderNoticeKind.CORRECTED)

    @property
    def shown_notices(self) -> list[ReaderNotice]:
        """The notices that readers see beside the summary, the newest first."""
        return [note for note in self.notices if note.is_shown]

    @property
    def updates(self) -> list[ReaderNotice]:
        """What happened to the sources since, without warnings and what an editor refused."""
        return [note for note in self.notices if note.is_update]

    def _newest(self, kind: ReaderNoticeKind) -> ReaderNotice | None:
        """Return the newest notice of a kind."""
        return next((note for note in self.notices if note.kind == kind), None)


def linked_citation(work: Work) -> Citation | None:
    """Return the citation of a work, or None."""
    return getattr(work, "citation", None)


def reference_item(work: Work) -> dict[str, object]:
    """Return the CSL-JSON item of a work, without its abstract."""
    citation = linked_citation(work)
    return citation.csl if citation and citation.csl else citation_item(merged_record(work))


def summary_row(page: SummaryPage, month: dt.date) -> SummaryRow:
    """Return the row of one summary, made from its relations, stored or still unsaved."""
    return SummaryRow(
        page=page,
        month=month,
        topics=tuple(page.topics.all()),
        types=tuple(page.research_types.all()),
        sources=tuple(short_source(reference_item(source.work)) for source in page.sources.all()),
        notices=notices_of_summary(page),
    )


def summary_rows(summaries: Iterable[SummaryPage]) -> list[SummaryRow]:
    """Return the rows of public summaries, in their order, with few queries for many rows."""
    pages = with_relations(summaries, *ROW_RELATIONS)
    return [summary_row(page, page.issue_month) for page in pages]


def with_relations(summaries: Iterable[SummaryPage], *relations: str) -> list[SummaryPage]:
    """Return summaries with relations loaded, in chunks: a query names no more rows than a chunk.

    Without chunks, the query of a relation would name every summary, and SQLite refuses a
    condition on some thousands of rows.
    """
    pages = list(summaries)
    for some in in_chunks(pages):
        prefetch_related_objects(list(some), *relations)
    return pages
