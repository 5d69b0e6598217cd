"""Beats: worker and scheduler write a row each half minute, so that silence can be seen."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Event, Thread
from types import TracebackType

from django.db import DatabaseError, InterfaceError, connection
from django.utils import timezone

from pprnet_site.core.enums import ServicePart
from pprnet_site.core.models import ServiceBeat

log = logging.getLogger(__name__)

BEAT_SECONDS = 30.0
SILENT_AFTER = timedelta(minutes=3)
"""A part that wrote nothing for this long counts as down."""
BEATING_PARTS = (ServicePart.WORKER, ServicePart.SCHEDULER)


@dataclass(frozen=True, slots=True)
class Silence:
    """A part that is down: its name and for how long nothing was heard of it."""

    part: ServicePart
    lasting: timedelta

    @property
    def minutes(self) -> int:
        """Return the whole minutes of silence."""
        return int(self.lasting.total_seconds() // 60)

    @property
    def is_worker(self) -> bool:
        """Return whether the part is the task worker."""
        return self.part == ServicePart.WORKER


def write_beat(part: ServicePart, *, now: datetime | None = None) -> None:
    """Write that a part is alive, or that its work was done now."""
    ServiceBeat.objects.update_or_create(part=part, defaults={"at": now or timezone.now()})


def try_beat(part: ServicePart) -> None:
    """Write a beat; a database that is locked or away for a time is no error here."""
    try:
        write_beat(part)
    except (DatabaseError, InterfaceError) as error:
        log.warning("the beat of the %s was not written: %s", part.value, str(error).strip())
        connection.close()


def last_beats() -> dict[str, datetime]:
    """Return when each part was last heard of."""
    return dict(ServiceBeat.objects.values_list("part", "at"))


def silence_since(at: datetime, now: datetime) -> timedelta:
    """Return the time since a beat; one in the future, from before a clock jump, counts too."""
    return abs(now - at)


def silent_parts(*, now: datetime | None = None) -> list[Silence]:
    """Return the parts that ran here once and say nothing any more."""
    now, beats = now or timezone.now(), last_beats()
    spans = {part: silence_since(beats[part], now) for part in BEATING_PARTS if part in beats}
    return [Silence(part, span) for part, span in spans.items() if span >= SILENT_AFTER]


def is_worker_down(*, waiting_since: datetime, now: datetime | None = None) -> bool:
    """Return whether something waits for a worker that says nothing, or that never ran here."""
    now = now or timezone.now()
    heard = last_beats().get(ServicePart.WORKER, waiting_since)
    return silence_since(heard, now) >= SILENT_AFTER


class BeatThread:
    """Writes the beats of a part beside its work, because one task may take many minutes."""

    def __init__(self, part: ServicePart, *, seconds: float = BEAT_SECONDS) -> None:
        self.part, self.seconds, self.ended = part, seconds, Event()
        self.thread = Thread(target=self.beat, name=f"beat of {part.value}", daemon=True)

    def beat(self) -> None:
        """Write beats until the end; the thread has a connection of its own."""
        while not self.ended.is_set():
            try_beat(self.part)
            connection.close()
            self.ended.wait(self.seconds)

    def __enter__(self) -> None:
        """Start the thread."""
        self.thread.start()

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        """End the thread, after the beat that it is writing."""
        self.ended.set()
