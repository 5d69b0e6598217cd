"""Rows and uploads are replaced together, whenever a restore is interrupted.

A restore unpacks the new uploads into a staging folder beside those of the site and writes a
journal. It replaces the rows in one transaction, which also records the moment of the restore.
Then two folders change names. Whoever finds the journal later compares its moment with that in the
database: where they agree, the rows are new and the swap is completed; otherwise it is undone.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import mkdtemp

from django.core.files.storage import FileSystemStorage, default_storage
from django.db import connection

from pprnet.errors import SiteError
from pprnet_site.core.enums import ServicePart
from pprnet_site.core.models import ServiceBeat
from pprnet_site.core.operations.beats import last_beats

STAGING_PREFIX = ".pprnet-restore-"
JOURNAL = ".pprnet-restore.json"
LOCK = ".pprnet-restore.lock"
NEW, OLD = "media", "old"
"""In the staging folder: the new uploads, and the old ones after the swap."""


@dataclass(frozen=True, slots=True)
class RestoreJournal:
    """A restore that has begun to replace the rows."""

    staging: str
    """The name of its staging folder."""
    at: datetime
    """The moment that its transaction writes into the database."""


def upload_folder() -> Path:
    """Return the folder of the uploads, which is made if it is missing.

    Raises:
        SiteError: The uploads are not in a folder whose name can be changed.
    """
    folder = stored_folder()
    if folder is None:
        raise SiteError(
            "the uploads of this site are not in a folder of this machine, so they cannot be "
            "replaced together with the rows; restore into a site with Django's FileSystemStorage"
        )
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if folder.is_mount():
        raise SiteError(
            f"{folder}: is a mount point, so it cannot be replaced; mount {folder.parent} instead"
        )
    return folder


def stored_folder() -> Path | None:
    """Return the folder of the uploads, None where the storage is of another kind."""
    if not isinstance(default_storage, FileSystemStorage):
        return None
    return Path(default_storage.location).resolve()


@contextmanager
def restore_lock(parent: Path) -> Iterator[None]:
    """Lock the folder around the uploads for one restore; the lock ends with its process.

    Raises:
        SiteError: A restore runs here.
    """
    number = os.open(parent / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(number)
        raise SiteError(f"a backup is being restored in {parent}: wait until it is done") from error
    try:
        yield
    finally:
        os.close(number)


def write_journal(parent: Path, journal: RestoreJournal) -> None:
    """Write the journal, whole or not at all."""
    part = parent / journal.staging / JOURNAL
    with part.open("w", encoding="utf-8") as file:
        json.dump({"staging": journal.staging, "at": journal.at.isoformat()}, file)
        file.flush()
        os.fsync(file.fileno())
    part.replace(parent / JOURNAL)
    sync_folder(parent)


def read_journal(parent: Path) -> RestoreJournal | None:
    """Return the journal of an interrupted restore, None where there is none.

    Raises:
        SiteError: It is damaged.
    """
    path = parent / JOURNAL
    try:
        stated = json.loads(path.read_text(encoding="utf-8"))
        journal = RestoreJournal(str(stated["staging"]), datetime.fromisoformat(stated["at"]))
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError) as error:
        raise SiteError(
            f"{path}: damaged; restore a backup again after removing this file"
        ) from error
    if Path(journal.staging).name != journal.staging or not journal.staging.startswith(
        STAGING_PREFIX
    ):
        raise SiteError(f"{path}: names the folder {journal.staging!r}, which no restore made")
    return journal


def settle(uploads: Path) -> bool:
    """Complete or undo the restore of the journal; return whether one was completed.

    The lock of the folder must be held.
    """
    journal = read_journal(uploads.parent)
    if journal is None:
        return False
    staging = uploads.parent / journal.staging
    is_committed = last_restore() == journal.at
    if is_committed and (staging / NEW).exists():
        exchange(uploads, staging, NEW)
    elif not is_committed and (staging / OLD).exists():
        exchange(uploads, staging, OLD)
    (uploads.parent / JOURNAL).unlink()
    sync_folder(uploads.parent)
    shutil.rmtree(staging, ignore_errors=True)
    return is_committed


def last_restore() -> datetime | None:
    """Return the moment of the restore that the database holds, None where there was none."""
    if ServiceBeat._meta.db_table not in connection.introspection.table_names():  # noqa: SLF001
        return None
    return last_beats().get(ServicePart.RESTORE)


def exchange(uploads: Path, staging: Path, name: str) -> None:
    """Move a folder of the staging folder to the place of the uploads."""
    if uploads.exists():
        # A site that runs meanwhile may have made the folder again: nothing of it is kept.
        is_first = name == NEW and not (staging / OLD).exists()
        uploads.rename(staging / OLD if is_first else mkdtemp(dir=staging))
    (staging / name).rename(uploads)
    sync_folder(staging)
    sync_folder(uploads.parent)


def sync_folder(folder: Path) -> None:
    """Wait until the disk has the names in a folder."""
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def recover() -> bool:
    """Complete or undo a restore that was interrupted; return whether one was completed.

    Raises:
        SiteError: A restore runs at this moment.
    """
    uploads = stored_folder()
    if uploads is None or not (uploads.parent / JOURNAL).exists():
        return False
    with restore_lock(uploads.parent):
        return settle(uploads)
