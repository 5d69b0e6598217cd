"""The clock of the site: what is due is done every half minute."""

from __future__ import annotations

import logging
import signal
from argparse import ArgumentParser
from threading import Event
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import connections
from django.utils import timezone
from django.utils.module_loading import import_string

log = logging.getLogger(__name__)

SECONDS = 30.0


def run_due() -> int:
    """Do each scheduled job once; one that fails is logged and holds up no other."""
    done = 0
    for name in settings.SCHEDULED_JOBS:
        try:
            import_string(name)(now=timezone.now())
        except Exception:  # a database may go away and come back
            log.exception("%s failed; it will be tried again at the next run", name)
            connections.close_all()
        else:
            done += 1
    return done


class Command(BaseCommand):
    """Publish what is due and take up imports that were cut off, until told to end."""

    help = "Publish what is due and resume interrupted imports, every half minute."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the pause between two turns."""
        parser.add_argument(
            "--seconds", type=float, default=SECONDS, help="Seconds between two runs."
        )
        parser.add_argument("--once", action="store_true", help="Run once, then stop.")

    def handle(self, *_arguments: Any, **options: Any) -> None:
        """Take turn after turn."""
        end = Event()
        if not options["once"]:
            for number in (signal.SIGTERM, signal.SIGINT):
                signal.signal(number, lambda *_signal: end.set())
        while not end.is_set():
            run_due()
            if options["once"]:
                return
            end.wait(options["seconds"])
