"""Readers and editors at one served site, over the loopback address only; it stops by itself.

    python benchmarks/reliability/load.py --seconds 300
    python scripts/with_postgres.py python benchmarks/reliability/load.py --seconds 300

Twenty readers ask for public pages and five editors decide on works, each waiting for its answer
before the next request. Reported are the answers by status, lines that were cut, acknowledged
decisions that the database does not hold afterwards, and the 50th, 95th and 99th percentile of the
seconds by kind of request. With `PPRNET_DATABASE_URL` the database is that of PostgreSQL:
it must be empty.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import statistics
import sys
import threading
from pathlib import Path

from campaigns import PREPARE
from requests_to_desk import Answers, Editor, run_for, sessions
from served_site import served
from sites import EDITORS, PPRNET, run

PAGES = ("/", "/fr/", "/search/?q=therapy", "/topics/", "/types/", "/archive/")
READ_NOTES = """
import django, sys
django.setup()
from pprnet_site.catalogue.models import Move, Work
if sys.argv[1] == "works":
    print(*Work.objects.filter(status="found").order_by("pk").values_list("pk", flat=True))
else:
    print(*Move.objects.exclude(note="").values_list("note", flat=True), sep="\\n")
"""
"""Reads from either database."""


def prepared(work: Path, works: int, **more: str) -> Path:
    """Return a new site with the sample, editors and works that wait in the inbox."""
    home = work / "load"
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    run(home, *PPRNET, "setup", "--sample", **more)
    run(home, *PREPARE, "editors", EDITORS, **more)
    run(home, *PREPARE, "works", works, **more)
    return home


def read_until(end: threading.Event, reader: Editor, seed: int) -> None:
    """Ask for public pages, in an order of this reader's own, until the end."""
    chance = random.Random(seed)
    while not end.is_set():
        reader.ask("read", "GET", chance.choice(PAGES), follow_redirects=True)


def write_until(end: threading.Event, editor: Editor) -> None:
    """Write decisions until the end."""
    while not end.is_set() and editor.works:
        editor.decide()


def loaded(home: Path, seconds: float, readers: int, works: list[int], **more: str) -> Answers:
    """Serve a site to readers and editors for some seconds, and return all answers."""
    end = threading.Event()
    with served(home, **more) as (_process, address):
        visitors = [Editor(address, "", [], Answers()) for _ in range(readers)]
        keys = sessions(home)
        editors = [
            Editor(address, key, works[place :: len(keys)], Answers())
            for place, key in enumerate(keys)
        ]
        threads = [
            threading.Thread(target=read_until, args=(end, visitor, place))
            for place, visitor in enumerate(visitors)
        ] + [threading.Thread(target=write_until, args=(end, editor)) for editor in editors]
        run_for(seconds, end, threads)
    return together([each.answers for each in (*visitors, *editors)])


def together(parts: list[Answers]) -> Answers:
    """Return the answers of all visitors as one."""
    found = Answers()
    for part in parts:
        for kind, times in part.times.items():
            found.times.setdefault(kind, []).extend(times)
        for state, count in part.states.items():
            found.states[state] = found.states.get(state, 0) + count
        found.acknowledged += part.acknowledged
        found.lines_cut += part.lines_cut
    return found


def percentiles(times: list[float]) -> str:
    """Return the 50th, 95th and 99th percentile of some seconds."""
    if len(times) < 2:
        return "-"
    cuts = statistics.quantiles(times, n=100, method="inclusive")
    return " / ".join(f"{cuts[place - 1]:.2f}" for place in (50, 95, 99))


def main() -> None:
    """Prepare a site, load it, and print what came back."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--readers", type=int, default=20)
    parser.add_argument("--works", type=int, default=3000)
    parser.add_argument("--work", type=Path, default=Path("build/reliability"))
    stated = parser.parse_args()
    address = os.environ.get("PPRNET_DATABASE_URL")
    more = {"PPRNET_DATABASE_URL": address} if address else {}
    home = prepared(stated.work.resolve(), stated.works, **more)
    script = (sys.executable, "-c", READ_NOTES)
    works = [int(word) for word in run(home, *script, "works", **more).split()]
    found = loaded(home, stated.seconds, stated.readers, works, **more)
    kept = set(run(home, *script, "notes", **more).splitlines())
    print(f"database: {'PostgreSQL' if more else 'SQLite'}; {stated.seconds:g} s")
    print("answers by status:", dict(sorted(found.states.items())), "lines cut:", found.lines_cut)
    print("acknowledged decisions:", len(found.acknowledged),
          "lost:", len(set(found.acknowledged) - kept))  # fmt: skip
    for kind, times in sorted(found.times.items()):
        print(f"{kind}: {len(times)} requests, p50 / p95 / p99 {percentiles(times)} s")


if __name__ == "__main__":
    main()
