"""The public issues and summaries, and those related to them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import Count, DateField, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Length, Substr
from wagtail.models import Page

from pprnet_site.digest.models import IssuePage, SummaryPage
from pprnet_site.digest.queries.summary_rows import SummaryRow, summary_rows


def public_issues() -> QuerySet[IssuePage]:
    """Return the public issues, newest first."""
    issues: QuerySet[IssuePage] = IssuePage.objects.live().order_by("-month")
    return issues


def public_summaries() -> QuerySet[SummaryPage]:
    """Return the public summaries, newest first, each with its `issue_month`."""
    # A page's path in the tree has four characters a level; the parent's is one level shorter.
    parent = Substr(OuterRef("path"), 1, Length(OuterRef("path")) - Page.steplen)
    month = IssuePage.objects.live().filter(path=parent).values("month")[:1]
    summaries: QuerySet[SummaryPage] = (
        SummaryPage.objects.live()
        .annotate(issue_month=Subquery(month, output_field=DateField()))
        .filter(issue_month__isnull=False)
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


def related_rows(page: SummaryPage, *, limit: int = 2) -> list[SummaryRow]:
    """Return the summaries that share most topics with one, newer ones first."""
    topics = [topic.pk for topic in page.topics.all()]
    shared = Count("topics", filter=Q(topics__in=topics), distinct=True)
    found = (
        public_summaries()
        .filter(topics__in=topics)
        .exclude(pk=page.pk)
        .annotate(shared=shared)
        .order_by(F("shared").desc(), "-issue_month", "path")
    )
    return summary_rows(found[:limit]) if topics else []


def adjacent_summaries(page: SummaryPage) -> tuple[SummaryPage | None, SummaryPage | None]:
    """Return the summary before and the one after, in the order of publication."""
    order: Sequence[int] = list(public_summaries().values_list("pk", flat=True))
    if page.pk not in order:
        return None, None
    at = order.index(page.pk)
    around = [order[at + 1] if at + 1 < len(order) else 0, order[at - 1] if at else 0]
    pages = SummaryPage.objects.in_bulk([pk for pk in around if pk])
    return pages.get(around[0]), pages.get(around[1])
