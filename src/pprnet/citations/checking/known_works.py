"""Works at hand, found by identifier or title before any service is asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pprnet.citations.checking.same_works import NEAR_TITLE, title_agreement
from pprnet.citations.printed import parse_reference
from pprnet.errors import SourceRefusedError
from pprnet.records import Record
from pprnet.sources.lookup.answer_assembly import identifiers_of
from pprnet.sources.lookup.combined_lookup import (
    CombinedAnswer,
    FoundRecord,
    ServiceFailure,
    look_up_all,
)
from pprnet.sources.lookup.lookup_service import Identifier, LookupService, ReferenceSearch
from pprnet.text import fold

LIBRARY = "library"
"""Key of the works at hand, where a service has its own."""
NOT_ASKED = "it is not among the works at hand, and no service was asked"


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
        """Return the works with the title of a printed reference, else with nearly that title.

        Args:
            text: the reference.
        """
        parsed = parse_reference(text)
        if parsed is None or not parsed.record.title:
            return ()
        exact = self._by_title.get(fold(parsed.record.title), ())
        return tuple(exact) or tuple(self._of_near_title(parsed.record))

    def _of_near_title(self, citation: Record) -> Iterator[Record]:
        """Yield the works with nearly the title of a citation."""
        for records in self._by_title.values():
            if title_agreement(citation, records[0]) >= NEAR_TITLE:
                yield from records


class WorkFinder:
    """Works at hand first, then the services: what `check` asks."""

    def __init__(
        self,
        known: KnownWorks,
        services: Sequence[LookupService] = (),
        search: ReferenceSearch | None = None,
    ) -> None:
        self._known = known
        self._services = services
        self._search = search

    def find_by_identifier(self, identifiers: Sequence[Identifier]) -> CombinedAnswer:
        """Return what is known about identifiers; services are asked for what is not at hand.

        Args:
            identifiers: any number.
        """
        at_hand = self._known.find_identifiers(identifiers)
        known = {each.identifier for each in at_hand}
        others = [each for each in identifiers if each not in known]
        answer = look_up_all(others, self._services)
        if others and not self._services:
            refused = SourceRefusedError(NOT_ASKED)
            failure = ServiceFailure(LIBRARY, "works at hand", refused, tuple(others))
            answer = replace(answer, failures=(failure,))
        return replace(answer, found=(*at_hand, *answer.found))

    def find_by_text(self, text: str) -> tuple[Record, ...]:
        """Return the works that a printed reference may describe, the most likely first.

        Args:
            text: the reference.

        Raises:
            SourceRefusedError: It describes no work at hand, and there is no service to ask.
        """
        at_hand = self._known.find_text(text)
        if at_hand:
            return at_hand
        if self._search is None:
            raise SourceRefusedError(NOT_ASKED)
        return self._search.find(text)
