"""The part of one service in a run: asked batch by batch, a failure told from a faulty batch.

Where an answer is faulty, either the service is down or something that it was asked about spoils
the answer. So the other batches are asked first, then the halves of the faulty one, down to single
works. After `MOST_FAULTS` faulty answers in a row, and before a work is given up, the service has
to answer about another work: if it does not, it is down.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from pprnet.errors import SourceDownError, SourceError
from pprnet.sources.lookup import LookupAnswer, LookupService
from pprnet_site.catalogue.ingest.batches import retry_while_busy
from pprnet_site.catalogue.watch.answers import store_answer, store_unanswered
from pprnet_site.catalogue.watch.due_works import (
    WatchedWork,
    batches_of_works,
    sample_of_works,
    with_identifiers,
    works_to_ask,
)
from pprnet_site.catalogue.watch.watch_lease import WatchLease

MOST_FAULTS = 3
"""Faulty answers in a row after which the service is asked about another work."""
MOST_PROBES = 3
"""Works, chosen at random, that it is asked about while it has not answered at all."""
MOST_FAULTS_IN_A_RUN = 100
"""Faulty answers after which it is left alone for an hour; more than the halves of one batch."""

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
        self.spoilt: dict[WatchedWork, SourceError] = {}
        """Works that spoil an answer by themselves, unless the service is down by now."""
        self.answered: WatchedWork | None = None
        """A work about which the service has answered in this run."""
        self.faults = self.faults_in_all = 0

    def step(self) -> bool:
        """Ask about one batch and store the answer; return whether more works are left.

        Raises:
            SourceError: The service failed; it is not asked any more in this run.
            ConflictError: Another process has taken over the watch.
        """
        batch = next(self.batches, None) or (self.parts.popleft() if self.parts else None)
        if batch is None:
            for error in list(self.spoilt.values())[:1]:
                self._ensure_it_is_up(error)
            return False
        try:
            answer = self._ask(batch)
        except SourceDownError:
            raise
        except SourceError as error:
            self._divide(batch, error)
        else:
            self._count(batch, answer)
            self._store(batch, answer)
        return self.result.asked < self.result.total

    def _ask(self, batch: Batch) -> LookupAnswer:
        """Return the answer for a batch."""
        asked = tuple(dict.fromkeys(each for work in batch for each in work.identifiers))
        return self.service.look_up(asked) if asked else LookupAnswer()

    def _divide(self, batch: Batch, error: SourceError) -> None:
        """Ask for the halves of a batch later, unless the service is down."""
        self.faults += 1
        self.faults_in_all += 1
        middle = len(batch) // 2
        if middle:
            self.parts += (batch[:middle], batch[middle:])
        else:
            self.spoilt[batch[0]] = error
        if self.faults_in_all >= MOST_FAULTS_IN_A_RUN:
            raise error
        if self.faults >= MOST_FAULTS:
            self._ensure_it_is_up(error)

    def _ensure_it_is_up(self, error: SourceError) -> None:
        """Raise an error unless the service answers about a work that spoils no answer."""
        retry_while_busy(self.lease.renew)
        for work in self._probes():
            try:
                answer = self._ask([work])
            except SourceDownError:
                raise
            except SourceError:
                continue
            return self._store([work], answer)
        raise error

    def _probes(self) -> Iterable[WatchedWork]:
        """Return works that show whether the service is up, different ones at each moment."""
        if self.answered:
            return [self.answered]
        service, seed = self.service, self.clock().isoformat()
        without = [work.number for work in self.spoilt]
        return sample_of_works(service.accepts, MOST_PROBES, seed=seed, without=without)

    def _give_up(self) -> None:
        """Store for which works the service cannot answer; they are asked again the next night."""
        works = list(self.spoilt)
        self.result.problems += map(str, self.spoilt.values())
        self.result.asked += len(works)
        self.spoilt.clear()
        at, problem = self.clock(), self.result.problem
        retry_while_busy(
            lambda: store_unanswered(self.lease, self.service.key, works, at=at, problem=problem)
        )

    def _count(self, batch: Batch, answer: LookupAnswer) -> None:
        """Count what came of a batch."""
        self.result.asked += len(batch)
        self.result.problems += map(str, answer.problems)
        missing = set(answer.missing)
        self.result.unknown += sum(missing.issuperset(work.identifiers) for work in batch)

    def _store(self, batch: Batch, answer: LookupAnswer) -> None:
        """Store the answer for a batch, which shows that faulty ones were not the service's."""
        at, problem = self.clock(), self.result.problem

        def store() -> None:
            self.result.notices += store_answer(
                self.lease, self.service.key, batch, answer, at=at, problem=problem
            )

        retry_while_busy(store)
        if answered := next((work for work in batch if work.identifiers), None):
            self.answered, self.faults = answered, 0
            if self.spoilt:
                self._give_up()
