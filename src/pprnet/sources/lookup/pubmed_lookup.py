"""PubMed asked for articles by PMID, DOI and PMCID: a search, and its records as XML.

PubMed searches a DOI without its punctuation, so a search may find articles that nobody asked
for; they are dropped. A search that finds far too many is asked for in halves.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pprnet.records import Problem, Record
from pprnet.sources.clients.entrez import (
    SearchOnServer,
    entrez_fields,
    parse_efetch,
    parse_esearch,
)
from pprnet.sources.lookup.answer_assembly import (
    BatchedLookup,
    SentRecord,
    assemble_answer,
    join_answers,
    query_value,
    request_batches,
)
from pprnet.sources.lookup.lookup_service import Identifier, IdKind, LookupAnswer
from pprnet.sources.notices import notices_of
from pprnet.sources.services import PUBMED, Service

MOST_FOR_EACH = 5
"""Articles that a search may find for each identifier."""


@dataclass(frozen=True, slots=True)
class PubMedLookup(BatchedLookup):
    """Finds articles of PubMed by their identifiers."""

    service: Service = PUBMED
    api_key: str = ""
    batch_size: int = 100

    def batches(self, asked: Sequence[Identifier]) -> Iterator[tuple[Identifier, ...]]:
        """Yield identifiers in batches: a search is sent as a form, whose length has no limit.

        Args:
            asked: of the kinds that it accepts, each once.
        """
        yield from request_batches(asked, self.batch_size, longest=100_000)

    def answer_batch(self, asked: Sequence[Identifier]) -> LookupAnswer:
        """Return the answer to one batch.

        Args:
            asked: one batch.
        """
        found = self._search(asked)
        if found.count > MOST_FOR_EACH * len(asked):
            return self._too_many(found.count, asked)
        if not found.count:
            return LookupAnswer(missing=tuple(asked))
        return assemble_answer(asked, map(_sent, self._fetch(found)))

    def _too_many(self, count: int, asked: Sequence[Identifier]) -> LookupAnswer:
        """Return the answer to the halves of a batch that finds too many articles."""
        middle = len(asked) // 2
        if middle:
            return join_answers(
                (self.answer_batch(asked[:middle]), self.answer_batch(asked[middle:]))
            )
        message = f"{asked[0]} finds {count} articles; look it up by another identifier"
        return LookupAnswer(problems=(Problem(self.label, message),))

    def _search(self, asked: Sequence[Identifier]) -> SearchOnServer:
        """Return a search for identifiers, put on the history server."""
        fields = entrez_fields(self.client.contact, self.api_key) | {
            "term": " OR ".join(map(_search_term, asked)),
            "usehistory": "y",
            "retmax": 0,
            "retmode": "xml",
        }
        return self.client.post(self.service, "/esearch.fcgi", fields, parse_esearch)

    def _fetch(self, found: SearchOnServer) -> list[Record | Problem]:
        """Return the records of a search, and a problem if some did not come."""
        fields = entrez_fields(self.client.contact, self.api_key) | {
            "WebEnv": found.environment,
            "query_key": found.key,
            "retstart": 0,
            "retmax": found.count,
            "retmode": "xml",
        }
        records = [*self.client.post(self.service, "/efetch.fcgi", fields, parse_efetch)]
        got = sum(isinstance(item, Record) or item.lost for item in records)
        if got < found.count:
            message = f"expected {found.count} records, got {got}; ask again later"
            records.append(Problem(self.label, message))
        return records


def _search_term(identifier: Identifier) -> str:
    """Return an identifier in PubMed's query language."""
    value = query_value(identifier)
    if identifier.kind is IdKind.DOI:
        return f'"{value}"[doi]'
    # A PMCID is found with its prefix alone; the tag is for the day on which it is needed.
    return f"{value}[uid]" if identifier.kind is IdKind.PMID else f"{value}[pmcid] OR {value}"


def _sent(item: Record | Problem) -> SentRecord:
    """Return a record with its notices, without its place in the answer."""
    if isinstance(item, Problem):
        return SentRecord(item)
    record = replace(item, line=0, position=0)
    return SentRecord(record, tuple(notices_of(record)))
