"""What every source is asked and returns: pages of records, and where to resume."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from pprnet.records import Problem, Record


@dataclass(frozen=True, slots=True)
class Page:
    """One answer of a service, parsed."""

    records: tuple[Record | Problem, ...]
    cursor: str | None
    """Where the next page begins, for `pages`, or `None` after the last."""
    total: int | None
    """How many records the service says the search finds."""


class Source(Protocol):
    """A live service that finds records by a query and the dates on which it got them."""

    @property
    def key(self) -> str:
        """Return its name in addresses and files."""

    @property
    def label(self) -> str:
        """Return its name for people."""

    def count(self, query: str, since: date, until: date) -> int:
        """Return how many records a query finds.

        Args:
            query: in the source's own language, without dates.
            since: first day, included.
            until: last day, included.

        Raises:
            SourceError: The service did not answer as expected.
        """

    def pages(
        self, query: str, since: date, until: date, cursor: str | None = None
    ) -> Iterator[Page]:
        """Yield what a query finds page by page.

        Args:
            query: in the source's own language, without dates.
            since: first day, included.
            until: last day, included.
            cursor: of the last page that was kept; `None` begins at the first page.

        Raises:
            SourceError: The service did not answer as expected.
        """
