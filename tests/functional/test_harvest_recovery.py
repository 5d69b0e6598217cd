"""An editor has a month fetched into the site; its worker is killed, and nothing is lost."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
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


def begin(site: Path, home: Path, port: int) -> subprocess.Popen[str]:
    home.mkdir(exist_ok=True)
    target = home / "pprnet.sqlite3"
    if not target.exists():
        target.write_bytes(site.read_bytes())
    mine = {
        "PPRNET_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "pprnet_site.settings.local",
        "PYTHONPATH": os.pathsep.join((str(TESTS), os.environ.get("PYTHONPATH", ""))),
    }
    kept = {name: value for name, value in os.environ.items() if name != "PPRNET_DATABASE_URL"}
    return subprocess.Popen(
        [sys.executable, "-m", "fakes.processes.site_harvest_process", str(port)],
        env=kept | mine,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def end(process: subprocess.Popen[str]) -> str:
    said, errors = process.communicate(timeout=240)
    assert process.returncode == 0, errors
    return said


def kill_after(process: subprocess.Popen[str], pages: int) -> None:
    """Kill a harvest some time into the page after a few."""
    for count, _line in enumerate(process.stdout, start=1):
        if count >= pages:
            break
    time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    process.communicate()


def dump(home: Path) -> dict[str, list[tuple[object, ...]]]:
    with sqlite3.connect(home / "pprnet.sqlite3") as database:
        return {name: database.execute(query).fetchall() for name, query in DUMPS.items()}


@pytest.fixture(scope="module")
def clean(empty_site, service_records, tmp_path_factory):
    home = tmp_path_factory.mktemp("clean")
    with FakeServices(service_records) as fake:
        end(begin(empty_site, home, fake.port))
    return dump(home)


def test_a_harvest_killed_twice_gives_the_site_of_one_that_was_not(
    empty_site, service_records, clean, tmp_path
):
    home = tmp_path / "killed"
    with FakeServices(service_records, pause=0.01) as fake:
        for pages in (4, 9):
            kill_after(begin(empty_site, home, fake.port), pages)
        stopped = dump(home)
        assert stopped["runs"] == [("running", "")]
        assert 0 < len(stopped["records"]) < len(clean["records"])
        end(begin(empty_site, home, fake.port))
        asked = fake.questions()
    assert clean["runs"] == [("done", "")]
    assert dump(home) == clean
    again = [
        question for question, times in asked.items() if times > 1 and "esearch" not in question[1]
    ]
    assert len(again) <= 4, "the page in flight, and a look whether PubMed still has the search"


def test_two_workers_at_once_do_not_double(empty_site, service_records, clean, tmp_path):
    home = tmp_path / "both"
    with FakeServices(service_records, pause=0.02) as fake:
        first = begin(empty_site, home, fake.port)
        first.stdout.readline()
        second = begin(empty_site, home, fake.port)
        assert "overtaken" in end(second)
        end(first)
    assert dump(home) == clean
