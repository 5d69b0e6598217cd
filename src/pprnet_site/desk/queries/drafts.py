"""Drafts and issues, as the desk lists them, and one draft with its reasons and advice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.db.models import Prefetch, Q, QuerySet
from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision

from pprnet_site.catalogue.models import Work
from pprnet_site.core.models import DigestSettings
from pprnet_site.desk.models import KeptForm
from pprnet_site.desk.queries.work_details.work_states import fetch_state_events
from pprnet_site.desk.queries.works import CitationState, citation_state
from pprnet_site.digest.models import IssuePage, SummaryPage, SummarySource
from pprnet_site.digest.permissions import user_can_edit_summary, user_can_publish_summary
from pprnet_site.digest.publication import gate
from pprnet_site.digest.publication.advice import Advice, advice
from pprnet_site.digest.publication.refusals import Refusal
from pprnet_site.evidence.queries.full_texts import full_text_counts
from pprnet_site.reviews.queries.review_states import (
    ReviewState,
    review_state,
    review_states,
)
from pprnet_site.taxonomy.models import TypeGroup


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of a summary."""

    label: str | Promise
    here: bool


@dataclass(frozen=True, slots=True)
class DraftSource:
    """A source of a draft, with its citation."""

    work: Work
    cited: CitationState
    full_texts: int
    """How many the work has."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft with all that its page shows."""

    row: SummaryPage
    summary: SummaryPage
    """The newest version."""
    issue: IssuePage
    revision: Revision | None
    refusals: tuple[Refusal, ...]
    advice: tuple[Advice, ...]
    sources: tuple[DraftSource, ...]
    review: ReviewState
    digest_settings: DigestSettings
    can_edit: bool
    can_publish: bool

    @property
    def blocked(self) -> bool:
        """Whether there is a reason against publication other than a missing note."""
        return any(refusal.field != "notices" for refusal in self.refusals)

    @property
    def scheduled_for(self) -> datetime | None:
        """When it will be published, if it is scheduled."""
        revision = self.row.scheduled_revision
        return revision.approved_go_live_at if revision else None

    @property
    def stages(self) -> tuple[Stage, ...]:
        """All stages, with the present one marked."""
        here = summary_state(self.row)
        return tuple(Stage(label, key == here) for key, label in STAGES)


STAGES: tuple[tuple[str, str | Promise], ...] = (
    ("shortlisted", _("Shortlisted")),
    ("drafted", _("Drafted")),
    ("scheduled", _("Scheduled")),
    ("published", _("Published")),
)


def summary_state(row: SummaryPage) -> str:
    """Return the key of the stage of a summary."""
    if row.approved_schedule:
        return "scheduled"
    return "published" if row.live else "drafted"


def read_draft(summary_id: int, *, user: User) -> Draft:
    """Return one draft in its newest version.

    Raises:
        Http404: There is no summary with this number.
    """
    row = SummaryPage.objects.filter(pk=summary_id).first()
    if row is None:
        raise Http404
    summary = row.get_latest_revision_as_object()
    works = gate.source_works(summary)
    counts = full_text_counts([work.pk for work in works], user=user)
    return Draft(
        row=row,
        summary=summary,
        issue=row.get_parent().specific,
        revision=row.get_latest_revision(),
        refusals=gate.refusals(summary),
        advice=advice(summary),
        sources=tuple(DraftSource(work, citation_state(work), counts[work.pk]) for work in works),
        review=review_state(row.pk),
        digest_settings=DigestSettings.objects.first() or DigestSettings(),
        can_edit=user_can_edit_summary(user, row),
        can_publish=user_can_publish_summary(user, row),
    )


def kept_forms(summary_id: int, *, user: User) -> list[KeptForm]:
    """Return what this person typed at a draft and could not save, the newest first."""
    return list(KeptForm.objects.filter(page=summary_id, by=user))


def type_groups() -> QuerySet[TypeGroup]:
    """Return the groups of research types with their types."""
    return TypeGroup.objects.prefetch_related("types")


@dataclass(frozen=True, slots=True)
class Month:
    """An issue with its summaries."""

    issue: IssuePage
    summaries: tuple[SummaryPage, ...]

    @property
    def can_go_out(self) -> bool:
        """Whether there is a draft that is not scheduled."""
        return any(summary_state(row) == "drafted" for row in self.summaries)


def open_drafts() -> list[tuple[SummaryPage, IssuePage | None, ReviewState]]:
    """Return the drafts and the published summaries with unpublished changes, the newest first.

    Each has its month, and how far its reading is.
    """
    rows = with_sources(
        SummaryPage.objects.filter(Q(live=False) | Q(has_unpublished_changes=True))
        .select_related("latest_revision__user")
        .order_by("-latest_revision_created_at", "-pk")
    )
    issues = issues_by_path(rows)
    states = review_states([row.pk for row in rows])
    return [(row, issues.get(parent_path(row)), states[row.pk]) for row in rows]


def with_sources(summaries: QuerySet[SummaryPage]) -> list[SummaryPage]:
    """Return summaries with their sources, and the events of those that have a state."""
    sources = SummarySource.objects.select_related("work").defer("work__merged", "work__abstract")
    rows = list(summaries.prefetch_related(Prefetch("sources", queryset=sources)))
    fetch_state_events(source.work for row in rows for source in row.sources.all())
    return rows


def parent_path(row: SummaryPage) -> str:
    """Return the path of the parent page in Wagtail's tree."""
    return str(row.path)[: -row.steplen]


def issues_by_path(rows: Iterable[SummaryPage]) -> dict[str, IssuePage]:
    """Return the issues of summaries by their paths in the tree."""
    paths = {parent_path(row) for row in rows}
    return {issue.path: issue for issue in IssuePage.objects.filter(path__in=paths)}


def issue_months(issues: Iterable[IssuePage]) -> list[Month]:
    """Return each issue with its summaries, in one query for all."""
    issues = list(issues)
    wanted = Q(pk__in=[])
    for issue in issues:
        wanted |= Q(path__startswith=issue.path)
    rows = SummaryPage.objects.filter(wanted).select_related("latest_revision").order_by("path")
    found: dict[str, list[SummaryPage]] = {issue.path: [] for issue in issues}
    for row in with_sources(rows):
        found.setdefault(parent_path(row), []).append(row)
    return [Month(issue, tuple(found[issue.path])) for issue in issues]


def all_issues() -> QuerySet[IssuePage]:
    """Return the issues, the newest first."""
    issues: QuerySet[IssuePage] = IssuePage.objects.order_by("-month")
    return issues
