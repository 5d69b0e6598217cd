"""Short campaigns: jumps of the clock, two servers on one SQLite file, a read-only database.

    python benchmarks/reliability/faults.py [--only clock] [--seconds 60]

Each prints what was tried and what was wrong; nothing may be lost, done twice or answered with 500.
"""

from __future__ import annotations

import argparse
import sqlite3
import sys
import threading
from collections import Counter
from pathlib import Path

from requests_to_desk import Answers, Editor, run_for, sessions, stored_notes, waiting_works
from served_site import served, site_with_works, work_until
from sites import base_site, copied, integrity, run

JUMPS = (0, 3650, -3650, 1, -1, 0)
"""Days by which the clock of the scheduler is wrong, one run after another."""
JUMPING = """
import sys, django
from datetime import timedelta
django.setup()
from django.utils import timezone
right = timezone.now
for days in map(int, sys.argv[1:]):
    timezone.now = lambda: right() + timedelta(days=days)
    from pprnet_site.catalogue.management.commands.run_scheduler import run_due
    from django.conf import settings
    assert run_due() == len(settings.SCHEDULED_JOBS), days
"""


def clock(work: Path, _seconds: float) -> list[str]:
    """Run the scheduler's jobs while the clock jumps: each due draft is published once."""
    from campaigns import of_publication

    home = of_publication(work, "scheduler", "due").start()
    run(home, sys.executable, "-c", JUMPING, *JUMPS)
    with sqlite3.connect(home / "pprnet.sqlite3") as database:
        published = Counter(row[0] for row in database.execute(
            "SELECT page_id FROM wagtailcore_pagelogentry "
            "WHERE action IN ('wagtail.publish', 'wagtail.publish.scheduled') "
            "AND page_id IN (SELECT page_ptr_id FROM digest_summarypage)"))  # fmt: skip
        waiting = database.execute(
            "SELECT count(*) FROM wagtailcore_page p JOIN digest_summarypage s "
            "ON s.page_ptr_id = p.id WHERE NOT p.live").fetchone()[0]  # fmt: skip
    database.close()
    print(f"clock: {len(JUMPS)} runs, {len(published)} drafts published, {waiting} not")
    twice = [page for page, count in published.items() if count != 1]
    faults = [f"page {page} was published {published[page]} times" for page in twice]
    return faults + ([f"{waiting} drafts were not published"] if waiting or not published else [])


def two_servers(work: Path, seconds: float) -> list[str]:
    """Serve one SQLite file from two folders, with five editors divided between them."""
    home = copied(site_with_works(work), work / "first")
    second = work / "second"
    copied(home, second)
    for file in second.glob("pprnet.sqlite3*"):
        file.unlink()
    (second / "pprnet.sqlite3").symlink_to(home / "pprnet.sqlite3")
    end, works = threading.Event(), waiting_works(home)
    keys = sessions(home)
    with served(home) as (_one, first_address), served(second) as (_two, second_address):
        editors = [
            Editor((first_address, second_address)[place % 2], key, works[place :: len(keys)],
                   Answers())
            for place, key in enumerate(keys)
        ]  # fmt: skip
        write(editors, end, seconds)
    return judged("two servers", home, editors)


def write(editors: list[Editor], end: threading.Event, seconds: float) -> None:
    """Let editors write for some seconds."""
    threads = [threading.Thread(target=work_until, args=(end, each)) for each in editors]
    run_for(seconds, end, threads)


def judged(name: str, home: Path, editors: list[Editor]) -> list[str]:
    """Print what editors got, and return what was wrong."""
    states: Counter[int] = Counter()
    for each in editors:
        states.update(each.answers.states)
    notes = {note for each in editors for note in each.answers.acknowledged}
    lost, said = notes - stored_notes(home), integrity(home)
    print(f"{name}: answers {dict(states)}, {len(notes)} acknowledged, {len(lost)} lost, {said}")
    faults = [f"{len(lost)} writes lost"] if lost else []
    faults += ["an answer 500"] if states[500] else []
    return faults + ([said] if said != "ok" else [])


def read_only(work: Path, seconds: float) -> list[str]:
    """Serve a database that refuses writes: pages are read, a write is refused with 503."""
    home = copied(site_with_works(work), work / "read-only")
    settings = {"DJANGO_SETTINGS_MODULE": "read_only_settings"}
    keys, works = sessions(home), waiting_works(home)
    with served(home, **settings) as (_process, address):
        editors = [Editor(address, key, works[:5], Answers()) for key in keys]
        write(editors, threading.Event(), min(seconds, 20))
        reader = Editor(address, "", [], Answers())
        answer = reader.ask("read", "GET", "/", follow_redirects=True)
    faults = judged("read-only database", home, editors)
    if any(each.answers.acknowledged for each in editors):
        faults.append("a write was acknowledged")
    return faults + ([] if answer is not None and answer.is_success else ["no page was read"])


CAMPAIGNS = {"clock": clock, "two-servers": two_servers, "read-only": read_only}


def main() -> None:
    """Run the campaigns and print what was wrong."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--only", action="append", choices=CAMPAIGNS)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--work", type=Path, default=Path("build/reliability"))
    stated = parser.parse_args()
    work = stated.work.resolve()
    base_site(work, "empty")
    for name in stated.only or CAMPAIGNS:
        faults = CAMPAIGNS[name](work, stated.seconds)
        print(f"{name}: {'; '.join(faults) or 'nothing was wrong'}", flush=True)


if __name__ == "__main__":
    main()
