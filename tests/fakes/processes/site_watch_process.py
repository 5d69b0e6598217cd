"""Run the watch of a site against the stand-in on a port: run by tests as a program to be killed.

`python -m fakes.processes.site_watch_process PORT` asks once. With `forks` after the port, the site
is loaded once, and each line of standard input starts a fork that asks once; its number is printed
when it starts and its exit code when it ends. With `publish N` in place of a port, it publishes
invented works.
"""

from __future__ import annotations

import importlib
import os
import sys

import django


def publish(count: int) -> None:
    from watch_cases import publish_works

    publish_works(count)


def lead_to(port: int) -> None:
    from django.conf import settings

    from fakes.watch_services import watch_services_at

    settings.PPRNET_CONTACT = "test@example.org"
    settings.WATCH_SERVICES = watch_services_at(port)


def ask_once() -> int:
    """Ask, and return the exit code: 3 where another process asks."""
    from pprnet_site.catalogue.actions import run_watch
    from pprnet_site.core.errors import ConflictError

    try:
        result = run_watch()
    except ConflictError:
        return 3
    return int(any(turn.failure for turn in result.services))


def fork_for_each_line() -> None:
    for _line in sys.stdin:
        number = os.fork()
        if not number:
            os._exit(ask_once())
        say(number)
        say(os.waitstatus_to_exitcode(os.waitpid(number, 0)[1]))


def say(number: int) -> None:
    sys.stdout.write(f"{number}\n")
    sys.stdout.flush()


def load_all() -> None:
    """Load what a run needs, so that kills fall on its work."""
    for name in ("clients.crossref", "lookup.crossref_lookup", "lookup.pubmed_lookup"):
        importlib.import_module(f"pprnet.sources.{name}")
    importlib.import_module("pprnet.sources.lookup.europepmc_lookup")
    importlib.import_module("pprnet_site.catalogue.actions")


def main() -> None:
    django.setup()
    if sys.argv[1] == "publish":
        publish(int(sys.argv[2]))
        return
    lead_to(int(sys.argv[1]))
    if sys.argv[2:] == ["forks"]:
        load_all()
        fork_for_each_line()
    else:
        sys.exit(ask_once())


if __name__ == "__main__":
    main()
