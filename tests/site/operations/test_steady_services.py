"""Worker and scheduler go on after a lock that outlasts the time limit of the database."""

from __future__ import annotations

import sqlite3
import subprocess
from pathlib import Path

import pytest
from processes import PPRNET, command, environment, wait_for, write_lock

HERE = Path(__file__).parent


def beat(home: Path, part: str) -> str | None:
    with sqlite3.connect(home / "pprnet.sqlite3") as connection:
        row = connection.execute("SELECT at FROM core_servicebeat WHERE part = ?", [part])
        return (row.fetchone() or [None])[0]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("part", "words", "said"),
    [
        ("worker", ["db_worker", "--interval", "0.1"], "no task is run: database is locked"),
        ("scheduler", ["run_scheduler", "--seconds", "0.1"], "beat of the scheduler was not"),
    ],
)
def test_a_long_lock_ends_nothing(home, tmp_path, part, words, said):
    more = {"DJANGO_SETTINGS_MODULE": "quick_lock_settings"}
    settings = environment(home, **more)
    settings["PYTHONPATH"] = f"{settings.get('PYTHONPATH', '')}:{HERE}"
    output = tmp_path / "output"
    with output.open("w") as file:
        process = subprocess.Popen([*PPRNET, "manage", *words], env=settings, stderr=file)
    try:
        first = wait_for(lambda: beat(home, part))
        with write_lock(home):
            wait_for(lambda: said in output.read_text())
        if part == "worker":
            queue_a_task(home)
            wait_for(lambda: unfinished_tasks(home) == 0 or None)
        else:
            wait_for(lambda: beat(home, part) != first)
        assert process.poll() is None
        assert "Traceback" not in output.read_text()
    finally:
        process.terminate()
        process.wait(timeout=60)


def queue_a_task(home: Path) -> None:
    code = "from pprnet_site.catalogue.tasks import import_file; import_file.enqueue(987654321)"
    done = command(home, "manage", "shell", "--command", code)
    assert done.returncode == 0, done.stderr
    assert tasks(home) == 1


def unfinished_tasks(home: Path) -> int:
    return tasks(home, "WHERE status IN ('READY', 'RUNNING')")


def tasks(home: Path, where: str = "") -> int:
    with sqlite3.connect(home / "pprnet.sqlite3") as connection:
        query = f"SELECT count(*) FROM django_tasks_database_dbtaskresult {where}"
        return connection.execute(query).fetchone()[0]
