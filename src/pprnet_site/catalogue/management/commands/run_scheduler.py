"""The scheduler of the site: runs the jobs that are due every half minute."""

from __future__ import annotations

import logging
import signal
from argparse import ArgumentParser
from threading import Event
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import DatabaseError, InterfaceError, connections
from django.utils import timezone
from django.utils.module_loading import import_string

from pprnet_site.core.enums import ServicePart
from pprnet_site.core.operations.beats import try_beat

log = logging.getLogger(__name__)

SECONDS = 30.0


def run_due() -> int:
    """Run each scheduled job once; one that fails is logged and does not stop the others."""
    done = 0
    for name in settings.SCHEDULED_JOBS:
        try:
            import_string(name)(now=timezone.now())
        except (DatabaseError, InterfaceError) as error:  # locked or away for a time
            reason = str(error).strip()
            log.warning("%s failed: %s; it will be tried again at the next run", name, reason)
            connections.close_all()
        except Exception:
            log.exception("%s failed; it will be tried again at the next run", name)
            connections.close_all()
        else:
            done += 1
    return done


class Command(BaseCommand):
    """Publish what is due and resume interrupted imports, until stopped."""

    help = "Publish what is due and resume interrupted imports, every half minute."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the option for the pause between two runs."""
        parser.add_argument(
            "--seconds", type=float, default=SECONDS, help="Seconds between two runs."
        )
        parser.add_argument("--once", action="store_true", help="Run once, then stop.")

    def handle(self, *_arguments: Any, **options: Any) -> None:
        """Run the scheduled jobs repeatedly."""
        end = Event()
        if not options["once"]:
            for number in (signal.SIGTERM, signal.SIGINT):
                signal.signal(number, lambda *_signal: end.set())
        while not end.is_set():
            run_due()
            try_beat(ServicePart.SCHEDULER)
            if options["once"]:
                return
            end.wait(options["seconds"])
