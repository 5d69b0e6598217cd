"""Crossref's list of works: https://api.crossref.org."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import parse_qsl

from pprnet.errors import SourceConfusedError, SourceRefusedError
from pprnet.formats.crossref import record_from_crossref
from pprnet.formats.values import as_dict, as_int, as_list, as_text
from pprnet.sources.answers import read_json
from pprnet.sources.http import Door
from pprnet.sources.services import CROSSREF, Service
from pprnet.sources.values import Page
from pprnet.sources.walk import START, Leaf, Walk, guarded

DATES = ("created", "index", "update", "pub", "deposit")
"""The dates by which Crossref can be asked; "index" moves with every new citation."""

MOST = 10_000
"""Records that can be had by their place; beyond, only a cursor goes."""

_BY_PLACE, _BY_CURSOR = "place:", "cursor:"


@dataclass(frozen=True, slots=True)
class Crossref:
    """Searches Crossref by its own fields and the day on which a DOI was registered.

    Crossref's cursor moves on with each question, also with one whose answer is lost on the way:
    its mark stays the same while the pages advance. So up to 10,000 records are asked for by
    their place, which can be asked again, and only a longer list by the cursor.
    """

    door: Door
    service: Service = CROSSREF
    by: str = "created"
    size: int = 200
    most: int = MOST

    def __post_init__(self) -> None:
        """Refuse a date that Crossref does not know."""
        if self.by not in DATES:
            expected = ", ".join(DATES)
            raise SourceRefusedError(f"Crossref: expected a date of {expected}, got {self.by!r}")

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
        fields = fields_of(query, since, until, by=self.by)
        return self._leaf(fields | {"rows": 0}, False).total or 0

    def pages(
        self, query: str, since: date, until: date, cursor: str | None = None
    ) -> Iterator[Page]:
        """Give what a query finds page by page, in the order of registration."""
        asked = fields_of(query, since, until, by=self.by)
        asked |= {"rows": self.size, "sort": "created", "order": "asc"}

        def fetch(mark: str, fresh: bool) -> Leaf:
            return self._page(asked, mark, fresh)

        read = guarded(record_from_crossref, self.label)
        yield from Walk(self.label, self.size, fetch, read, _is_cursor).pages(cursor)

    def _page(self, asked: dict[str, str | int], mark: str, fresh: bool) -> Leaf:
        """Ask for a page by its place or, where the list is too long for that, by the cursor."""
        if _is_cursor(mark):
            return self._by_cursor(asked, mark.removeprefix(_BY_CURSOR))
        place = int(mark.removeprefix(_BY_PLACE)) if mark.startswith(_BY_PLACE) else 0
        leaf = self._leaf(asked | {"offset": place}, fresh)
        if (leaf.total or 0) > self.most:
            return self._by_cursor(asked, START)
        end = place + len(leaf.items)
        more = leaf.items and end < (leaf.total or 0)
        return Leaf(leaf.items, f"{_BY_PLACE}{end}" if more else "", leaf.total)

    def _by_cursor(self, asked: dict[str, str | int], mark: str) -> Leaf:
        once = mark != START
        leaf = self._leaf(asked | {"cursor": mark}, fresh=True, once=once)
        return Leaf(leaf.items, f"{_BY_CURSOR}{leaf.mark}" if leaf.mark else "", leaf.total)

    def _leaf(self, asked: dict[str, str | int], fresh: bool, *, once: bool = False) -> Leaf:
        fields = asked | {"mailto": self.door.contact}
        return self.door.get(self.service, "/works", fields, leaf_of, fresh=fresh, once=once)


def _is_cursor(mark: str) -> bool:
    return mark.startswith(_BY_CURSOR)


def fields_of(query: str, since: date, until: date, *, by: str) -> dict[str, str | int]:
    """Make fields of "filter=issn:...&query.title=..." or of a bare text, and two days."""
    stated = dict(parse_qsl(query)) if "=" in query else {"query.bibliographic": query}
    dates = f"from-{by}-date:{since},until-{by}-date:{until}"
    filters = ",".join(filter(None, (stated.pop("filter", ""), dates)))
    return {"filter": filters, **stated}


def leaf_of(body: bytes) -> Leaf:
    """Read an answer; one without a mark (rows=0) has no next page."""
    stated = read_json(CROSSREF.label)(body)
    message = as_dict(stated.get("message"))
    total = as_int(message.get("total-results"))
    if stated.get("status") != "ok" or total is None:
        raise SourceConfusedError(
            "Crossref: expected status ok and total-results, got status "
            f"{stated.get('status')!r} with {', '.join(message) or 'no message'}; check the query"
        )
    return Leaf(as_list(message.get("items")), as_text(message.get("next-cursor")), total)
