"""Harvest from the stand-in on a port into a site: run by tests as a program to be killed.

The site is loaded once. A line `start PORT FILE` of standard input starts a fork that harvests and
writes what happens to the file, and its number is printed; a line `end NUMBER` waits for the fork,
and its exit code is printed.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TextIO

import django


def harvest(port: int, said: TextIO) -> None:
    from django.conf import settings

    from fakes.fake_services import SINCE, UNTIL
    from fakes.site_sources import sources_at
    from pprnet.harvest import PageSaved
    from pprnet_site.catalogue.actions import open_harvest, requeue_stalled_harvests, run_harvest
    from pprnet_site.catalogue.models import HarvestRun
    from pprnet_site.core.errors import ConflictError

    settings.PPRNET_CONTACT = "test@example.org"
    settings.HARVEST_SOURCES = sources_at(port)

    def say(event: object) -> None:
        if isinstance(event, PageSaved):
            said.write("kept\n")
            said.flush()

    requeue_stalled_harvests()
    run = HarvestRun.objects.first() or open_harvest(since=SINCE, until=UNTIL, by=None)
    try:
        run_harvest(run=run, on_event=say)
    except ConflictError as overtaken:
        said.write(f"overtaken: {overtaken}\n")


def start(port: str, file: str) -> int:
    """Start a fork that harvests; return its number."""
    number = os.fork()
    if number:
        return number
    code = 1
    try:
        with Path(file).open("w") as said:
            harvest(int(port), said)
        code = 0
    finally:
        os._exit(code)


def end(number: str) -> int:
    """Wait for a fork; return its exit code."""
    return os.waitstatus_to_exitcode(os.waitpid(int(number), 0)[1])


def main() -> None:
    django.setup()
    for line in sys.stdin:
        word, *rest = line.split()
        sys.stdout.write(f"{start(*rest) if word == 'start' else end(*rest)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
