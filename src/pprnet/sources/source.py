"""What every source is asked and gives: pages of records and a place to go on from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from pprnet.records import Problem, Record


@dataclass(frozen=True, slots=True)
class Page:
    """One answer of a service, read."""

    records: tuple[Record | Problem, ...]
    cursor: str | None
    """Where the next page begins, for `pages`, or `None` after the last."""
    total: int | None
    """How many records the service says the search finds."""


class Source(Protocol):
    """A live service that finds records by a query and the dates on which it got them."""

    @property
    def key(self) -> str:
        """Name it in addresses and files."""

    @property
    def label(self) -> str:
        """Name it to people."""

    def count(self, query: str, since: date, until: date) -> int:
        """Count what a query finds between two days, both included."""

    def pages(
        self, query: str, since: date, until: date, cursor: str | None = None
    ) -> Iterator[Page]:
        """Return what a query finds page by page, from the start or from where a page ended."""
