"""The task worker, in place of the library's command of the same name: a locked database is no end.

The library's worker ends when the database is locked or away at the moment that it asks for a task.
"""

from __future__ import annotations

import logging
import time
from typing import Any

from django.db import DatabaseError, InterfaceError, connections
from django_tasks_db.management.commands import db_worker
from django_tasks_db.management.commands.db_worker import Command as LibraryCommand

from pprnet_site.core.enums import ServicePart
from pprnet_site.core.operations.beats import BeatThread

log = logging.getLogger(__name__)

MAX_PAUSE = 30.0


class SteadyWorker(db_worker.Worker):
    """A worker that goes on after an error of the database, with growing pauses."""

    def run(self) -> None:
        """Run tasks until it is stopped; with `--batch`, until none is left."""
        if self.batch:
            super().run()
            return
        with BeatThread(ServicePart.WORKER):
            self.run_steadily()

    def run_steadily(self) -> None:
        """Run tasks until it is stopped."""
        pause = 1.0
        while self.running:
            tasks_before = self._run_tasks
            try:
                super().run()
            except (DatabaseError, InterfaceError) as error:
                pause = 1.0 if self._run_tasks > tasks_before else pause
                reason = str(error).strip()
                log.warning("no task is run: %s; trying again in %g s", reason, pause)
                connections.close_all()
                time.sleep(pause)
                pause = min(MAX_PAUSE, 2 * pause)
            else:
                return


class Command(LibraryCommand):
    """Run the tasks that wait, until stopped."""

    help = "Run the tasks that wait, until stopped."

    def handle(self, **options: Any) -> None:
        """Run the worker of this module with the library's options."""
        db_worker.Worker = SteadyWorker  # type: ignore[misc]
        super().handle(**options)
