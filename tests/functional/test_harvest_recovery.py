"""An editor has a month fetched into the site; its worker is killed, and nothing is lost."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest
from django.db import connection

from database import kept_copy
from fakes.fake_services import FakeServices
from fakes.service_records import ServiceRecords

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

TESTS = Path(__file__).parents[1]
DUMPS = {
    "works": "SELECT title, authors, year, journal, doi, pmid, abstract, state, merged "
    "FROM catalogue_work ORDER BY id",
    "records": "SELECT r.fingerprint, r.source, r.source_id, r.data, r.merge_rule, w.title "
    "FROM catalogue_record r JOIN catalogue_work w ON w.id = r.work_id ORDER BY r.id",
    "keys": "SELECT work_id, key FROM catalogue_workkey ORDER BY 1, 2",
    "signals": "SELECT work_id, kind, value, score, spans FROM catalogue_signal ORDER BY 1, 2, 3",
    "notices": "SELECT kind, doi, pmid, notice_doi, source FROM catalogue_worknotice ORDER BY id",
    "counts": "SELECT t.source, t.key, t.pages, t.records, t.problems, t.total, t.is_finished, "
    "i.read, i.known, i.merged, i.added FROM catalogue_harvesttask t "
    "JOIN catalogue_importrun i ON i.id = t.reading_id ORDER BY t.id",
    "problems": "SELECT message FROM catalogue_importproblem ORDER BY id",
    "runs": "SELECT status, error FROM catalogue_harvestrun",
}


@pytest.fixture(scope="module")
def service_records(shared_data):
    return ServiceRecords.of(shared_data, limit=40)


@pytest.fixture(scope="module")
def empty_site(tmp_path_factory, django_db_setup):
    """Return a site without works: the migrated database as it was before any test."""
    if connection.vendor != "sqlite":
        pytest.skip("real processes on a file of their own: SQLite")
    path = tmp_path_factory.mktemp("site") / "pprnet.sqlite3"
    shutil.copyfile(kept_copy(), path)
    return path


@dataclass
class Harvest:
    """A harvest into the site, in a process of its own that writes to a file what happens."""

    starter: subprocess.Popen[str]
    number: int
    said: Path

    def wait_for_pages(self, pages: int) -> None:
        deadline = time.monotonic() + 240
        while not self.said.exists() or self.said.read_text().count("kept") < pages:
            assert time.monotonic() < deadline
            time.sleep(0.002)

    def kill_after(self, pages: int) -> None:
        """Kill it some time into the page after a few."""
        self.wait_for_pages(pages)
        time.sleep(0.02)
        os.kill(self.number, signal.SIGKILL)
        assert asked(self.starter, "end", self.number) == -signal.SIGKILL

    def end(self) -> str:
        assert asked(self.starter, "end", self.number) == 0
        return self.said.read_text()


def asked(starter: subprocess.Popen[str], *words: object) -> int:
    starter.stdin.write(" ".join(map(str, words)) + "\n")
    starter.stdin.flush()
    return int(starter.stdout.readline())


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def starter(empty_site, home):
    """Load the site in a process of its own, which forks for each harvest."""
    shutil.copyfile(empty_site, home / "pprnet.sqlite3")
    mine = {
        "PPRNET_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "pprnet_site.settings.local",
        "PYTHONPATH": os.pathsep.join((str(TESTS), os.environ.get("PYTHONPATH", ""))),
    }
    kept = {name: value for name, value in os.environ.items() if name != "PPRNET_DATABASE_URL"}
    running = subprocess.Popen(
        [sys.executable, "-m", "fakes.processes.site_harvest_process"],
        env=kept | mine,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    yield running
    running.communicate(timeout=60)


@pytest.fixture
def begin(starter, empty_site, home, tmp_path):
    """Return a function that begins a harvest of what is on a port, in a site that was empty."""
    empty(empty_site, home)
    numbers = count(1)

    def begin(port: int) -> Harvest:
        said = tmp_path / f"said-{next(numbers)}"
        return Harvest(starter, asked(starter, "start", port, said), said)

    return begin


def empty(site: Path, home: Path) -> None:
    for left in home.glob("pprnet.sqlite3*"):
        left.unlink()
    shutil.copyfile(site, home / "pprnet.sqlite3")


def dump(home: Path) -> dict[str, list[tuple[object, ...]]]:
    with sqlite3.connect(home / "pprnet.sqlite3") as database:
        return {name: database.execute(query).fetchall() for name, query in DUMPS.items()}


@pytest.fixture(scope="module")
def clean(starter, service_records, tmp_path_factory, home):
    said = tmp_path_factory.mktemp("clean") / "said"
    with FakeServices(service_records) as fake:
        Harvest(starter, asked(starter, "start", fake.port, said), said).end()
    return dump(home)


def test_a_harvest_killed_twice_gives_the_site_of_one_that_was_not(
    clean, begin, service_records, home
):
    with FakeServices(service_records, pause=0.01) as fake:
        for pages in (4, 9):
            begin(fake.port).kill_after(pages)
        stopped = dump(home)
        assert stopped["runs"] == [("running", "")]
        assert 0 < len(stopped["records"]) < len(clean["records"])
        begin(fake.port).end()
        questions = fake.questions()
    assert clean["runs"] == [("done", "")]
    assert dump(home) == clean
    again = [
        question
        for question, times in questions.items()
        if times > 1 and "esearch" not in question[1]
    ]
    assert len(again) <= 4, "the page in flight, and a look whether PubMed still has the search"


def test_two_workers_at_once_do_not_double(clean, begin, service_records, home):
    with FakeServices(service_records, pause=0.02) as fake:
        first = begin(fake.port)
        first.wait_for_pages(1)
        assert "overtaken" in begin(fake.port).end()
        first.end()
    assert dump(home) == clean
