"""Europe PMC asked for articles and preprints by DOI, PMID and PMCID."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pprnet.errors import SourceResponseError
from pprnet.formats.json.europepmc_results import record_from_europepmc
from pprnet.formats.json.json_values import as_dict
from pprnet.records import Problem, Record
from pprnet.sources.clients.europepmc import europepmc_page
from pprnet.sources.clients.paging import FIRST_PAGE, RawPage, object_reader
from pprnet.sources.http import HttpClient
from pprnet.sources.lookup.answer_assembly import (
    SentRecord,
    accepted_once,
    ask_in_halves,
    assemble_answer,
    join_answers,
    request_batches,
)
from pprnet.sources.lookup.lookup_service import Identifier, IdKind, LookupAnswer
from pprnet.sources.notices import notices_of
from pprnet.sources.services import EUROPE_PMC, Service

MAX_PAGES = 10
"""Pages of one list that are asked for."""
MEDLINE = "MED"
"""The source of records from PubMed, which are preferred where two have one DOI."""

_NO_CONTROL = str.maketrans({'"': " ", "\\": " "})


@dataclass(frozen=True, slots=True)
class EuropePmcLookup:
    """Finds articles and preprints of Europe PMC by their identifiers."""

    client: HttpClient
    service: Service = EUROPE_PMC
    batch_size: int = 25
    page_size: int = 200

    @property
    def key(self) -> str:
        """Return its name in addresses and files."""
        return self.service.key

    @property
    def label(self) -> str:
        """Return its name for people."""
        return self.service.label

    @property
    def accepts(self) -> frozenset[IdKind]:
        """Return the kinds of identifiers that it knows."""
        return frozenset(IdKind)

    def look_up(self, identifiers: Sequence[Identifier]) -> LookupAnswer:
        """Return what Europe PMC knows about identifiers, asked in batches.

        Args:
            identifiers: any number.
        """
        asked = accepted_once(identifiers, self.accepts)
        parts = request_batches(asked, self.batch_size, each=len("(EXT_ID: AND SRC:MED) OR ") * 2)
        return join_answers([ask_in_halves(part, self._batch, self.label) for part in parts])

    def _batch(self, asked: Sequence[Identifier]) -> LookupAnswer:
        """Return the answer to one batch."""
        items = self._results(f"({' OR '.join(map(_search_term, asked))})")
        items.sort(key=lambda item: as_dict(item).get("source") != MEDLINE)
        return assemble_answer(asked, map(_sent, items))

    def _results(self, query: str) -> list[Any]:
        """Return all results of a query, page by page."""
        found: list[Any] = []
        mark = FIRST_PAGE
        for _ in range(MAX_PAGES):
            page = self._page(query, mark)
            found += page.items
            if not page.mark or not page.items or len(found) >= (page.total or 0):
                return found
            mark = page.mark
        raise SourceResponseError(
            f"{self.label}: expected up to {self.page_size * MAX_PAGES} results for one batch, got "
            f"{page.total}; try later"
        )

    def _page(self, query: str, mark: str) -> RawPage:
        """Return one page of the results of a query."""
        fields: dict[str, str | int] = {
            "query": query,
            "resultType": "core",
            "format": "json",
            "pageSize": self.page_size,
            "cursorMark": mark,
            "email": self.client.contact,
        }

        def read(body: bytes) -> RawPage:
            return europepmc_page(body, mark)

        return self.client.get(self.service, "/search", fields, read, skip_cache=True)


def _search_term(identifier: Identifier) -> str:
    """Return an identifier in Europe PMC's query language."""
    value = identifier.value.translate(_NO_CONTROL)
    if identifier.kind is IdKind.DOI:
        return f'DOI:"{value}"'
    if identifier.kind is IdKind.PMID:
        return f"(EXT_ID:{value} AND SRC:{MEDLINE})"
    return f"PMCID:{value}"


def _sent(item: Any) -> SentRecord:
    """Return a result with its notices, or the problem with it."""
    record: Record | Problem = object_reader(record_from_europepmc, EUROPE_PMC.label)(item)
    return SentRecord(record, () if isinstance(record, Problem) else tuple(notices_of(record)))
