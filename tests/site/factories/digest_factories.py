"""Issues and summaries for tests, plainly marked as samples; published through the gate.

Wagtail's index of references is left out: no page of ours reads it, and each save renews it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from draft_factories import settle_claims
from wagtail.models import Locale, Page, Site
from wagtail.signal_handlers import disable_reference_index_auto_update

from pprnet.records import Author, PartialDate, Record
from pprnet_site.catalogue.data_mapper import citation_item, fill_work
from pprnet_site.catalogue.models import Citation, Work
from pprnet_site.digest.models import HomePage, IssuePage, KeyFact, Notice, SummaryPage
from pprnet_site.taxonomy.actions import sync_vocabulary
from pprnet_site.taxonomy.models import ResearchType, Topic

TOPIC = "alliance"
TYPE = "narrative-review"


def ensure_vocabulary() -> None:
    """Load topics and types once a test."""
    if not Topic.objects.exists():
        sync_vocabulary()


def home_page() -> HomePage:
    """Give the home page; a flushed database gets its tree back."""
    if home := HomePage.objects.first():
        return home
    Locale.objects.get_or_create(language_code="en")
    ContentType.objects.clear_cache()
    root = Page.objects.filter(depth=1).first() or Page.add_root(title="Root", slug="root")
    home = root.add_child(instance=HomePage(title="Digest", slug="home"))
    Site.objects.create(hostname="localhost", root_page=home, is_default_site=True)
    return home


def make_work(number: int = 1, **changes: Any) -> Work:
    """Store a work whose reference is complete, with its APA form as the engine writes it."""
    fields: dict[str, Any] = {
        "source": "example",
        "title": f"Sample text: study {number}",
        "authors": (Author("Example", "A."), Author("Beispiel", "B.")),
        "issued": PartialDate(2022),
        "journal": "Journal of Examples",
        "volume": "1",
        "pages": f"{number}-{number + 9}",
        "abstract": "Sample abstract that no public page may carry.",
    }
    record = Record(**fields | changes)
    work = fill_work(Work(), record)
    work.save()
    item = citation_item(record)
    Citation.objects.create(
        work=work,
        csl=item,
        origins=dict.fromkeys(item, "record"),
        html=f"Example, A., &amp; Beispiel, B. (2022). Sample text: Study {number}. "
        f"<cite>Journal of Examples</cite>, <cite>1</cite>, {number}–{number + 9}.",
        text=f"Example, A., & Beispiel, B. (2022). Sample text: Study {number}. "
        f"Journal of Examples, 1, {number}–{number + 9}.",
    )
    return work


def make_issue(month: dt.date = dt.date(2023, 2, 1), *, live: bool = True) -> IssuePage:
    """Add a month below the home page."""
    ensure_vocabulary()
    issue = IssuePage(title=f"{month:%B %Y}", slug=f"{month:%Y-%m}", month=month, live=live)
    home = home_page()
    with disable_reference_index_auto_update():
        home.add_child(instance=issue)
        if live:
            issue.save_revision().publish()
    return issue


def make_summary(
    issue: IssuePage | None = None,
    *,
    title: str = "Sample text: does this example help?",
    topics: Sequence[str] = (TOPIC,),
    types: Sequence[str] = (TYPE,),
    works: Sequence[Work] | None = None,
    live: bool = True,
    notices: Sequence[tuple[str, dt.date, str]] = (),
    facts: Sequence[dict[str, Any]] = (),
    **fields: Any,
) -> SummaryPage:
    """Add a summary to an issue, published unless told otherwise."""
    issue = issue or make_issue()
    number = SummaryPage.objects.count() + 1
    texts = {
        "slug": f"example-{number}",
        "bottom_line": "Sample text. This example helps examples.",
        "in_practice": "Sample text. Try the example.",
        "summary": "Sample text, first paragraph.\n\nSample text, second one (r = .29, p < .05).",
        "implications": "Sample text about what an example may do differently.",
        "limits": "Sample text about limits.",
        "for_whom": "Sample text about readers.",
        "author_name": "Sample text",
    }
    page = SummaryPage(title=title, live=False, **texts | fields)
    page.topics = list(Topic.objects.filter(key__in=topics))
    page.research_types = list(ResearchType.objects.filter(key__in=types))
    page.sources.add(*make_sources([make_work(number)] if works is None else works))
    page.key_facts.add(
        *(
            KeyFact(**{"stated_by": "typed", "sort_order": at} | fact)
            for at, fact in enumerate(facts)
        )
    )
    page.notices.add(*(Notice(kind=kind, date=day, text=text) for kind, day, text in notices))
    with disable_reference_index_auto_update():
        issue.add_child(instance=page)
        revision = page.save_revision()
        settle_claims(page)
        if live:
            revision.publish()
            page.refresh_from_db()
    return page


def make_sources(works: Sequence[Work]) -> list[Any]:
    """Make the rows that lead from a summary to its works."""
    kind = SummaryPage.sources.rel.related_model
    return [kind(work=work, sort_order=at) for at, work in enumerate(works)]


def make_digest(months: int = 3, summaries: int = 2) -> list[SummaryPage]:
    """Publish some months of some summaries, the newest month last."""
    made = []
    for at in range(months):
        issue = make_issue(dt.date(2022 + at // 12, at % 12 + 1, 1))
        made += [make_summary(issue, title=f"Sample text {at}.{n}?") for n in range(summaries)]
    return made
