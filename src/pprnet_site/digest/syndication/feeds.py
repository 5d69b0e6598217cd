"""Atom feeds: what is new, and what was corrected or withdrawn.

A feed of summaries has the 30 newest, and up to 30 others with a notice of the last 90 days: those
that readers are warned of first, then those with the newest notice. So notices never keep a new
summary out, nor corrections a retraction. The entry that changed last is the first.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from pprnet_site.core.models import DigestSettings
from pprnet_site.digest import queries
from pprnet_site.digest.models import SummaryPage
from pprnet_site.digest.queries import SummaryRow
from pprnet_site.digest.queries.corrections import (
    Correction,
    correction_keys,
    corrections,
    recently_noticed,
)
from pprnet_site.digest.queries.notice_statements import notice_statement, notice_title
from pprnet_site.taxonomy.models import ResearchType, Topic

ENTRIES = 30
"""Entries of the newest summaries, and at most as many others with a recent notice."""
RECENT = dt.timedelta(days=90)
"""How long a summary with a notice is in the feeds, however old it is."""
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class DigestAtomFeed(Atom1Feed):
    """An Atom feed with a language, whose entries have their content as HTML."""

    def root_attributes(self) -> dict[str, str]:
        """Return Django's attributes with the language, which Django leaves out in some cases."""
        return super().root_attributes() | {"xml:lang": self.feed["language"]}

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        """Add the content of an entry to what Django writes."""
        super().add_item_elements(handler, item)
        handler.addQuickElement("content", item["content"], {"type": "html"})


def digest_feed(request: HttpRequest) -> HttpResponse:
    """Return the feed of the newest summaries."""
    with translation.override("en"):
        name = DigestSettings.for_request(request).name
        return feed_response(request, queries.public_summaries(), title=name, link="/")


def topic_feed(request: HttpRequest, key: str) -> HttpResponse:
    """Return the feed of one topic."""
    topic = get_object_or_404(Topic, key=key)
    return term_feed(request, topic, queries.public_summaries().filter(topics=topic))


def type_feed(request: HttpRequest, key: str) -> HttpResponse:
    """Return the feed of one type of research."""
    kind = get_object_or_404(ResearchType, key=key)
    return term_feed(request, kind, queries.public_summaries().filter(research_types=kind))


def term_feed(
    request: HttpRequest, term: Topic | ResearchType, summaries: QuerySet[SummaryPage]
) -> HttpResponse:
    """Return the feed of a topic or type."""
    with translation.override("en"):
        name = DigestSettings.for_request(request).name
        title = _("{digest}: {term}").format(digest=name, term=term.name)
        return feed_response(request, summaries, title=title, link=term.get_absolute_url())


def corrections_feed(request: HttpRequest) -> HttpResponse:
    """Return the feed of the newest notices on summaries."""
    with translation.override("en"):
        name = DigestSettings.for_request(request).name
        title = _("{digest}: {term}").format(digest=name, term=_("Corrections and notices"))
        feed = empty_feed(request, title=title, link=reverse("corrections"))
        for each in corrections(correction_keys()[:ENTRIES]):
            add_correction(feed, each, request.build_absolute_uri(each.notice.address))
        return atom_response(feed)


def add_correction(feed: DigestAtomFeed, each: Correction, address: str) -> None:
    """Add one notice to a feed."""
    notice = each.notice
    titles = "; ".join(row.page.title for row in each.rows)
    heading = _("{warning}: {title}").format(warning=notice_title(notice), title=titles)
    context = {"note": notice, "correction": each}
    content = render_to_string("digest/parts/correction_text.html", context)
    feed.add_item(
        title=strip_invalid_xml(heading),
        link=address,
        description=strip_invalid_xml(notice_statement(notice) or heading),
        content=strip_invalid_xml(content),
        unique_id=address,
        pubdate=dt.datetime.combine(notice.told_on, dt.time(), tzinfo=dt.UTC),
        updateddate=max(notice.changed_at, notice.seen_at or notice.changed_at),
    )


def feed_summaries(summaries: QuerySet[SummaryPage]) -> QuerySet[SummaryPage]:
    """Return the newest summaries, and others with a recent notice, the most serious ones."""
    newest = list(summaries.values_list("pk", flat=True)[:ENTRIES])
    recent = recently_noticed(summaries, timezone.now() - RECENT)
    others = [number for number in recent if number not in newest][:ENTRIES]
    return summaries.filter(pk__in=[*newest, *others])


def last_change(row: SummaryRow) -> dt.datetime:
    """Return when a summary changed last; what was never published changed first of all."""
    return row.updated_at or dt.datetime.min.replace(tzinfo=dt.UTC)


def feed_response(
    request: HttpRequest, summaries: QuerySet[SummaryPage], *, title: str, link: str
) -> HttpResponse:
    """Return the feed of some summaries as a response."""
    feed = empty_feed(request, title=title, link=link)
    rows = queries.summary_rows(feed_summaries(summaries))
    for row in sorted(rows, key=last_change, reverse=True):
        add_entry(feed, row, request.build_absolute_uri(row.url))
    return atom_response(feed)


def empty_feed(request: HttpRequest, *, title: str, link: str) -> DigestAtomFeed:
    """Return a feed without entries."""
    absolute = request.build_absolute_uri
    return DigestAtomFeed(
        title=strip_invalid_xml(title),
        link=absolute(link),
        description=strip_invalid_xml(DigestSettings.for_request(request).strap),
        feed_url=absolute(request.path),
        feed_guid=absolute(request.path),
        language="en",
        author_name=strip_invalid_xml(DigestSettings.for_request(request).name),
    )


def atom_response(feed: DigestAtomFeed) -> HttpResponse:
    """Return a feed as a response."""
    return HttpResponse(
        feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8"
    )


def add_entry(feed: DigestAtomFeed, row: SummaryRow, address: str) -> None:
    """Add one summary to a feed; a retraction is stated in its title."""
    page = row.page
    works = [source.work for source in page.sources.all()]
    content = render_to_string("digest/feed_entry.html", {"row": row, "page": page, "works": works})
    feed.add_item(
        title=strip_invalid_xml(row.with_warning(row.page.title)),
        link=address,
        description=strip_invalid_xml(page.bottom_line),
        content=strip_invalid_xml(content),
        unique_id=address,
        pubdate=page.first_published_at,
        updateddate=row.updated_at,
        author_name=strip_invalid_xml(page.author_name) or None,
        categories=[topic.label for topic in row.topics],
    )


def strip_invalid_xml(text: str) -> str:
    """Return a text without the characters that XML 1.0 forbids."""
    return NOT_XML.sub("", text)
