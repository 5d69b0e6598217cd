"""Sites in temporary folders for the campaigns: made once, copied, run, read and compared."""

from __future__ import annotations

import gzip
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDER = Path(__file__).resolve().parent
PPRNET = (sys.executable, "-c", "from pprnet.cli import main; main()")
OLD_DATABASE = ROOT / "tests/data/upgrade/site-0feb8d2.sqlite3.gz"
EDITORS = 5

LINKED = {
    "records": "SELECT r.fingerprint, r.source, r.merge_rule, w.title FROM catalogue_record r "
    "JOIN catalogue_work w ON w.id = r.work_id",
    "keys": "SELECT w.title, k.key FROM catalogue_workkey k JOIN catalogue_work w "
    "ON w.id = k.work_id",
    "signals": "SELECT w.title, s.kind, s.value, s.score, s.version FROM catalogue_signal s "
    "JOIN catalogue_work w ON w.id = s.work_id",
    "links": "SELECT a.title, l.kind, b.title FROM catalogue_worklink l "
    "JOIN catalogue_work a ON a.id = l.from_work_id JOIN catalogue_work b ON b.id = l.to_work_id",
}
"""What belongs to what, by titles, because numbers may differ between two runs."""
NOT_COMPARED = ("sqlite_", "catalogue_watchrun", "django_session", "django_tasks", "axes_",
                "core_servicebeat", "wagtailsearch_indexentry")  # fmt: skip
VOLATILE = ("datetime", "char(32)", "bigint", "integer", "date")
"""Types of columns that hold moments, random numbers and numbers of rows."""
SKIPPED_COLUMNS = frozenset(
    {"password", "content", "owner", "history", "data", "spans", "search_terms", "merged"}
)


def environment(home: Path, **more: str) -> dict[str, str]:
    """Return the environment of a process of the site."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("PPRNET_")}
    tests = (ROOT / "tests", ROOT / "tests/site", ROOT / "tests/site/factories")
    path = os.pathsep.join(map(str, (ROOT / "src", *tests, FOLDER)))
    return kept | {
        "PPRNET_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "pprnet_site.settings.local",
        "PYTHONPATH": path,
    } | more  # fmt: skip


def run(home: Path, *command: object, **more: str) -> str:
    """Run a process to its end, and return its output; stop with it if it fails."""
    done = subprocess.run(
        [*map(str, command)], env=environment(home, **more), capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    if done.returncode:
        raise SystemExit(f"{command}: {done.returncode}\n{done.stdout}\n{done.stderr}")
    return done.stdout


def copied(source: Path, home: Path) -> Path:
    """Return a fresh copy of a site; static files are linked, because no campaign changes them."""
    shutil.rmtree(home, ignore_errors=True)
    shutil.copytree(source, home, ignore=shutil.ignore_patterns("static", "complete"))
    if (source / "static").exists():
        (home / "static").symlink_to((source / "static").resolve())
    return home


def base_site(work: Path, name: str) -> Path:
    """Return a site that is made on first use: `empty`, `sample` or `old`."""
    home = work / f"base-{name}"
    if (home / "complete").exists():
        return home
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    if name == "old":
        (home / "pprnet.sqlite3").write_bytes(gzip.decompress(OLD_DATABASE.read_bytes()))
        (home / "static").symlink_to((base_site(work, "empty") / "static").resolve())
    else:
        run(home, *PPRNET, "setup", "--sample" if name == "sample" else "--no-sample")
        run(home, sys.executable, FOLDER / "preparations.py", "editors", EDITORS)
        close_log(home)
    (home / "complete").touch()
    return home


def close_log(home: Path) -> None:
    """Move SQLite's log into the database, so that the file can be copied alone."""
    with sqlite3.connect(home / "pprnet.sqlite3") as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()


def state(home: Path) -> dict[str, list[str]]:
    """Return what a site holds: rows without numbers and moments, links by title, uploads."""
    found: dict[str, list[str]] = {}
    with sqlite3.connect(home / "pprnet.sqlite3", timeout=60) as database:
        names = [row[0] for row in database.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]  # fmt: skip
        for name in names:
            if not name.startswith(NOT_COMPARED) and "fts" not in name:
                found[name] = table(database, name)
        for name, query in LINKED.items():
            if all(word in names for word in query.split() if word.startswith("catalogue_")):
                found[name] = sorted(map(repr, database.execute(query)))
    database.close()
    media = home / "media"
    found["uploads"] = sorted(
        f"{each.relative_to(media)} {hash(each.read_bytes())}"
        for each in media.rglob("*") if each.is_file()
    )  # fmt: skip
    return found


def table(database: sqlite3.Connection, name: str) -> list[str]:
    """Return the rows of a table without the columns that differ between two runs."""
    stated = database.execute(f'PRAGMA table_info("{name}")')
    kept = [row[1] for row in stated if not row[2].lower().startswith(VOLATILE)]
    columns = [column for column in kept if column not in SKIPPED_COLUMNS]
    chosen = ", ".join(f'"{column}"' for column in columns) or "1"
    return sorted(map(repr, database.execute(f'SELECT {chosen} FROM "{name}"')))


def integrity(home: Path) -> str:
    """Return what SQLite says of a database; `ok` where it is whole or not there yet."""
    if not (home / "pprnet.sqlite3").exists():
        return "ok"
    with sqlite3.connect(home / "pprnet.sqlite3", timeout=60) as database:
        said = str(database.execute("PRAGMA integrity_check").fetchone()[0])
        orphans = database.execute("PRAGMA foreign_key_check").fetchall()
    database.close()
    return said if not orphans else f"{len(orphans)} rows without their parent"


def differences(found: dict[str, list[str]], expected: dict[str, list[str]]) -> str:
    """Return which parts of two states differ, with the numbers of rows; empty if none does."""
    names = sorted({*found, *expected})
    return ", ".join(
        f"{name} ({len(found.get(name, []))} instead of {len(expected.get(name, []))})"
        for name in names if found.get(name) != expected.get(name)
    )  # fmt: skip
