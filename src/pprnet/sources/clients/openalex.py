"""OpenAlex's list of works: https://developers.openalex.org."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pprnet.errors import SourceResponseError
from pprnet.formats.json.json_values import as_dict, as_int, as_list, as_text
from pprnet.formats.json.openalex_works import record_from_openalex
from pprnet.sources.clients.json_responses import json_object_reader
from pprnet.sources.clients.paging import FIRST_PAGE, PagedSearch, RawPage, object_reader
from pprnet.sources.http import HttpClient
from pprnet.sources.services import OPENALEX, Service
from pprnet.sources.source import Page


@dataclass(frozen=True, slots=True)
class OpenAlex:
    """Searches OpenAlex by its filters and the date of publication.

    The day on which OpenAlex made a record (`created`) can be searched with some keys only.
    """

    client: HttpClient
    service: Service = OPENALEX
    api_key: str = ""
    created: bool = False
    size: int = 100

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
            query: an OpenAlex filter without dates, or a plain text.
            since: first day, included.
            until: last day, included.
        """
        asked = _openalex_filter(query, since, until, created=self.created)
        return self._raw_page(asked, FIRST_PAGE, False, size=1).total or 0

    def pages(
        self, query: str, since: date, until: date, cursor: str | None = None
    ) -> Iterator[Page]:
        """Yield what a query finds page by page.

        Args:
            query: an OpenAlex filter without dates, or a plain text.
            since: first day, included.
            until: last day, included.
            cursor: of the last page that was kept; `None` begins at the first page.
        """
        asked = _openalex_filter(query, since, until, created=self.created)

        def fetch(mark: str, skip_cache: bool) -> RawPage:
            return self._raw_page(asked, mark, skip_cache, size=self.size)

        read = object_reader(record_from_openalex, self.label)
        yield from PagedSearch(self.label, self.size, fetch, read).pages(cursor)

    def _raw_page(self, asked: str, mark: str, skip_cache: bool, *, size: int) -> RawPage:
        """Return one answer."""
        fields: dict[str, str | int] = {
            "filter": asked,
            "per-page": size,
            "cursor": mark,
            "mailto": self.client.contact,
        }
        if self.api_key:
            fields["api_key"] = self.api_key
        return self.client.get(self.service, "/works", fields, openalex_page, skip_cache=skip_cache)


def _openalex_filter(query: str, since: date, until: date, *, created: bool = False) -> str:
    """Return the filter of a query and two days; a plain text is searched in title and abstract."""
    if ":" not in query.partition("(")[0].partition('"')[0]:
        query = f"title_and_abstract.search:{query}"
    if created:
        return f"{query},from_created_date:{since},to_created_date:{until}"
    return f"{query},from_publication_date:{since},to_publication_date:{until}"


def openalex_page(body: bytes) -> RawPage:
    """Return an answer as a page.

    Args:
        body: JSON of OpenAlex's list of works.

    Raises:
        SourceResponseError: It is no list of works.
    """
    stated = json_object_reader(OPENALEX.label)(body)
    meta = as_dict(stated.get("meta"))
    total = as_int(meta.get("count"))
    if total is None or "results" not in stated:
        raise SourceResponseError(
            "OpenAlex: expected results and meta.count, got "
            f"{', '.join(stated) or 'an empty object'}; check the query"
        )
    return RawPage(as_list(stated["results"]), as_text(meta.get("next_cursor")), total)
