"""Many published summaries in one database, made by bulk: plainly invented, for benchmarks only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.models import Model
from django.utils import timezone
from wagtail.models import Page

from pprnet.records import Author, PartialDate, Record
from pprnet_site.catalogue.data_mapper import citation_item, fill_work
from pprnet_site.catalogue.enums import WorkStatus
from pprnet_site.catalogue.models import Citation, Work
from pprnet_site.digest.models import HomePage, IssuePage, SummaryPage
from pprnet_site.taxonomy.actions import sync_vocabulary
from pprnet_site.taxonomy.models import ResearchType, Topic

PER_MONTH = 40
FIRST_YEAR = 2003


def doi_of(number: int) -> str:
    """Return the invented DOI of a study."""
    return f"10.5555/example.{number}"


def make_summaries(count: int) -> list[int]:
    """Publish summaries, each of its own work, forty a month; return the numbers of the pages."""
    sync_vocabulary()
    with transaction.atomic():
        works = make_works(count)
        issues = make_issues(-(-count // PER_MONTH))
        return [
            page
            for at, issue in enumerate(issues)
            for page in make_pages(issue, works[at * PER_MONTH : (at + 1) * PER_MONTH], at)
        ]


def make_works(count: int) -> list[Work]:
    """Store works with complete references."""
    made = [fill_work(Work(status=WorkStatus.PUBLISHED), record_of(at)) for at in range(count)]
    works = Work.objects.bulk_create(made, batch_size=500)
    citations = []
    for at, work in enumerate(works):
        item = citation_item(record_of(at))
        line = f"Example, A. (2020). Sample text: Study {at}. Journal of Examples, 1, {at + 1}."
        citations.append(
            Citation(
                work=work, csl=item, origins=dict.fromkeys(item, "record"), html=line, text=line
            )
        )
    Citation.objects.bulk_create(citations, batch_size=500)
    return works


def record_of(number: int) -> Record:
    """Return an invented record."""
    return Record(
        source="example",
        title=f"Sample text: study {number}",
        authors=(Author("Example", "A."),),
        issued=PartialDate(2020),
        journal="Journal of Examples",
        volume="1",
        pages=str(number + 1),
        doi=doi_of(number),
    )


def make_issues(count: int) -> list[IssuePage]:
    """Publish months below the home page."""
    home = HomePage.objects.get()
    issues = []
    for at in range(count):
        month = dt.date(FIRST_YEAR + at // 12, at % 12 + 1, 1)
        issue = IssuePage(title=f"{month:%B %Y}", slug=f"{month:%Y-%m}", month=month, live=True)
        issues.append(home.add_child(instance=issue))
    return issues


def make_pages(issue: IssuePage, works: Sequence[Work], at: int) -> list[int]:
    """Publish the summaries of a month; return their numbers."""
    start = at * PER_MONTH
    kind = ContentType.objects.get_for_model(SummaryPage)
    published = timezone.make_aware(dt.datetime.combine(issue.month, dt.time(12)))
    rows = [
        Page(
            path=f"{issue.path}{Page._int2str(n + 1).zfill(Page.steplen)}",  # noqa: SLF001
            depth=issue.depth + 1,
            title=f"Sample text: does example {start + n} help?",
            draft_title=f"Sample text: does example {start + n} help?",
            slug=f"example-{start + n}",
            url_path=f"{issue.url_path}example-{start + n}/",
            content_type=kind,
            live=True,
            locale_id=issue.locale_id,
            first_published_at=published,
            last_published_at=published,
        )
        for n in range(len(works))
    ]
    pages = Page.objects.bulk_create(rows)
    Page.objects.filter(pk=issue.pk).update(numchild=len(pages))
    texts = {
        "bottom_line": "Sample text. This example helps examples.",
        "in_practice": "Sample text. Try the example.",
        "summary": "Sample text of a summary.",
        "implications": "Sample text about practice.",
        "author_name": "Example",
        "language": "en",
    }
    insert_rows(SummaryPage, [{"page_ptr_id": page.pk} | texts for page in pages])
    sources = SummaryPage.sources.rel.related_model
    sources.objects.bulk_create(
        [sources(summary_id=page.pk, work=work) for page, work in zip(pages, works, strict=True)]
    )
    topics, types = list(Topic.objects.order_by("pk")), list(ResearchType.objects.order_by("pk"))
    for field, terms in (("topics", topics), ("research_types", types)):
        through = getattr(SummaryPage, field).through
        column = through._meta.get_fields()[2].attname  # noqa: SLF001
        through.objects.bulk_create(
            through(summarypage_id=page.pk, **{column: terms[(start + n) % len(terms)].pk})
            for n, page in enumerate(pages)
        )
    return [page.pk for page in pages]


def insert_rows(model: type[Model], rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows of a table whose parent rows exist; fields that are not stated are empty."""
    fields = model._meta.local_concrete_fields  # noqa: SLF001
    columns = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    values = [
        [
            row[field.attname]
            if field.attname in row
            else field.get_db_prep_save(field.get_default(), connection)
            for field in fields
        ]
        for row in rows
    ]
    table = connection.ops.quote_name(model._meta.db_table)  # noqa: SLF001
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", values)
