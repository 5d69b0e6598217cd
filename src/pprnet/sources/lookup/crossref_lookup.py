"""Crossref asked for works by their DOIs, and for the notices that update them.

Crossref states a notice in one of two places: in the work (`updated-by`), or only in the notice
(`update-to`), which is found by the filter `updates`. So there are two requests for each batch, and
two more where it has versions of preprints: a notice may be about an earlier version only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from pprnet.errors import SourceNotFoundError, SourceResponseError
from pprnet.formats.json.crossref_works import record_from_crossref
from pprnet.formats.json.json_values import as_dict
from pprnet.records import Problem, Record
from pprnet.sources.clients.crossref import crossref_page
from pprnet.sources.clients.json_responses import json_object_reader
from pprnet.sources.clients.paging import object_reader
from pprnet.sources.lookup.answer_assembly import (
    BatchedLookup,
    SentRecord,
    assemble_answer,
    join_answers,
    request_batches,
)
from pprnet.sources.lookup.lookup_service import Identifier, IdKind, LookupAnswer
from pprnet.sources.notices import Notice, notices_of_crossref
from pprnet.sources.notices.preprint_dois import earlier_versions, without_version
from pprnet.sources.services import CROSSREF, Service

ROWS = 200
"""Records asked for at a time; a work may have more notices than a batch has works."""
MAX_PAGES = 10
"""Pages of one list that are asked for."""


@dataclass(frozen=True, slots=True)
class CrossrefLookup(BatchedLookup):
    """Finds works of Crossref by their DOIs."""

    service: Service = CROSSREF
    batch_size: int = 50
    rows: int = ROWS

    @property
    def accepts(self) -> frozenset[IdKind]:
        """Return the kinds of identifiers that it knows."""
        return frozenset({IdKind.DOI})

    def batches(self, asked: Sequence[Identifier]) -> Iterator[tuple[Identifier, ...]]:
        """Yield DOIs in batches, those with a comma alone: in a filter, it ends the value.

        Args:
            asked: of the kinds that it accepts, each once.
        """
        yield from request_batches(
            [each for each in asked if "," not in each.value], self.batch_size
        )
        yield from ((each,) for each in asked if "," in each.value)

    def answer_batch(self, asked: Sequence[Identifier]) -> LookupAnswer:
        """Return the answer to one batch: the works, and the notices that update them.

        Args:
            asked: one batch.
        """
        if "," in asked[0].value:
            return self._alone(asked[0])
        sent = [_sent(item) for item in self._list("doi", asked)]
        updates = self._list("updates", asked)
        for part in request_batches(_earlier_versions(asked), self.batch_size):
            updates += self._list("doi", part) + self._list("updates", part)
        answer = assemble_answer(asked, sent)
        told = LookupAnswer(notices=tuple(_notices_about(updates, asked)))
        return join_answers((answer, told))

    def _list(self, name: str, asked: Sequence[Identifier]) -> list[Any]:
        """Return all items of the list that a filter finds, page by page."""
        fields: dict[str, str | int] = {
            "filter": ",".join(f"{name}:{each.value}" for each in asked),
            "rows": self.rows,
            "mailto": self.client.contact,
        }
        found: list[Any] = []
        for _ in range(MAX_PAGES):
            page = self.client.get(
                self.service,
                "/works",
                fields | {"offset": len(found)},
                crossref_page,
                skip_cache=True,
            )
            found += page.items
            if not page.items or len(found) >= (page.total or 0):
                return found
        raise SourceResponseError(
            f"{self.label}: expected up to {self.rows * MAX_PAGES} records for {len(asked)} DOIs, "
            f"got {page.total}; try later"
        )

    def _alone(self, identifier: Identifier) -> LookupAnswer:
        """Return the answer for one DOI, asked for by its address."""
        path = f"/works/{quote(identifier.value, safe='')}"
        fields = {"mailto": self.client.contact}
        try:
            work = self.client.get(self.service, path, fields, _crossref_work, skip_cache=True)
        except SourceNotFoundError:
            return LookupAnswer(missing=(identifier,))
        return assemble_answer([identifier], [_sent(work)])


def _crossref_work(body: bytes) -> Mapping[str, Any]:
    """Return the work of an answer that is a single one."""
    stated = json_object_reader(CROSSREF.label)(body)
    if stated.get("status") != "ok" or not as_dict(stated.get("message")):
        got = f"got status {stated.get('status')!r}"
        raise SourceResponseError(f"Crossref: expected status ok and a work, {got}; try later")
    return as_dict(stated["message"])


def _sent(item: Any) -> SentRecord:
    """Return an item of a list with its notices, or the problem with it."""
    record: Record | Problem = object_reader(record_from_crossref, CROSSREF.label)(item)
    if isinstance(record, Problem):
        return SentRecord(record)
    return SentRecord(record, tuple(notices_of_crossref(item)))


def _earlier_versions(asked: Sequence[Identifier]) -> list[Identifier]:
    """Return the earlier versions of the preprints that are asked for, unless these are as well."""
    found = (Identifier(each.kind, doi) for each in asked for doi in earlier_versions(each.value))
    return [each for each in dict.fromkeys(found) if each not in asked]


def _notices_about(items: Sequence[Any], asked: Sequence[Identifier]) -> Iterator[Notice]:
    """Yield the notices about those that were asked for, in any version, in the order of items."""
    wanted = frozenset(without_version(each.value) for each in asked)
    for item in items:
        if isinstance(item, dict):
            stated = notices_of_crossref(item)
            yield from (each for each in stated if without_version(each.doi) in wanted)
