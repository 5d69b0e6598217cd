"""Services asked in batches, and from what they sent to what was asked for, in order, each once."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from pprnet.errors import SourceRequestError
from pprnet.records import Problem, Record
from pprnet.sources.lookup.lookup_service import Identifier, IdKind, LookupAnswer
from pprnet.sources.notices import Notice

if TYPE_CHECKING:
    from pprnet.sources.http import HttpClient
    from pprnet.sources.services import Service

_QUERY_SIGNS = str.maketrans({'"': " ", "\\": " "})
"""What would end a quoted value in the languages of PubMed and Europe PMC."""

LONGEST_FIELD = 3_000
"""Characters of a field of an address, encoded; services refuse addresses over 4,000 or 8,000."""


@dataclass(frozen=True, slots=True)
class SentRecord:
    """One record that a service sent, or the problem with it, and its notices."""

    record: Record | Problem
    notices: tuple[Notice, ...] = ()


def accepted_once(
    identifiers: Iterable[Identifier], accepts: frozenset[IdKind]
) -> tuple[Identifier, ...]:
    """Return the identifiers of the kinds that a service accepts, each once.

    Args:
        identifiers: as they were asked for.
        accepts: the kinds.
    """
    return tuple(dict.fromkeys(each for each in identifiers if each.kind in accepts))


def request_batches(
    identifiers: Sequence[Identifier], size: int, *, longest: int = LONGEST_FIELD, each: int = 16
) -> Iterator[tuple[Identifier, ...]]:
    """Yield identifiers in batches that fit into one request.

    Args:
        identifiers: any number.
        size: the most in one batch.
        longest: characters that the encoded batch may have.
        each: characters that the query needs around each identifier.
    """
    batch: list[Identifier] = []
    length = 0
    for identifier in identifiers:
        needed = len(quote(identifier.value, safe="")) + each
        if batch and (len(batch) == size or length + needed > longest):
            yield tuple(batch)
            batch, length = [], 0
        batch.append(identifier)
        length += needed
    if batch:
        yield tuple(batch)


def query_value(identifier: Identifier) -> str:
    """Return the value of an identifier as a query may quote it.

    Args:
        identifier: of any kind.
    """
    return identifier.value.translate(_QUERY_SIGNS)


def identifiers_of(record: Record) -> Iterator[Identifier]:
    """Yield the identifiers that a record states.

    Args:
        record: of any source.
    """
    stated = ((IdKind.DOI, record.doi), (IdKind.PMID, record.pmid), (IdKind.PMCID, record.pmcid))
    yield from (Identifier(kind, value) for kind, value in stated if value)


def assemble_answer(asked: Sequence[Identifier], sent: Iterable[SentRecord]) -> LookupAnswer:
    """Return the records that were asked for, in that order, and what is missing.

    Where a record could not be read, or not wholly, nothing is called missing: it may be the one.

    Args:
        asked: the identifiers of one request, each once.
        sent: what the service answered, in any order, also with records nobody asked for.
    """
    wanted, known = frozenset(asked), dict[Identifier, Record]()
    notices, problems = list[Notice](), list[Problem]()
    for each in sent:
        if isinstance(each.record, Problem):
            problems.append(each.record)
        elif named := wanted.intersection(identifiers_of(each.record)):
            for identifier in named:
                known.setdefault(identifier, each.record)
            notices += each.notices
    return LookupAnswer(
        records=_in_order(known[identifier] for identifier in asked if identifier in known),
        notices=tuple(dict.fromkeys(notices)),
        missing=() if problems else tuple(each for each in asked if each not in known),
        problems=tuple(problems),
    )


def _in_order(records: Iterable[Record]) -> tuple[Record, ...]:
    """Return records, each once: one may have been asked for by two identifiers."""
    return tuple({id(record): record for record in records}.values())


def join_answers(answers: Iterable[LookupAnswer]) -> LookupAnswer:
    """Return the answers to several requests as one.

    Args:
        answers: in the order of the requests.
    """
    listed = tuple(answers)
    return LookupAnswer(
        records=tuple(dict.fromkeys(record for each in listed for record in each.records)),
        notices=tuple(dict.fromkeys(notice for each in listed for notice in each.notices)),
        missing=tuple(dict.fromkeys(identifier for each in listed for identifier in each.missing)),
        problems=tuple(problem for each in listed for problem in each.problems),
    )


MOST_REFUSED = 3
"""Identifiers that a service may refuse one by one before the whole request is given up."""


def ask_in_halves(
    asked: Sequence[Identifier],
    ask: Callable[[Sequence[Identifier]], LookupAnswer],
    label: str,
) -> LookupAnswer:
    """Return the answer for identifiers; where a request is refused, its halves are asked.

    So one identifier that a service does not understand is a problem and hides no other. If the
    service refuses everything, it is not the identifiers.

    Args:
        asked: the identifiers.
        ask: sends one request.
        label: of the service, for problems.

    Raises:
        SourceRequestError: Every identifier was refused, or the first `MOST_REFUSED`.
        SourceError: As `ask` raises it.
    """
    answers, refused = list[LookupAnswer](), list[Problem]()
    waiting = [tuple(asked)]
    while waiting:
        part = waiting.pop()
        try:
            answers.append(ask(part))
        except SourceRequestError as error:
            middle = len(part) // 2
            if middle:
                waiting += [part[middle:], part[:middle]]
                continue
            refused.append(Problem(label, f"{part[0]} was refused: {error}"))
            if not answers and (len(refused) == MOST_REFUSED or not waiting):
                raise
    return join_answers((*answers, LookupAnswer(problems=tuple(refused))))


@dataclass(frozen=True, slots=True)
class BatchedLookup(ABC):
    """A `LookupService` that answers for several identifiers with each request."""

    client: HttpClient
    service: Service
    batch_size: int

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
        """Return the kinds of identifiers that it knows: all of them."""
        return frozenset(IdKind)

    def look_up(self, identifiers: Sequence[Identifier]) -> LookupAnswer:
        """Return what the service knows about identifiers, asked in batches.

        Args:
            identifiers: any number; those of a kind that it does not accept are left out.
        """
        parts = self.batches(accepted_once(identifiers, self.accepts))
        return join_answers([ask_in_halves(part, self.answer_batch, self.label) for part in parts])

    @abstractmethod
    def batches(self, asked: Sequence[Identifier]) -> Iterator[tuple[Identifier, ...]]:
        """Yield identifiers in the batches in which they are asked for.

        Args:
            asked: of the kinds that it accepts, each once.
        """

    @abstractmethod
    def answer_batch(self, asked: Sequence[Identifier]) -> LookupAnswer:
        """Return the answer to one batch.

        Args:
            asked: one batch.
        """
