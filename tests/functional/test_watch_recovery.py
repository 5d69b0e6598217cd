"""The watch is killed at random moments and run again: the site is that of a run that was not."""

from __future__ import annotations

import os
import random
import select
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from django.db import connection

from database import kept_copy
from fakes.recorded_lookup import RecordedLookup
from fakes.watch_services import services_for

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

TESTS = Path(__file__).parents[1]
WORKS = 12
KILLS = 20
CHANCE = random.Random(10)
DUMPS = {
    "notices": "SELECT kind, doi, pmid, notice_doi, notice_pmid, date, source, fingerprint "
    "FROM catalogue_worknotice ORDER BY fingerprint",
    "events": "SELECT w.doi, e.kind, e.date, e.sources, e.marks, e.is_current "
    "FROM catalogue_workevent e JOIN catalogue_work w ON w.id = e.work_id ORDER BY 1, 2, 3",
    "works": "SELECT doi, state FROM catalogue_work ORDER BY doi",
    "checks": "SELECT w.doi, c.service, c.is_known, c.answered_at = c.asked_at "
    "FROM catalogue_sourcecheck c JOIN catalogue_work w ON w.id = c.work_id ORDER BY 1, 2",
    "services": "SELECT key, version, problem, failing_since, answered_at IS NULL "
    "FROM catalogue_watchedservice ORDER BY key",
}


def environment(home: Path) -> dict[str, str]:
    path = os.pathsep.join(
        map(
            str, (TESTS, TESTS / "site", TESTS / "site/factories", os.environ.get("PYTHONPATH", ""))
        )
    )
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PPRNET_")}
    own = {"PPRNET_HOME": str(home), "DJANGO_SETTINGS_MODULE": "pprnet_site.settings.local"}
    return kept | own | {"PYTHONPATH": path}


def process(home: Path, *words: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "fakes.processes.site_watch_process", *map(str, words)],
        env=environment(home),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        bufsize=1,
    )


@pytest.fixture(scope="module")
def site(tmp_path_factory, django_db_setup) -> Path:
    """Return the folder of a site with published works, before any run of the watch."""
    if connection.vendor != "sqlite":
        pytest.skip("real processes on a file of their own: SQLite")
    home = tmp_path_factory.mktemp("site")
    shutil.copyfile(kept_copy(), home / "pprnet.sqlite3")
    made = process(home, "publish", WORKS)
    made.communicate(timeout=240)
    assert made.returncode == 0
    with sqlite3.connect(home / "pprnet.sqlite3") as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    return home


@contextmanager
def starter(home: Path, port: int) -> Iterator[Starter]:
    """Load the site in a process of its own, which forks for each run."""
    running = process(home, port, "forks")
    try:
        yield Starter(running)
    finally:
        running.communicate(timeout=60)


class Starter:
    """Starts runs of the watch, and kills them."""

    def __init__(self, running: subprocess.Popen[str]) -> None:
        self.running = running

    def start(self) -> int:
        self.running.stdin.write("\n")
        self.running.stdin.flush()
        return int(self.running.stdout.readline())

    def end(self) -> int:
        return int(self.running.stdout.readline())

    def run(self) -> int:
        self.start()
        return self.end()

    def killed_after(self, questions: int, fake: RecordedLookup) -> bool:
        """Kill a run some time after a question; return whether it was still running."""
        before, number = len(fake.asked), self.start()
        while not self._has_ended(0.001):
            if len(fake.asked) - before >= questions:
                time.sleep(CHANCE.uniform(0, 0.02))
                with suppress(ProcessLookupError):  # it may just have ended
                    os.kill(number, signal.SIGKILL)
                break
        return self.end() == -signal.SIGKILL

    def _has_ended(self, seconds: float) -> bool:
        ready, _, _ = select.select([self.running.stdout], [], [], seconds)
        return bool(ready)


def fresh(site: Path, home: Path) -> Path:
    for left in home.glob("pprnet.sqlite3*"):
        left.unlink()
    shutil.copyfile(site / "pprnet.sqlite3", home / "pprnet.sqlite3")
    return home


def dump(home: Path) -> dict[str, list[tuple[object, ...]]]:
    with sqlite3.connect(home / "pprnet.sqlite3") as database:
        found = {name: database.execute(query).fetchall() for name, query in DUMPS.items()}
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    database.close()
    return found


def test_a_run_killed_at_twenty_moments_gives_the_site_of_one_that_was_not(site, tmp_path):
    kills = 0
    with services_for(WORKS) as fake, starter(tmp_path, fake.port) as starting:
        fresh(site, tmp_path)
        assert starting.run() == 0
        total, clean = len(fake.asked), dump(tmp_path)
        assert len(clean["checks"]) == 3 * WORKS
        assert len(clean["events"]) == 3
        while kills < KILLS:
            fresh(site, tmp_path)
            kills += starting.killed_after(CHANCE.randint(1, total), fake)
            for _turn in range(3):
                kills += starting.killed_after(CHANCE.randint(1, total // 4), fake)
            assert starting.run() == 0
            assert dump(tmp_path) == clean


def test_two_processes_at_once_do_not_ask_twice(site, tmp_path):
    with services_for(WORKS) as fake:
        fresh(site, tmp_path)
        fake.pause = 0.02
        first, second = (process(tmp_path, fake.port) for _ in range(2))
        for each in (first, second):
            each.communicate(timeout=240)
        assert sorted((first.returncode, second.returncode)) in ([0, 0], [0, 3])
        questions = fake.questions()
    assert {question: n for question, n in questions.items() if n > 1} == {}
