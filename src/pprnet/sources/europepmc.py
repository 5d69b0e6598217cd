"""Europe PMC's search: https://europepmc.org/RestfulWebService."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from pprnet.errors import SourceConfusedError
from pprnet.formats.europepmc import record_from_europepmc
from pprnet.formats.values import as_dict, as_dicts, as_int, as_text
from pprnet.sources.answers import read_json
from pprnet.sources.http import Door
from pprnet.sources.services import EUROPE_PMC, Service
from pprnet.sources.values import Page
from pprnet.sources.walk import START, Leaf, Walk, guarded


@dataclass(frozen=True, slots=True)
class EuropePmc:
    """Searches Europe PMC by its own query language and the day a record was first indexed."""

    door: Door
    service: Service = EUROPE_PMC
    size: int = 200

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
        return self._leaf(dated(query, since, until), START, False, size=1).total or 0

    def pages(
        self, query: str, since: date, until: date, cursor: str | None = None
    ) -> Iterator[Page]:
        """Give what a query finds page by page."""
        asked = dated(query, since, until)

        def fetch(mark: str, fresh: bool) -> Leaf:
            return self._leaf(asked, mark, fresh, size=self.size)

        read = guarded(record_from_europepmc, self.label)
        yield from Walk(self.label, self.size, fetch, read).pages(cursor)

    def _leaf(self, query: str, mark: str, fresh: bool, *, size: int) -> Leaf:
        fields: dict[str, str | int] = {
            "query": query,
            "resultType": "core",
            "format": "json",
            "pageSize": size,
            "cursorMark": mark,
            "email": self.door.contact,
        }
        return self.door.get(
            self.service, "/search", fields, lambda body: leaf_of(body, mark), fresh=fresh
        )


def dated(query: str, since: date, until: date) -> str:
    """Limit a query to records first indexed between two days."""
    return f"({query}) AND (FIRST_IDATE:[{since} TO {until}])"


def leaf_of(body: bytes, asked: str) -> Leaf:
    """Read an answer; a mark that stays the same means the end here (Solr's rule)."""
    stated: dict[str, Any] = read_json(EUROPE_PMC.label)(body)
    total = as_int(stated.get("hitCount"))
    if total is None:
        raise SourceConfusedError(
            f"Europe PMC: expected a hitCount, got {', '.join(stated) or 'an empty object'}; "
            "check the query"
        )
    mark = as_text(stated.get("nextCursorMark"))
    items = as_dicts(as_dict(stated.get("resultList")).get("result"))
    return Leaf(items, "" if mark == asked else mark, total)
