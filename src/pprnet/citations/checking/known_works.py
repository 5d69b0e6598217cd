"""Works at hand, found by identifier or title before any service is asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pprnet.citations.printed import parse_reference
from pprnet.records import Record
from pprnet.sources.lookup.answer_assembly import identifiers_of
from pprnet.sources.lookup.combined_lookup import FoundRecord
from pprnet.sources.lookup.lookup_service import Identifier
from pprnet.text import fold

LIBRARY = "library"
"""Key of the works at hand, where a service has its own."""


class KnownWorks:
    """Works at hand, by identifier and by title."""

    def __init__(self, records: Iterable[Record]) -> None:
        self._by_identifier: dict[Identifier, Record] = {}
        self._by_title: dict[str, list[Record]] = {}
        for record in records:
            for identifier in identifiers_of(record):
                self._by_identifier.setdefault(identifier, record)
            if title := fold(record.title):
                self._by_title.setdefault(title, []).append(record)

    def find_identifiers(self, identifiers: Sequence[Identifier]) -> tuple[FoundRecord, ...]:
        """Return the works that have some identifiers, in their order.

        Args:
            identifiers: any number.
        """
        return tuple(
            FoundRecord(each, record, LIBRARY)
            for each in identifiers
            if (record := self._by_identifier.get(each)) is not None
        )

    def find_text(self, text: str) -> tuple[Record, ...]:
        """Return the works with the title of a printed reference.

        Args:
            text: the reference.
        """
        parsed = parse_reference(text)
        return tuple(self._by_title.get(fold(parsed.record.title), ())) if parsed else ()
