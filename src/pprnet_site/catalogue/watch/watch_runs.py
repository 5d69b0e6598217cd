"""A run of the watch: the services in turn, one batch each, until nothing is due or time is up.

What a batch says and that it was asked are stored together, so a run that is killed anywhere is
continued by the next one, and a second run of the same night asks nothing.
"""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import DatabaseError, InterfaceError
from django.utils import timezone
from django.utils.translation import gettext as _

from pprnet.errors import PprnetError
from pprnet.sources.lookup import IdKind
from pprnet_site.catalogue.enums import ImportStatus, WatchedSource
from pprnet_site.catalogue.ingest.batches import retry_while_busy
from pprnet_site.catalogue.ingest.harvest_sources import contact_address, has_contact
from pprnet_site.catalogue.watch.due_works import watched_works, works_to_ask
from pprnet_site.catalogue.watch.file_turns import KEY, FileTurn, is_file_due
from pprnet_site.catalogue.watch.lookup_turns import LookupTurn, TurnResult
from pprnet_site.catalogue.watch.service_states import is_paused, record_failure, stored_states
from pprnet_site.catalogue.watch.watch_lease import WatchLease, acquire_watch_lease
from pprnet_site.catalogue.watch.watch_services import WatchServices, open_services
from pprnet_site.catalogue.watch.watch_times import due_before
from pprnet_site.core.enums import ServicePart
from pprnet_site.core.errors import ActionRefusedError, ConflictError
from pprnet_site.core.operations.beats import write_beat

log = logging.getLogger(__name__)

Clock = Callable[[], datetime]
Turn = LookupTurn | FileTurn
OnTurn = Callable[[TurnResult], None]

ACCEPTED = {
    WatchedSource.CROSSREF: frozenset({IdKind.DOI}),
    WatchedSource.PUBMED: frozenset(IdKind),
    WatchedSource.EUROPE_PMC: frozenset(IdKind),
}
"""The identifiers that each service knows, to see what is due without opening it."""


@dataclass(frozen=True, slots=True)
class WatchResult:
    """What came of a run, service by service; empty if nothing was due."""

    services: tuple[TurnResult, ...] = ()
    is_complete: bool = True
    """Whether nothing was left when the time was up."""


def run_watch(
    *,
    everything: bool = False,
    seconds: float | None = None,
    clock: Clock = timezone.now,
    on_turn: OnTurn = lambda _result: None,
) -> WatchResult:
    """Ask the services about the works that are due.

    Args:
        everything: whether all watched works are due, also those asked about lately, and services
            are asked that failed lately.
        seconds: after which no further batch is asked; None for no limit.
        clock: returns the time.
        on_turn: called with the result of a service after each of its batches.

    Raises:
        ActionRefusedError: The watch is switched off.
        ContactMissingError: No contact address is set.
        ConflictError: Another process is asking the services.
    """
    ensure_watch_is_on()
    contact_address()
    now = clock()
    before = now if everything else due_before(now)
    if not has_due(now, before=before, everything=everything):
        return WatchResult()
    lease, status = acquire_watch_lease(), ImportStatus.FAILED
    try:
        with open_services() as services:
            turns = due_turns(services, lease, before, clock, on_turn, everything=everything)
            is_complete = take_turns(turns, clock, on_turn, seconds)
        status = ImportStatus.DONE
    finally:
        end_run(lease, status)
    if is_complete:
        write_beat(ServicePart.WATCH, now=clock())
    return WatchResult(tuple(turn.result for turn in turns), is_complete)


def ensure_watch_is_on() -> None:
    """Raise an error if the watch is switched off.

    Raises:
        ActionRefusedError: It is.
    """
    if not settings.PPRNET_WATCH:
        raise ActionRefusedError(
            _("The watch is switched off by PPRNET_WATCH. Remove that setting first.")
        )


def end_run(lease: WatchLease, status: ImportStatus) -> None:
    """Release the lease; where the database is away, the next run finds that nobody holds it."""
    try:
        lease.release(status)
    except (DatabaseError, InterfaceError) as error:
        log.warning("the lease of the watch was not released: %s", str(error).strip())
    finally:
        lease.forget()


def is_watch_due(now: datetime) -> bool:
    """Return whether the services can be asked and there is something to ask."""
    if not (settings.PPRNET_WATCH and has_contact()):
        return False
    return has_due(now, before=due_before(now))


def has_due(now: datetime, *, before: datetime, everything: bool = False) -> bool:
    """Return whether a service that is not paused has to be asked."""
    if not watched_works().exists():
        return False
    states = stored_states()
    asked = [key for key in WatchedSource if everything or not is_paused(states.get(key), now)]
    if KEY in asked and is_file_due(states.get(KEY), before=before):
        return True
    return any(
        works_to_ask(key, ACCEPTED[key], before=before, now=now).exists()
        for key in asked
        if key in ACCEPTED
    )


def due_turns(
    services: WatchServices,
    lease: WatchLease,
    before: datetime,
    clock: Clock,
    on_turn: OnTurn,
    *,
    everything: bool,
) -> list[Turn]:
    """Return the turns of the services that are asked in this run."""
    states, now = stored_states(), clock()
    turns: list[Turn] = [
        LookupTurn(service, lease, before=before, clock=clock)
        for service in services.lookups
        if everything or not is_paused(states.get(service.key), now)
    ]
    turns = [turn for turn in turns if turn.result.total]
    row = states.get(KEY)
    if is_file_due(row, before=before) and (everything or not is_paused(row, now)):
        file = FileTurn(services.fetch_file, lease, clock=clock)
        file.on_step = lambda: on_turn(file.result)
        turns.append(file)
    return turns


def take_turns(turns: Sequence[Turn], clock: Clock, on_turn: OnTurn, seconds: float | None) -> bool:
    """Ask each service for one batch in turn; return whether nothing was left."""
    end = None if seconds is None else time.monotonic() + seconds
    waiting = deque(turns)
    while waiting:
        if end is not None and time.monotonic() > end:
            return False
        turn = waiting.popleft()
        if step_or_fail(turn, clock):
            waiting.append(turn)
        on_turn(turn.result)
    return True


def step_or_fail(turn: Turn, clock: Clock) -> bool:
    """Ask for one batch; return whether the service is asked again in this run.

    A service that fails, also by a fault of the program, does not keep the others from being asked.

    Raises:
        ConflictError: Another process has taken over the watch.
    """
    try:
        return turn.step()
    except (ConflictError, DatabaseError, InterfaceError):
        raise
    except PprnetError as error:
        problem = str(error)
    except Exception as error:
        log.exception("%s: its answer met a fault of the program", turn.result.label)
        problem = f"its answer met a fault of the program ({type(error).__name__})"
    turn.result.failure = problem
    retry_while_busy(lambda: record_failure(turn.result.key, at=clock(), problem=problem))
    return False
