"""Several services asked in turn, until each identifier has its record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pprnet.errors import SourceDownError, SourceError
from pprnet.records import Problem, Record
from pprnet.sources.lookup.answer_assembly import (
    accepted_once,
    identifiers_of,
    join_answers,
)
from pprnet.sources.lookup.lookup_service import Identifier, LookupAnswer, LookupService
from pprnet.sources.notices import Notice


@dataclass(frozen=True, slots=True)
class FoundRecord:
    """The record of one identifier, and the service that gave it."""

    identifier: Identifier
    record: Record
    service: str
    """Key of the service."""


@dataclass(frozen=True, slots=True)
class ServiceFailure:
    """That a service did not answer for some identifiers."""

    service: str
    """Key of the service."""
    label: str
    error: SourceError
    identifiers: tuple[Identifier, ...]


@dataclass(frozen=True, slots=True)
class CombinedAnswer:
    """What several services together know."""

    found: tuple[FoundRecord, ...] = ()
    """One for each identifier that was found, in the order asked for."""
    notices: tuple[Notice, ...] = ()
    missing: tuple[Identifier, ...] = ()
    """Those that no service knows, each that accepts their kind having answered."""
    unanswered: tuple[Identifier, ...] = ()
    """The others without a record: they may exist, as a service failed, sent a record that could
    not be read, or accepts no such kind."""
    failures: tuple[ServiceFailure, ...] = ()
    problems: tuple[Problem, ...] = ()


def look_up_all(
    identifiers: Sequence[Identifier], services: Sequence[LookupService]
) -> CombinedAnswer:
    """Return what services know about identifiers; each is asked for what is still without record.

    A service that is down is not asked again; one that fails for a batch is asked for the next.

    Args:
        identifiers: any number; one that is repeated is asked for once.
        services: in the order in which they are asked.
    """
    asked = tuple(dict.fromkeys(identifiers))
    progress = LookupProgress()
    for service in services:
        waiting = [each for each in asked if each not in progress.found]
        progress.ask(service, accepted_once(waiting, service.accepts))
    return progress.answer(asked)


@dataclass(slots=True)
class LookupProgress:
    """What has been found so far, and which services failed for what."""

    found: dict[Identifier, FoundRecord] = field(default_factory=dict)
    known_missing: set[Identifier] = field(default_factory=set)
    failures: list[ServiceFailure] = field(default_factory=list)
    answers: list[LookupAnswer] = field(default_factory=list)

    def ask(self, service: LookupService, asked: Sequence[Identifier]) -> None:
        """Ask one service batch by batch.

        Args:
            service: the service.
            asked: identifiers of kinds that it accepts.
        """
        for start in range(0, len(asked), service.batch_size):
            batch = asked[start : start + service.batch_size]
            try:
                answer = service.look_up(batch)
            except SourceDownError as error:
                self._fail(service, error, asked[start:])
                return
            except SourceError as error:
                self._fail(service, error, batch)
                continue
            self._keep(service, answer)

    def _keep(self, service: LookupService, answer: LookupAnswer) -> None:
        """Keep what one answer says."""
        self.answers.append(answer)
        self.known_missing.update(answer.missing)
        for record in answer.records:
            for identifier in identifiers_of(record):
                self.found.setdefault(identifier, FoundRecord(identifier, record, service.key))

    def _fail(
        self, service: LookupService, error: SourceError, unanswered: Sequence[Identifier]
    ) -> None:
        """Keep that a service failed."""
        failure = ServiceFailure(service.key, service.label, error, tuple(unanswered))
        self.failures.append(failure)

    def answer(self, asked: Sequence[Identifier]) -> CombinedAnswer:
        """Return what was found.

        Args:
            asked: the identifiers, each once.
        """
        joined = join_answers(self.answers)
        failed = {identifier for each in self.failures for identifier in each.identifiers}
        without = [each for each in asked if each not in self.found]
        missing = [each for each in without if each in self.known_missing - failed]
        return CombinedAnswer(
            found=tuple(self.found[each] for each in asked if each in self.found),
            notices=joined.notices,
            missing=tuple(missing),
            unanswered=tuple(each for each in without if each not in missing),
            failures=tuple(self.failures),
            problems=joined.problems,
        )
