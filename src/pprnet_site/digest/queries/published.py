"""The public issues and summaries, and those related to them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, DateField, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Length, Substr
from wagtail.models import Page

from pprnet_site.digest.models import IssuePage, SummaryPage
from pprnet_site.digest.queries.summary_rows import SummaryRow, summary_rows


def public_issues() -> QuerySet[IssuePage]:
    """Return the public issues, newest first."""
    issues: QuerySet[IssuePage] = IssuePage.objects.live().order_by("-month")
    return issues


def public_condition(relation: str = "") -> Q:
    """Return the condition that readers see a summary: it is published, and so is its issue.

    `SummaryPage.is_public` says the same of one page; nothing else decides it.

    Args:
        relation: how the rows of the query lead to the summary, such as "summary__".
    """
    return Q(Exists(public_issue_of(f"{relation}path")), **{f"{relation}live": True})


def public_issue_of(path: str) -> QuerySet[IssuePage]:
    """Return the public issue of the summary with a path in the tree, for a subquery.

    Args:
        path: the name of the field with the path, in the query around it.
    """
    # A page's path in the tree has four characters a level; the parent's is one level shorter.
    parent = Substr(OuterRef(path), 1, Length(OuterRef(path)) - Page.steplen)
    issues: QuerySet[IssuePage] = IssuePage.objects.live().filter(path=parent)
    return issues


def public_summaries() -> QuerySet[SummaryPage]:
    """Return the public summaries, newest first, each with its `issue_month`."""
    month = public_issue_of("path").values("month")[:1]
    summaries: QuerySet[SummaryPage] = (
        SummaryPage.objects.filter(public_condition())
        .annotate(issue_month=Subquery(month, output_field=DateField()))
        .order_by("-issue_month", "path")
    )
    return summaries


def public_years() -> list[int]:
    """Return the years that have a public issue, newest first."""
    return [month.year for month in public_issues().dates("month", "year", order="DESC")]


def latest_issue() -> IssuePage | None:
    """Return the newest issue that has a public summary, else the newest of all."""
    newest = public_summaries().values_list("issue_month", flat=True).first()
    issues = public_issues()
    return (issues.filter(month=newest) if newest else issues).first()


def rows_by_issue(issues: Iterable[IssuePage]) -> list[tuple[IssuePage, list[SummaryRow]]]:
    """Return each issue with its summaries."""
    issues = list(issues)
    found: dict[dt.date, list[SummaryRow]] = defaultdict(list)
    for row in summary_rows(public_summaries().filter(issue_month__in=[i.month for i in issues])):
        found[row.month].append(row)
    return [(issue, found[issue.month]) for issue in issues]


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The summaries that the page of one links to."""

    related: tuple[SummaryRow, ...]
    """Those that share most topics with it, newer ones first."""
    before: SummaryRow | None
    """The one before it, in the order of publication, as is `after`."""
    after: SummaryRow | None


def neighbours(page: SummaryPage, *, limit: int = 2) -> Neighbours:
    """Return the summaries related to one and next to it; their rows are loaded together."""
    related = related_numbers(page, limit=limit) if page.pk else []
    before, after = adjacent_numbers(page)
    wanted = {number for number in (*related, before, after) if number}
    rows = summary_rows(public_summaries().filter(pk__in=wanted)) if wanted else []
    found = {row.page.pk: row for row in rows}
    return Neighbours(
        tuple(found[number] for number in related if number in found),
        found.get(before),
        found.get(after),
    )


def related_numbers(page: SummaryPage, *, limit: int) -> list[int]:
    """Return the numbers of the summaries that share most topics with one, newer ones first."""
    topics = [topic.pk for topic in page.topics.all()]
    shared = Count("topics", filter=Q(topics__in=topics), distinct=True)
    found = (
        public_summaries()
        .filter(topics__in=topics)
        .exclude(pk=page.pk)
        .annotate(shared=shared)
        .order_by(F("shared").desc(), "-issue_month", "path")
    )
    return list(found.values_list("pk", flat=True)[:limit]) if topics else []


def adjacent_numbers(page: SummaryPage) -> tuple[int, int]:
    """Return the numbers of the summaries before and after one, 0 where there is none."""
    order: Sequence[int] = list(public_summaries().values_list("pk", flat=True))
    if page.pk not in order:
        return 0, 0
    at = order.index(page.pk)
    return order[at + 1] if at + 1 < len(order) else 0, order[at - 1] if at else 0
