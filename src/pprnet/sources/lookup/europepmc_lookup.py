"""Europe PMC asked for articles and preprints by DOI, PMID and PMCID."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pprnet.errors import SourceResponseError
from pprnet.formats.json.europepmc_results import record_from_europepmc
from pprnet.formats.json.json_values import as_dict
from pprnet.records import Problem, Record
from pprnet.sources.clients.europepmc import europepmc_page
from pprnet.sources.clients.paging import FIRST_PAGE, RawPage, object_reader
from pprnet.sources.lookup.answer_assembly import (
    BatchedLookup,
    SentRecord,
    assemble_answer,
    query_value,
    request_batches,
)
from pprnet.sources.lookup.lookup_service import Identifier, IdKind, LookupAnswer
from pprnet.sources.notices import notices_of
from pprnet.sources.services import EUROPE_PMC, Service

MAX_PAGES = 10
"""Pages of one list that are asked for."""
MEDLINE = "MED"
"""The source of records from PubMed, which are preferred where two have one DOI."""


@dataclass(frozen=True, slots=True)
class EuropePmcLookup(BatchedLookup):
    """Finds articles and preprints of Europe PMC by their identifiers."""

    service: Service = EUROPE_PMC
    batch_size: int = 25
    page_size: int = 200

    def batches(self, asked: Sequence[Identifier]) -> Iterator[tuple[Identifier, ...]]:
        """Yield identifiers in batches that fit into one query.

        Args:
            asked: of the kinds that it accepts, each once.
        """
        around = len("(EXT_ID: AND SRC:MED) OR ")
        yield from request_batches(asked, self.batch_size, each=around * 2)

    def answer_batch(self, asked: Sequence[Identifier]) -> LookupAnswer:
        """Return the answer to one batch.

        Args:
            asked: one batch.
        """
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
    value = query_value(identifier)
    if identifier.kind is IdKind.DOI:
        return f'DOI:"{value}"'
    if identifier.kind is IdKind.PMID:
        return f"(EXT_ID:{value} AND SRC:{MEDLINE})"
    return f"PMCID:{value}"


def _sent(item: Any) -> SentRecord:
    """Return a result with its notices, or the problem with it."""
    record: Record | Problem = object_reader(record_from_europepmc, EUROPE_PMC.label)(item)
    return SentRecord(record, () if isinstance(record, Problem) else tuple(notices_of(record)))
