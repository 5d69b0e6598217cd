"""What killed backups and restores leave behind is removed after a day, and nothing else."""

from __future__ import annotations

import os
import stat
import tempfile
from datetime import UTC, datetime, timedelta

import pytest
from processes import command

from pprnet_site.backup import leftovers, restore, sweep_leftovers, write_backup
from pprnet_site.backup.upload_swap import RestoreJournal, write_journal
from pprnet_site.backup.writing import atomic_replace

NOW = datetime(2026, 5, 20, 12, tzinfo=UTC)

REMOVED = (
    ".site.tar.gz.abcd_123.pprnet-backup",
    ".site.tar.gz.abcd_123",
    ".pprnet-restore-abcd_123/media/imports/example.ris",
    "pprnet-restore-abcd_123/example",
)
KEPT = (
    "site.tar.gz",
    "site.tar.gz.abcd_123.pprnet-backup",
    ".site.tar.gz.abcd.pprnet-backup",
    ".notes.txt.abcd_123",
    ".pprnet-restore.lock",
    "pprnet-restore-notes/example",
)


def make(folder, *names, age=timedelta(days=2)):
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"example")
        top = folder / name.partition("/")[0]
        moment = (NOW - age).timestamp()
        os.utime(top, (moment, moment))


@pytest.fixture
def folder(db, upload_folder, tmp_path, monkeypatch):
    """A folder of backups; the folder of temporary files is another one of the test."""
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    upload_folder.mkdir(parents=True)
    (tmp_path / "backups").mkdir()
    return tmp_path / "backups"


def tops(folder):
    return {each.name for each in folder.iterdir()}


def test_only_old_leftovers_are_removed(folder):
    make(folder, *REMOVED, *KEPT)
    young = [name.replace("abcd_123", "young123") for name in REMOVED]
    make(folder, *young, age=timedelta(hours=23))
    assert sweep_leftovers(folder, now=NOW) == len(REMOVED)
    assert tops(folder) == {name.partition("/")[0] for name in (*KEPT, *young)}


def test_links_are_neither_followed_nor_removed(folder, tmp_path):
    make(tmp_path, "elsewhere/example")
    link = folder / ".pprnet-restore-abcd_123"
    link.symlink_to(tmp_path / "elsewhere")
    moment = (NOW - timedelta(days=2)).timestamp()
    os.utime(link, (moment, moment), follow_symlinks=False)
    make(folder, ".pprnet-restore-efgh_456/example")
    (folder / ".pprnet-restore-efgh_456/inner").symlink_to(tmp_path / "elsewhere")
    os.utime(folder / ".pprnet-restore-efgh_456", (moment, moment))
    assert sweep_leftovers(folder, now=NOW) == 1
    assert (tmp_path / "elsewhere/example").exists()
    assert tops(folder) == {link.name}


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file away")
def test_files_of_others_stay(folder):
    make(folder, REMOVED[0])
    os.chown(folder / REMOVED[0], 65534, 65534)
    assert sweep_leftovers(folder, now=NOW) == 0
    assert tops(folder) == {REMOVED[0]}


def test_the_staging_folder_of_an_interrupted_restore_stays(folder, upload_folder):
    home = upload_folder.parent
    make(home, ".pprnet-restore-abcd_123/media/x", ".pprnet-restore-efgh_456/media/x")
    write_journal(home, RestoreJournal(".pprnet-restore-abcd_123", NOW))
    make(home, ".pprnet-restore-abcd_123/media/x")
    assert sweep_leftovers(now=NOW) == 1
    assert ".pprnet-restore-abcd_123" in tops(home)


def test_the_scheduler_sweeps_once_a_day(folder, upload_folder, settings, tmp_path):
    assert "pprnet_site.backup.leftovers.sweep_daily" in settings.SCHEDULED_JOBS
    make(upload_folder.parent, REMOVED[2])
    make(tmp_path / "temporary", REMOVED[3])
    assert leftovers.sweep_daily(now=NOW) == 2
    make(upload_folder.parent, REMOVED[2])
    assert leftovers.sweep_daily(now=NOW + timedelta(minutes=1)) == 0
    assert leftovers.sweep_daily(now=NOW + timedelta(days=1)) == 1


def test_a_restore_sweeps_the_folder_of_the_backup(folder):
    write_backup(folder / "site.tar.gz")
    make(folder, REMOVED[0])
    restore(folder / "site.tar.gz", now=NOW)
    assert tops(folder) == {"site.tar.gz"}


def test_an_unfinished_backup_has_a_name_that_is_swept(folder):
    with atomic_replace(folder / "site.tar.gz"):
        (name,) = tops(folder)
    make(folder, name)
    assert sweep_leftovers(folder, now=NOW) == 1


@pytest.mark.slow
def test_a_backup_sweeps_and_is_written_for_its_owner_only(home, tmp_path):
    """Under any umask; `test_cli_verbs.py` has the same of the folder of a new site."""
    backups = tmp_path / "backups"
    backups.mkdir()
    before = os.umask(0o000)
    try:
        make(backups, REMOVED[0])
        os.utime(backups / REMOVED[0], (0, 0))
        done = command(home, "backup", str(backups / "site.tar.gz"))
    finally:
        os.umask(before)
    assert done.returncode == 0, done.stderr
    assert tops(backups) == {"site.tar.gz"}
    assert stat.S_IMODE((backups / "site.tar.gz").stat().st_mode) == 0o600
