"""The part of one service in a run: asked batch by batch, a failure told from a faulty batch."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from pprnet.errors import SourceDownError, SourceError
from pprnet.sources.lookup import LookupAnswer, LookupService
from pprnet_site.catalogue.ingest.batches import retry_while_busy
from pprnet_site.catalogue.watch.answers import store_answer, store_unanswered
from pprnet_site.catalogue.watch.due_works import (
    WatchedWork,
    batches_of_works,
    with_identifiers,
    works_to_ask,
)
from pprnet_site.catalogue.watch.watch_lease import WatchLease

MOST_FAULTS = 3
"""Faulty answers in a row after which it is the service and not what it was asked."""

Batch = list[WatchedWork]


@dataclass(slots=True)
class TurnResult:
    """What came of one service in a run."""

    key: str
    label: str
    total: int = 0
    asked: int = 0
    """Works, or rows of a file."""
    unknown: int = 0
    notices: int = 0
    """Those that were not stored yet."""
    problems: list[str] = field(default_factory=list)
    is_file: bool = False
    """Whether a file was read, so that rows and not works are counted."""
    failure: str = ""
    """Why the service could not be asked to the end."""

    @property
    def problem(self) -> str:
        """Return the problems with parts of the answers in one text."""
        first = next(iter(self.problems), "")
        more = len(self.problems) - 1
        return f"{first} (and {more} more)" if more > 0 else first


class LookupTurn:
    """Asks one service about the works that are due."""

    def __init__(
        self,
        service: LookupService,
        lease: WatchLease,
        *,
        before: datetime,
        clock: Callable[[], datetime],
    ) -> None:
        self.service, self.lease, self.clock = service, lease, clock
        due = works_to_ask(service.key, service.accepts, before=before, now=clock())
        numbers = list(due.values_list("pk", flat=True))
        self.result = TurnResult(service.key, service.label, total=len(numbers))
        works = with_identifiers(numbers, service.accepts)
        self.batches: Iterator[Batch] = batches_of_works(works, service.batch_size)
        self.parts: deque[Batch] = deque()
        self.faults = 0

    def step(self) -> bool:
        """Ask about one batch and store the answer; return whether more works are left.

        Raises:
            SourceError: The service failed; it is not asked any more in this run.
            ConflictError: Another process has taken over the watch.
        """
        batch = self.parts.popleft() if self.parts else next(self.batches, None)
        if batch is None:
            return False
        try:
            answer = self._ask(batch)
        except SourceDownError:
            raise
        except SourceError as error:
            self._divide(batch, error)
        else:
            self._store(batch, answer)
        return self.result.asked < self.result.total

    def _ask(self, batch: Batch) -> LookupAnswer:
        """Return the answer for a batch."""
        asked = tuple(dict.fromkeys(each for work in batch for each in work.identifiers))
        return self.service.look_up(asked) if asked else LookupAnswer()

    def _divide(self, batch: Batch, error: SourceError) -> None:
        """Ask for the halves of a batch whose answer is faulty, unless all answers are."""
        self.faults += 1
        middle = len(batch) // 2
        if self.faults >= MOST_FAULTS:
            raise error
        if middle:
            self.parts += (batch[:middle], batch[middle:])
        elif self.result.asked:
            self._give_up(batch, error)
        elif self.parts:
            self.parts.append(batch)  # asked again once another part was answered
        else:
            raise error

    def _give_up(self, batch: Batch, error: SourceError) -> None:
        """Store that the service cannot answer for a work; it is asked again in the next night."""
        self.result.problems.append(str(error))
        self.result.asked += len(batch)
        at, problem = self.clock(), self.result.problem
        retry_while_busy(
            lambda: store_unanswered(self.lease, self.service.key, batch, at=at, problem=problem)
        )

    def _store(self, batch: Batch, answer: LookupAnswer) -> None:
        """Store the answer for a batch."""
        self.faults = 0
        self.result.asked += len(batch)
        self.result.problems += [str(problem) for problem in answer.problems]
        missing = set(answer.missing)
        self.result.unknown += sum(missing.issuperset(work.identifiers) for work in batch)
        at, problem = self.clock(), self.result.problem

        def store() -> None:
            self.result.notices += store_answer(
                self.lease, self.service.key, batch, answer, at=at, problem=problem
            )

        retry_while_busy(store)
