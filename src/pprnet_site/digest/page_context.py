"""Template contexts of the pages that readers see: home, about, issue and summary."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import prefetch_related_objects
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language

from pprnet_site.core.models import DigestSettings
from pprnet_site.digest import queries
from pprnet_site.digest.citing.citation_metadata import context_object, highwire_tags
from pprnet_site.digest.citing.summary_items import summary_path
from pprnet_site.digest.citing.summary_references import summary_references
from pprnet_site.digest.context_registry import register_context
from pprnet_site.digest.enums import StatedBy
from pprnet_site.digest.models import AboutPage, HomePage, IssuePage, KeyFact, SummaryPage
from pprnet_site.digest.queries import SummaryRow
from pprnet_site.digest.syndication.structured_data import blog_posting
from pprnet_site.evidence.draft_content import FactText
from pprnet_site.evidence.queries.bound_figures import FigureSource
from pprnet_site.evidence.queries.figure_marks import MARKED, PublicFigures, public_figures
from pprnet_site.evidence.queries.machine_help import HelpStatement, machine_help, statement_text
from pprnet_site.taxonomy.queries import sort_topics

EARLIER_ISSUES = 3


def register_contexts() -> None:
    """Register the function of each class of page."""
    register_context(HomePage, home_context)
    register_context(AboutPage, about_context)
    register_context(IssuePage, issue_context)
    register_context(SummaryPage, summary_context)


def home_context(_page: HomePage, _request: HttpRequest) -> dict[str, Any]:
    """Return the newest issue, the terms and the earlier issues."""
    issue = queries.latest_issue()
    if issue is None:
        return {"first_run": True}
    earlier = queries.public_issues().filter(month__lt=issue.month)[:EARLIER_ISSUES]
    months = queries.rows_by_issue([issue, *earlier])
    rows = months[0][1]
    return {
        "issue": issue,
        "rows": rows,
        "topics": sort_topics(queries.topics_with_counts()),
        "groups": queries.grouped_types(),
        "earlier": months[1:],
        "content_language": common_language(rows),
        "description": teaser_text(rows),
        "section": "home",
    }


def about_context(page: AboutPage, _request: HttpRequest) -> dict[str, Any]:
    """Return the text in the reader's language, else in English."""
    is_french = get_language() == "fr" and bool(page.body_fr)
    return {
        "body": page.body_fr if is_french else page.body,
        "content_language": "fr" if is_french else "en",
        "section": "about",
    }


def issue_context(issue: IssuePage, _request: HttpRequest) -> dict[str, Any]:
    """Return the summaries of one month and the issues before and after it."""
    rows = queries.rows_by_issue([issue])[0][1]
    issues = queries.public_issues()
    return {
        "issue": issue,
        "rows": rows,
        "before": issues.filter(month__lt=issue.month).first(),
        "after": issues.filter(month__gt=issue.month).last(),
        "content_language": common_language(rows),
        "description": teaser_text(rows),
        "section": "archive",
    }


def summary_context(page: SummaryPage, request: HttpRequest) -> dict[str, Any]:
    """Return one summary, public or as a preview, whose relations may still be unsaved."""
    if not getattr(request, "is_preview", False):
        prefetch_related_objects([page], *queries.ROW_RELATIONS, "key_facts")
    issue = page.issue
    row = queries.summary_row(page, issue.month if issue else timezone.localdate())
    near = queries.neighbours(page)
    help_given = help_of(page)
    figures = figures_of(page, request)
    return {
        "issue": issue,
        "row": row,
        "history": queries.history_entries(page, row.notices),
        "works": [source.work for source in page.sources.all()],
        "facts": shown_facts(page, figures),
        "figures": figures,
        "related": near.related,
        "before": near.before,
        "after": near.after,
        "content_language": page.language,
        "description": row.with_warning(page.bottom_line),
        "machine_help": statement_text(help_given),
        "structured": blog_posting(page, row, help_given, request),
        "citing": citing_context(page, row, request),
        "og_type": "article",
    }


def figures_of(page: SummaryPage, request: HttpRequest) -> PublicFigures:
    """Return where the figures of a published summary come from; a preview shows nothing."""
    is_preview = getattr(request, "is_preview", False)
    texts = {name: str(getattr(page, name) or "") for name in MARKED}
    facts = [FactText(fact.label, fact.value, fact.note) for fact in page.key_facts.all()]
    return public_figures(None if is_preview else page.pk, texts, facts)


def shown_facts(
    page: SummaryPage, figures: PublicFigures
) -> list[tuple[KeyFact, tuple[FigureSource, ...]]]:
    """Return the key facts with their sources; "not stated" only where a person has said so."""
    return [
        (fact, figures.facts.get(at, ()))
        for at, fact in enumerate(page.key_facts.all())
        if fact.value or not fact.is_unchecked
    ]


def help_of(page: SummaryPage) -> HelpStatement:
    """Return what is recorded of help by machines in a summary."""
    read = [fact for fact in page.key_facts.all() if fact.stated_by != StatedBy.TYPED]
    return machine_help(page.pk, [not fact.is_unchecked for fact in read])


def citing_context(page: SummaryPage, row: SummaryRow, request: HttpRequest) -> dict[str, Any]:
    """Return how a summary is cited: its reference, and the data that reference managers read."""
    digest = DigestSettings.for_request(request).name
    address = request.build_absolute_uri(summary_path(page))
    return {
        "apa": summary_references(row, digest=digest, address=address).apa,
        "tags": highwire_tags(row, digest=digest, address=address),
        "coins": context_object(row, digest=digest, address=address),
    }


def common_language(rows: Sequence[SummaryRow]) -> str:
    """Return the language of the summaries, or nothing if they are in more than one."""
    languages = {row.page.language for row in rows}
    return languages.pop() if len(languages) == 1 else ""


def teaser_text(rows: Sequence[SummaryRow]) -> str:
    """Return the titles of a month in one line, with the warnings about them."""
    return " ".join(row.with_warning(row.page.title) for row in rows)
