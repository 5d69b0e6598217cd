"""What the watch costs: very many published summaries, and notices replayed through services.

    python benchmarks/watch.py [--works 10000] [--notices 1000] [--rows 65000] [--profile]

The site (SQLite), its works and the notices are invented (`many_summaries`, `replayed_notices`) and
thrown away at the end.
The services are the stand-in of the tests, in this process; each run has a process of its own, of
which the processor time (user and system, with the process that reads the file) and the most memory
are printed. Requests do not wait for the rate limits of the real services. In turn: a first run, a
second in the same night, the next night with an unchanged file, and a night with a changed one.
It ends with 1 where the events are not exactly those of the notices, or a row is changed that
should not be.
"""

from __future__ import annotations

import argparse
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from replayed_notices import Replayed, pmid_of, replayed, services

BAR = 60.0
"""Seconds of processor time of the first run."""
NIGHT = datetime(2026, 3, 10, 5, tzinfo=UTC)
MOMENTS = (
    "catalogue_sourcecheck",
    "catalogue_watchedservice",
    "catalogue_watchrun",
    "core_service",
)
"""Tables that hold when services were asked."""
TURNS = (
    ("first run", 0.0, "1"),
    ("second run of that night", 0.5, "1"),
    ("next night, file unchanged", 24.0, "1"),
    ("a night with a changed file", 48.0, "2"),
)
"""The name of each run, the hours after the first, and the version of the file."""


def main() -> int:
    """Make the site, run the watch four times and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--works", type=int, default=10_000)
    parser.add_argument("--notices", type=int, default=1_000)
    parser.add_argument("--rows", type=int, default=65_000)
    parser.add_argument("--profile", action="store_true")
    parser.add_argument("--child", nargs=2, help=argparse.SUPPRESS)
    stated = parser.parse_args()
    if stated.child:
        print(json.dumps(run_once(int(stated.child[0]), stated.child[1], profile=stated.profile)))
        return 0
    with tempfile.TemporaryDirectory(prefix="pprnet-bench-") as home:
        os.environ["PPRNET_HOME"] = home
        os.environ["DJANGO_SETTINGS_MODULE"] = "pprnet_site.settings.local"
        os.environ["PPRNET_SECRET_KEY"] = "bench-only-" * 4
        make_site(stated.works)
        notices = replayed(stated.works, stated.notices)
        return measure(Path(home), stated, notices)


def make_site(count: int) -> None:
    """Make the published summaries, and give their works a PMID and keys, as an import does."""
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    from django.db import connection
    from many_summaries import make_summaries

    from pprnet_site.catalogue.models import Work, WorkKey

    make_summaries(count)
    works = list(Work.objects.order_by("pk"))
    for number, work in enumerate(works):
        work.pmid = pmid_of(number)
    Work.objects.bulk_update(works, ["pmid"], batch_size=200)
    keys = [WorkKey(work=w, key=k) for w in works for k in (f"doi:{w.doi}", f"pmid:{w.pmid}")]
    WorkKey.objects.bulk_create(keys, batch_size=500)
    connection.close()


def measure(home: Path, stated: argparse.Namespace, notices: list[Replayed]) -> int:
    """Run the watch in turn, print what each run took, and return 1 if one is wrong."""
    wrong: list[str] = []
    print("| run | processor time | memory | asked | new notices | rows changed but moments |")
    print("|---|---|---|---|---|---|", flush=True)
    with services(stated.works, notices, stated.rows) as fake:
        before = rows_of(home)
        for name, hours, version in TURNS:
            fake.etag = f'W/"{version}"'
            at = NIGHT + timedelta(hours=hours)
            found = child(fake.port, at, profile=stated.profile and not hours)
            after = rows_of(home)
            changed = sum(len(after[table] ^ before.get(table, set())) for table in after)
            print(
                f"| {name} | {found['seconds']:.1f} s | {found['mb']:.0f} MB | {found['asked']} "
                f"| {found['notices']} | {changed} |",
                flush=True,
            )
            wrong += [f"{name}: {found['failures']}"] if found["failures"] else []
            if not hours:
                wrong += wrong_events(home, notices)
                wrong += [f"{found['seconds']:.1f} s"] if found["seconds"] > BAR else []
            elif changed:
                wrong.append(f"{name}: {changed} rows changed")
            before = after
    print("\n".join(wrong) or "exactly the right works have events")
    return int(bool(wrong))


def child(port: int, at: datetime, *, profile: bool) -> dict[str, Any]:
    """Run the watch in a process of its own at a moment."""
    command = [sys.executable, __file__, "--child", str(port), at.isoformat()]
    command += ["--profile"] if profile else []
    said = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    return json.loads(said.splitlines()[-1])


def run_once(port: int, at: str, *, profile: bool) -> dict[str, Any]:
    """Run the watch here, and return what it took beyond the start of the site."""
    import django

    django.setup()
    from django.conf import settings

    from fakes.watch_services import watch_services_at
    from pprnet_site.catalogue.actions import run_watch

    settings.PPRNET_CONTACT = "test@example.org"
    settings.WATCH_SERVICES = watch_services_at(port, batch_size=None)
    moment = datetime.fromisoformat(at)
    begin, held = processor_seconds(), most_mb()
    result = profiled(lambda: run_watch(clock=lambda: moment), on=profile)
    return {
        "seconds": processor_seconds() - begin,
        "mb": most_mb() - held,
        "asked": sum(turn.asked for turn in result.services),
        "notices": sum(turn.notices for turn in result.services),
        "failures": [turn.failure for turn in result.services if turn.failure],
    }


def profiled(act: Any, *, on: bool) -> Any:
    """Return what a function returns; where it is asked for, print where its time went."""
    if not on:
        return act()
    import cProfile
    import pstats

    with cProfile.Profile() as profile:
        result = act()
    pstats.Stats(profile, stream=sys.stderr).sort_stats("cumulative").print_stats(70)
    return result


def processor_seconds() -> float:
    """Return the processor time of this process and of those that it has started."""
    import resource

    usages = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in usages)


def most_mb() -> float:
    """Return the most memory that this process has held, not counting the one that started it."""
    stated = Path("/proc/self/status").read_text(encoding="ascii")
    return int(stated.partition("VmHWM:")[2].split()[0]) / 1024


def rows_of(home: Path) -> dict[str, set[str]]:
    """Return all rows of the site, but for the tables that hold moments."""
    with sqlite3.connect(home / "pprnet.sqlite3") as database:
        query = "SELECT name FROM sqlite_master WHERE type = 'table'"
        names = [row[0] for row in database.execute(query)]
        return {
            name: set(map(repr, database.execute(f'SELECT * FROM "{name}"')))
            for name in names
            if not name.startswith((*MOMENTS, "sqlite_")) and "fts" not in name
        }


def wrong_events(home: Path, notices: list[Replayed]) -> list[str]:
    """Return what differs between the events of the works and the notices."""
    with sqlite3.connect(home / "pprnet.sqlite3") as database:
        found = set(
            database.execute(
                "SELECT w.doi, e.kind FROM catalogue_workevent e "
                "JOIN catalogue_work w ON w.id = e.work_id WHERE e.is_current"
            )
        )
    expected = {each.event for each in notices}
    lacking, extra = expected - found, found - expected
    if not lacking and not extra:
        return []
    return [f"events: {len(lacking)} lacking, {len(extra)} too many: {sorted(lacking | extra)[:3]}"]


if __name__ == "__main__":
    sys.exit(main())
