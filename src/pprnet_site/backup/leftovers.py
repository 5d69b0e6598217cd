"""Files that killed backups and restores left behind are removed: they hold password hashes."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

from django.utils import timezone

from pprnet_site.backup.upload_swap import read_journal, stored_folder
from pprnet_site.core.enums import ServicePart
from pprnet_site.core.operations.beats import last_beats, write_beat

KEPT = timedelta(days=1)
"""A backup or restore that has run for less is perhaps still running."""
_LEFTOVER = re.compile(
    r"\.?pprnet-restore-[a-z0-9_]{8}"
    r"|\..+\.[a-z0-9_]{8}\.pprnet-backup"
    # Of versions that gave the unfinished file no name of its own.
    r"|\.(?:pprnet|site|backup)[^.]*\.tar\.gz\.[a-z0-9_]{8}"
)


def sweep_daily(*, now: datetime) -> int:
    """Remove what is left over in the site's own folders, if it was not done today."""
    before = last_beats().get(ServicePart.SWEEPING)
    if before is not None and timezone.localdate(before) == timezone.localdate(now):
        return 0
    removed = sweep_leftovers(now=now)
    write_beat(ServicePart.SWEEPING, now=now)
    return removed


def sweep_leftovers(*folders: Path, now: datetime) -> int:
    """Remove left-over files that are older than a day, and return how many there were.

    Args:
        folders: Folders to look in, beside that of the site and that of temporary files.
        now: The moment from which a day is counted.
    """
    uploads = stored_folder()
    own = [] if uploads is None else [uploads.parent]
    places = {folder.resolve() for folder in (*folders, *own, Path(tempfile.gettempdir()))}
    kept = journaled_staging(uploads)
    return sum(sweep_folder(folder, now - KEPT, kept) for folder in sorted(places))


def journaled_staging(uploads: Path | None) -> str | None:
    """Return the name of the staging folder that an interrupted restore still needs."""
    journal = read_journal(uploads.parent) if uploads is not None else None
    return journal.staging if journal is not None else None


def sweep_folder(folder: Path, before: datetime, kept: str | None) -> int:
    """Remove left-over files of this user from one folder; links are never followed."""
    try:
        with os.scandir(folder) as entries:
            found = [each for each in entries if each.name != kept and is_leftover(each, before)]
    except OSError:
        return 0
    return sum(map(remove, found))


def is_leftover(entry: os.DirEntry[str], before: datetime) -> bool:
    """Return whether an entry is an old left-over of this user."""
    if not _LEFTOVER.fullmatch(entry.name) or entry.is_symlink():
        return False
    try:
        facts = entry.stat(follow_symlinks=False)
    except FileNotFoundError:
        return False
    return facts.st_uid == os.geteuid() and facts.st_mtime < before.timestamp()


def remove(entry: os.DirEntry[str]) -> bool:
    """Remove a file or folder, and return whether it is gone."""
    if entry.is_dir(follow_symlinks=False):
        shutil.rmtree(entry.path, ignore_errors=True)
    else:
        Path(entry.path).unlink(missing_ok=True)
    return not Path(entry.path).exists()
