"""Crossref's list of works: https://api.crossref.org."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import parse_qsl

from pprnet.errors import SourceRefusedError, SourceResponseError
from pprnet.formats.json.crossref_works import record_from_crossref
from pprnet.formats.json.json_values import as_dict, as_int, as_list, as_text
from pprnet.sources.clients.json_responses import json_object_reader
from pprnet.sources.clients.paging import FIRST_PAGE, PagedSearch, RawPage, object_reader
from pprnet.sources.http import HttpClient
from pprnet.sources.services import CROSSREF, Service
from pprnet.sources.source import Page

DATE_FIELDS = ("created", "index", "update", "pub", "deposit")
"""The dates by which Crossref can be searched; "index" changes with every new citation."""

MAX_OFFSET = 10_000
"""Records that can be requested by their offset; beyond, only by a cursor."""

_BY_OFFSET, _BY_CURSOR = "place:", "cursor:"


@dataclass(frozen=True, slots=True)
class Crossref:
    """Searches Crossref by its own fields and the day on which a DOI was registered.

    Crossref's cursor advances with each request, also with one whose answer is lost on the way: its
    mark stays the same while the pages advance. So up to 10,000 records are requested by their
    offset, which can be requested again, and only a longer list by the cursor.
    """

    client: HttpClient
    service: Service = CROSSREF
    date_field: str = "created"
    size: int = 200
    max_offset: int = MAX_OFFSET

    def __post_init__(self) -> None:
        """Refuse a date that Crossref does not know."""
        if self.date_field not in DATE_FIELDS:
            expected = ", ".join(DATE_FIELDS)
            raise SourceRefusedError(
                f"Crossref: expected a date of {expected}, got {self.date_field!r}"
            )

    @property
    def key(self) -> str:
        """Return its name in addresses and files."""
        return self.service.key

    @property
    def label(self) -> str:
        """Return its name for people."""
        return self.service.label

    def count(self, query: str, since: date, until: date) -> int:
        """Return how many records a query finds.

        Args:
            query: fields as "filter=issn:...&query.title=...", or a plain text.
            since: first day, included.
            until: last day, included.
        """
        fields = _crossref_parameters(query, since, until, date_field=self.date_field)
        return self._raw_page(fields | {"rows": 0}, False).total or 0

    def pages(
        self, query: str, since: date, until: date, cursor: str | None = None
    ) -> Iterator[Page]:
        """Yield what a query finds page by page, in the order of registration.

        Args:
            query: fields as "filter=issn:...&query.title=...", or a plain text.
            since: first day, included.
            until: last day, included.
            cursor: of the last page that was kept; `None` begins at the first page.
        """
        asked = _crossref_parameters(query, since, until, date_field=self.date_field)
        asked |= {"rows": self.size, "sort": "created", "order": "asc"}

        def fetch(mark: str, skip_cache: bool) -> RawPage:
            return self._page(asked, mark, skip_cache)

        read = object_reader(record_from_crossref, self.label)
        yield from PagedSearch(self.label, self.size, fetch, read, _is_cursor).pages(cursor)

    def _page(self, asked: dict[str, str | int], mark: str, skip_cache: bool) -> RawPage:
        """Return a page by its offset or, where the list is too long for that, by the cursor."""
        if _is_cursor(mark):
            return self._by_cursor(asked, mark.removeprefix(_BY_CURSOR))
        offset = int(mark.removeprefix(_BY_OFFSET)) if mark.startswith(_BY_OFFSET) else 0
        raw_page = self._raw_page(asked | {"offset": offset}, skip_cache)
        if (raw_page.total or 0) > self.max_offset:
            return self._by_cursor(asked, FIRST_PAGE)
        end = offset + len(raw_page.items)
        more = raw_page.items and end < (raw_page.total or 0)
        return RawPage(raw_page.items, f"{_BY_OFFSET}{end}" if more else "", raw_page.total)

    def _by_cursor(self, asked: dict[str, str | int], mark: str) -> RawPage:
        """Return the page at a cursor; a cursor is good for one request only."""
        no_retry = mark != FIRST_PAGE
        raw_page = self._raw_page(asked | {"cursor": mark}, skip_cache=True, no_retry=no_retry)
        return RawPage(
            raw_page.items, f"{_BY_CURSOR}{raw_page.mark}" if raw_page.mark else "", raw_page.total
        )

    def _raw_page(
        self, asked: dict[str, str | int], skip_cache: bool, *, no_retry: bool = False
    ) -> RawPage:
        """Return one answer."""
        fields = asked | {"mailto": self.client.contact}
        return self.client.get(
            self.service, "/works", fields, crossref_page, skip_cache=skip_cache, no_retry=no_retry
        )


def _is_cursor(mark: str) -> bool:
    """Return whether a mark is a cursor."""
    return mark.startswith(_BY_CURSOR)


def _crossref_parameters(
    query: str, since: date, until: date, *, date_field: str
) -> dict[str, str | int]:
    """Return the fields of "filter=issn:...&query.title=..." or of a plain text, and two days."""
    stated = dict(parse_qsl(query)) if "=" in query else {"query.bibliographic": query}
    dates = f"from-{date_field}-date:{since},until-{date_field}-date:{until}"
    filters = ",".join(filter(None, (stated.pop("filter", ""), dates)))
    return {"filter": filters, **stated}


def crossref_page(body: bytes) -> RawPage:
    """Return an answer as a page; one without a mark (rows=0) has no next page.

    Args:
        body: JSON of Crossref's list of works.

    Raises:
        SourceResponseError: It is no list of works.
    """
    stated = json_object_reader(CROSSREF.label)(body)
    message = as_dict(stated.get("message"))
    total = as_int(message.get("total-results"))
    if stated.get("status") != "ok" or total is None:
        raise SourceResponseError(
            "Crossref: expected status ok and total-results, got status "
            f"{stated.get('status')!r} with {', '.join(message) or 'no message'}; check the query"
        )
    return RawPage(as_list(message.get("items")), as_text(message.get("next-cursor")), total)
