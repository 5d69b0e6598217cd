"""Europe PMC's search: https://europepmc.org/RestfulWebService."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from pprnet.errors import SourceResponseError
from pprnet.formats.json.europepmc_results import record_from_europepmc
from pprnet.formats.json.json_values import as_dict, as_int, as_list, as_text
from pprnet.sources.clients.json_responses import json_object_reader
from pprnet.sources.clients.paging import FIRST_PAGE, PagedSearch, RawPage, object_reader
from pprnet.sources.http import HttpClient
from pprnet.sources.services import EUROPE_PMC, Service
from pprnet.sources.source import Page


@dataclass(frozen=True, slots=True)
class EuropePmc:
    """Searches Europe PMC by its own query language and the day a record was first indexed."""

    client: HttpClient
    service: Service = EUROPE_PMC
    size: int = 200

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
            query: in Europe PMC's query language, without dates.
            since: first day, included.
            until: last day, included.
        """
        return (
            self._raw_page(_europepmc_query(query, since, until), FIRST_PAGE, False, size=1).total
            or 0
        )

    def pages(
        self, query: str, since: date, until: date, cursor: str | None = None
    ) -> Iterator[Page]:
        """Yield what a query finds page by page.

        Args:
            query: in Europe PMC's query language, without dates.
            since: first day, included.
            until: last day, included.
            cursor: of the last page that was kept; `None` begins at the first page.
        """
        asked = _europepmc_query(query, since, until)

        def fetch(mark: str, skip_cache: bool) -> RawPage:
            return self._raw_page(asked, mark, skip_cache, size=self.size)

        read = object_reader(record_from_europepmc, self.label)
        yield from PagedSearch(self.label, self.size, fetch, read).pages(cursor)

    def _raw_page(self, query: str, mark: str, skip_cache: bool, *, size: int) -> RawPage:
        """Return one answer."""
        fields: dict[str, str | int] = {
            "query": query,
            "resultType": "core",
            "format": "json",
            "pageSize": size,
            "cursorMark": mark,
            "email": self.client.contact,
        }
        return self.client.get(
            self.service,
            "/search",
            fields,
            lambda body: europepmc_page(body, mark),
            skip_cache=skip_cache,
        )


def _europepmc_query(query: str, since: date, until: date) -> str:
    """Return a query limited to records first indexed between two days."""
    return f"({query}) AND (FIRST_IDATE:[{since} TO {until}])"


def europepmc_page(body: bytes, asked: str) -> RawPage:
    """Return an answer as a page; a mark that stays the same means the end here (Solr's rule).

    Args:
        body: JSON of a search.
        asked: mark with which the page was requested.

    Raises:
        SourceResponseError: It is no result of a search.
    """
    stated: dict[str, Any] = json_object_reader(EUROPE_PMC.label)(body)
    total = as_int(stated.get("hitCount"))
    if total is None:
        raise SourceResponseError(
            f"Europe PMC: expected a hitCount, got {', '.join(stated) or 'an empty object'}; "
            "check the query"
        )
    mark = as_text(stated.get("nextCursorMark"))
    items = as_list(as_dict(stated.get("resultList")).get("result"))
    return RawPage(items, "" if mark == asked else mark, total)
