"""OpenAlex's list of works: https://developers.openalex.org."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pprnet.errors import SourceConfusedError
from pprnet.formats.openalex import read_work
from pprnet.formats.values import as_dict, as_int, as_list, as_text
from pprnet.sources.answers import read_json
from pprnet.sources.http import Door
from pprnet.sources.services import OPENALEX, Service
from pprnet.sources.values import Page
from pprnet.sources.walk import START, Leaf, Walk, guarded


@dataclass(frozen=True, slots=True)
class OpenAlex:
    """Searches OpenAlex by its filters and the date of publication.

    The day on which OpenAlex made a record (`created`) can be asked for with some keys only.
    """

    door: Door
    service: Service = OPENALEX
    api_key: str = ""
    created: bool = False
    size: int = 100

    @property
    def key(self) -> str:
        """Name it in addresses and files."""
        return self.service.key

    @property
    def label(self) -> str:
        """Name it to people."""
        return self.service.label

    def count(self, query: str, since: date, until: date) -> int:
        """Count what a query finds between two days, both included."""
        asked = filtered(query, since, until, created=self.created)
        return self._leaf(asked, START, False, size=1).total or 0

    def pages(
        self, query: str, since: date, until: date, cursor: str | None = None
    ) -> Iterator[Page]:
        """Give what a query finds page by page."""
        asked = filtered(query, since, until, created=self.created)

        def fetch(mark: str, fresh: bool) -> Leaf:
            return self._leaf(asked, mark, fresh, size=self.size)

        read = guarded(read_work, self.label)
        yield from Walk(self.label, self.size, fetch, read).pages(cursor)

    def _leaf(self, asked: str, mark: str, fresh: bool, *, size: int) -> Leaf:
        fields: dict[str, str | int] = {
            "filter": asked,
            "per-page": size,
            "cursor": mark,
            "mailto": self.door.contact,
        }
        if self.api_key:
            fields["api_key"] = self.api_key
        return self.door.get(self.service, "/works", fields, leaf_of, fresh=fresh)


def filtered(query: str, since: date, until: date, *, created: bool = False) -> str:
    """Make a filter of a query and two days; a bare text is sought in title and abstract."""
    if ":" not in query.partition("(")[0].partition('"')[0]:
        query = f"title_and_abstract.search:{query}"
    if created:
        return f"{query},from_created_date:{since},to_created_date:{until}"
    return f"{query},from_publication_date:{since},to_publication_date:{until}"


def leaf_of(body: bytes) -> Leaf:
    """Read an answer."""
    stated = read_json(OPENALEX.label)(body)
    meta = as_dict(stated.get("meta"))
    total = as_int(meta.get("count"))
    if total is None or "results" not in stated:
        raise SourceConfusedError(
            "OpenAlex: expected results and meta.count, got "
            f"{', '.join(stated) or 'an empty object'}; check the query"
        )
    return Leaf(as_list(stated["results"]), as_text(meta.get("next_cursor")), total)
