"""The surfaces on which readers meet a summary or its source: one list, which the tests walk.

A notice about a source has to be on each of them. A new public address belongs to a surface, or to
`WITHOUT_SUMMARIES` with a reason; the tests fail for one that is in neither.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from pprnet_site.digest.addresses import search_address, with_parameters
from pprnet_site.digest.queries import SummaryRow
from pprnet_site.digest.queries.citation_files import CITATION_FORMATS

Addresses = Callable[[SummaryRow], list[str]]


@dataclass(frozen=True, slots=True)
class Surface:
    """One kind of place where readers meet a summary."""

    key: str
    routes: tuple[str, ...]
    """The names of its URLs, or `app.Model` for a page of the tree."""
    addresses: Addresses
    """Where it shows a summary."""
    is_file: bool = False
    """Whether it is a file of references, which has the marks of `reference_marks`."""


def _files(route: str, **arguments: str | int) -> list[str]:
    """Return the address of a file of references in each format."""
    return [reverse(route, kwargs=arguments | {"ending": end}) for end in CITATION_FORMATS]


def _notices(row: SummaryRow) -> list[str]:
    """Return the addresses of the notices on a summary."""
    return [note.address for note in row.shown_notices]


def _term_addresses(route: str, row: SummaryRow) -> list[str]:
    """Return an address of each topic or type of a summary."""
    terms = row.topics if route.startswith("topic") else row.types
    return [reverse(route, args=[term.key]) for term in terms]


SURFACES = (
    Surface("page", ("digest.SummaryPage",), lambda row: [row.url]),
    Surface("home", ("digest.HomePage",),
            lambda _row: [reverse("archive").removesuffix("archive/")]),
    Surface("month", ("digest.IssuePage",),
            lambda row: [row.url.rstrip("/").rpartition("/")[0] + "/"]),
    Surface("topics", ("topic",), lambda row: _term_addresses("topic", row)),
    Surface("types", ("type",),
            lambda row: _term_addresses("type", row)),
    Surface("archive", ("archive",), lambda _row: [reverse("archive")]),
    Surface("search", ("search",),
            lambda row: [search_address(text=row.page.title)]),
    Surface("corrections", ("corrections",),
            lambda _row: [reverse("corrections")]),
    Surface("notice", ("correction",), _notices),
    Surface("feed", ("feed",), lambda _row: [reverse("feed")]),
    Surface("topic-feeds", ("topic-feed",),
            lambda row: _term_addresses("topic-feed", row)),
    Surface("type-feeds", ("type-feed",),
            lambda row: _term_addresses("type-feed", row)),
    Surface("corrections-feed", ("corrections-feed",),
            lambda _row: [reverse("corrections-feed")]),
    Surface("references", ("summary-citations",),
            lambda row: _files("summary-citations", pk=row.page.pk), is_file=True),
    Surface("month-references", ("issue-citations",),
            lambda row: _files("issue-citations", month=f"{row.month:%Y-%m}"), is_file=True),
    Surface("topic-references", ("topic-citations",),
            lambda row: [a for t in row.topics for a in _files("topic-citations", key=t.key)],
            is_file=True),
    Surface("type-references", ("type-citations",),
            lambda row: [a for t in row.types for a in _files("type-citations", key=t.key)],
            is_file=True),
    Surface("cite", ("cite",), lambda row: [reverse("cite", args=[row.page.pk])]),
    Surface("own-citation", ("own-citation",),
            lambda row: _files("own-citation", pk=row.page.pk), is_file=True),
    Surface("search-references", ("search-citations",),
            lambda row: [with_parameters(each, [("q", row.page.title)])
                         for each in _files("search-citations")], is_file=True),
    Surface("all-references", ("all-citations",),
            lambda _row: _files("all-citations"), is_file=True),
)  # fmt: skip
"""Every surface. Structured data and the printed page are parts of the page of a summary; a copy of
the public addresses as files holds the same."""

WITHOUT_SUMMARIES = {
    "digest.AboutPage": "text of the editors",
    "topics": "names and numbers",
    "types": "names and numbers",
    "sitemap": "addresses",
    "robots": "addresses",
    "old-address": "a redirect",
    "blog/": "a redirect",
}
"""The public addresses that show neither a summary nor a reference, and what they show."""
