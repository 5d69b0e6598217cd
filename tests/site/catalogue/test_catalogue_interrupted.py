"""An import killed in the middle and run again, and two imports at once, in real processes."""

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

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

RECORDS = 500
SCRIPT = """
import sys
import django
django.setup()
from pathlib import Path
from pprnet_site.catalogue.actions import open_import, run_import
from pprnet_site.catalogue.ingest import import_runs
import_runs.BATCH_SIZE = 50
path = Path(sys.argv[1])
run_import(
    run=open_import(name=path.name, path=path, by=None),
    path=path,
    on_progress=lambda progress: print(progress.run.read, flush=True),
)
"""

DUMPS = {
    "works": "SELECT title, authors, year, journal, doi, pmid, abstract, state, merged, "
    "status FROM catalogue_work ORDER BY title",
    "records": "SELECT r.fingerprint, r.source, r.source_id, r.position, r.data, r.merge_rule, "
    "r.merge_detail, w.title FROM catalogue_record r JOIN catalogue_work w ON w.id = r.work_id "
    "ORDER BY r.fingerprint",
    "keys": "SELECT w.title, k.key FROM catalogue_workkey k JOIN catalogue_work w "
    "ON w.id = k.work_id ORDER BY 1, 2",
    "signals": "SELECT w.title, s.kind, s.value, s.score, s.method, s.version, s.spans FROM "
    "catalogue_signal s JOIN catalogue_work w ON w.id = s.work_id ORDER BY 1, 2, 3",
    "links": "SELECT a.title, l.kind, b.title, l.why FROM catalogue_worklink l "
    "JOIN catalogue_work a ON a.id = l.from_work_id "
    "JOIN catalogue_work b ON b.id = l.to_work_id ORDER BY 1, 2, 3",
    "link keys": "SELECT w.title, k.key FROM catalogue_linkkey k JOIN catalogue_work w "
    "ON w.id = k.work_id ORDER BY 1, 2",
    "problems": "SELECT line, position, message, lost FROM catalogue_importproblem ORDER BY id",
}
RUNS = (
    "SELECT file_name, digest, status, read, known, merged, added, error FROM catalogue_importrun"
)


@pytest.fixture(scope="module")
def empty_site(tmp_path_factory, django_db_setup):
    """Give a site without works: the migrated database as it was before any test."""
    if connection.vendor != "sqlite":
        pytest.skip("real processes on a file of their own: SQLite")
    path = tmp_path_factory.mktemp("site") / "pprnet.sqlite3"
    shutil.copyfile(kept_copy(), path)
    return path


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    """Give a file with repeats, near repeats and a broken record in it."""
    path = tmp_path_factory.mktemp("library") / "example.ris"
    path.write_text("".join(record(number) for number in range(RECORDS)))
    return path


def record(number: int) -> str:
    if number % 100 == 99:
        return "Results\n\n"
    if number % 100 == 48:
        return erratum(number - 40)
    same = number - 60 if number % 10 == 7 and number > 60 else number
    extra = "KW  - examples\n" if same != number and number % 20 == 7 else ""
    return (
        f"TY  - JOUR\nTI  - {title(same)}\nAU  - Example, Anna\nAU  - Sample, B\n"
        f"JO  - Journal of Examples\nPY  - {1990 + same % 30}\nVL  - {same}\nSP  - {same}\n"
        f"DO  - 10.1000/example.{same}\nAB  - A randomized trial with {same + 20} patients.\n"
        f"{extra}ER  - \n\n"
    )


def erratum(number: int) -> str:
    return (
        f"TY  - JOUR\nTI  - Erratum: {title(number)}\nAU  - Example, Anna\n"
        f"JO  - Journal of Examples\nPY  - {1990 + number % 30}\nER  - \n\n"
    )


def title(number: int) -> str:
    letters = "".join("abcdefghij"[int(digit)] * 2 for digit in str(number))
    return f"Therapy {letters} for worry {letters[::-1]} in adults: an example"


def begin(site: Path, home: Path, library: Path) -> subprocess.Popen[str]:
    home.mkdir(exist_ok=True)
    target = home / "pprnet.sqlite3"
    if not target.exists():
        target.write_bytes(site.read_bytes())
    settings = {"PPRNET_HOME": str(home), "DJANGO_SETTINGS_MODULE": "pprnet_site.settings.local"}
    environment = {k: v for k, v in os.environ.items() if k != "PPRNET_DATABASE_URL"} | settings
    return subprocess.Popen(
        [sys.executable, "-c", SCRIPT, str(library)],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def end(process: subprocess.Popen[str]) -> None:
    assert finished(process)


def finished(process: subprocess.Popen[str]) -> bool:
    """Return whether a process read its file to the end; else it was refused as a second reader."""
    _said, errors = process.communicate(timeout=240)
    if process.returncode == 0:
        return True
    assert "is being read just now" in errors, errors
    return False


def dump(home: Path, *, runs: bool = True) -> dict[str, list[tuple[object, ...]]]:
    queries = DUMPS | ({"runs": RUNS} if runs else {})
    with sqlite3.connect(home / "pprnet.sqlite3") as database:
        return {name: database.execute(query).fetchall() for name, query in queries.items()}


@pytest.fixture(scope="module")
def clean(empty_site, library, tmp_path_factory):
    home = tmp_path_factory.mktemp("clean")
    end(begin(empty_site, home, library))
    return home


def test_the_clean_run_meets_every_case(clean):
    with sqlite3.connect(clean / "pprnet.sqlite3") as database:
        status, *counts = database.execute(
            "SELECT status, read, known, merged, added FROM catalogue_importrun"
        ).fetchone()
    assert status == "done"
    assert min(counts) > 1
    assert len(dump(clean)["links"]) == RECORDS // 100


@pytest.mark.parametrize("after", [50, 300])
def test_an_import_that_was_killed_and_run_again_gives_the_rows_of_a_clean_one(
    empty_site, library, clean, tmp_path, after
):
    home = tmp_path / "killed"
    process = begin(empty_site, home, library)
    for line in process.stdout:
        if int(line) >= after:
            break
    time.sleep(0.05)  # into the middle of the next batch
    process.send_signal(signal.SIGKILL)
    process.communicate()
    stopped = dump(home)
    assert 0 < len(stopped["records"]) < len(dump(clean)["records"])
    assert stopped["runs"][0][2] == "running"
    end(begin(empty_site, home, library))
    assert dump(home) == dump(clean)


def test_two_imports_at_once_lose_and_double_nothing(empty_site, library, clean, tmp_path):
    home = tmp_path / "both"
    first = begin(empty_site, home, library)
    second = begin(empty_site, home, library)
    # A process that opens the file in the moment before the other's run has its owner finds that
    # run, and is refused: one of the two reads the file in any case.
    readers = [finished(first), finished(second)].count(True)
    assert readers >= 1
    both, once = dump(home, runs=False), dump(clean, runs=False)
    assert len(both.pop("problems")) == readers * len(once.pop("problems"))
    assert both == once
