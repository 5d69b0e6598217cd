"""Imports of files: in batches, each stored completely or not at all, and safe to repeat."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from django.contrib.auth.models import User
from django.core.files.base import File
from django.db import DatabaseError, OperationalError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pprnet.errors import MissingFileError, PprnetError, TooLargeError
from pprnet.limited_reading import FileKind, read_in_process
from pprnet.limits import MAX_UPLOAD
from pprnet_site.catalogue import data_mapper
from pprnet_site.catalogue.enrichment.work_notices import is_retraction_watch
from pprnet_site.catalogue.enums import ImportStatus
from pprnet_site.catalogue.ingest.batches import Item, store_batch_with_retry
from pprnet_site.catalogue.ingest.leases import (
    UNFINISHED_STATUSES,
    acquire_lease,
    has_live_owner,
    release_lease,
)
from pprnet_site.catalogue.models import ImportRun
from pprnet_site.core.errors import ConflictError

BATCH_SIZE = 200
BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class ImportProgress:
    """How many bytes of the file of a run have been read."""

    run: ImportRun
    done: int
    total: int


OnImportProgress = Callable[[ImportProgress], None]


def file_items(run: ImportRun, source: BinaryIO) -> Iterator[Item]:
    """Yield the records, notices and problems of a file."""
    kind = FileKind.NOTICES if is_retraction_watch(source) else FileKind.REFERENCES
    yield from read_in_process(source, name=run.file_name, kind=kind)


@dataclass(frozen=True, slots=True)
class Reading:
    """How the file of a run is read, and how much of it is stored at a time."""

    items: Callable[[ImportRun, BinaryIO], Iterator[Item]] = file_items
    batch_size: int | None = None
    """`None` for that of files."""


FILE_READING = Reading()


def open_import(
    *,
    name: str,
    by: User | None,
    path: Path | None = None,
    upload: File[bytes] | None = None,
    ending: str = ".upload",
) -> ImportRun:
    """Create the import of a file, given by its path or as an upload that is kept until it is read.

    An interrupted import of the same file is resumed.

    Raises:
        TooLargeError: The upload is larger than the limit.
        MissingFileError: The file cannot be opened.
    """
    if upload is not None and upload.size > MAX_UPLOAD:
        raise TooLargeError(
            _("%(name)s: larger than %(limit)d MB; import it with `pprnet import` instead.")
            % {"name": name, "limit": MAX_UPLOAD >> 20}
        )
    digest = file_digest(path, upload)
    run = ImportRun(file_name=Path(name).name[:255], digest=digest, started_by=by)
    with transaction.atomic():
        cut_off = ImportRun.objects.filter(digest=digest, status__in=UNFINISHED_STATUSES, upload="")
        for started in cut_off.order_by("-pk") if path else ():
            if not has_live_owner(started):
                return started
        if upload is None:
            run.save()
            return run
    store_upload(run, upload, ending=ending)
    return run


def store_upload(run: ImportRun, upload: File[bytes], *, ending: str) -> None:
    """Store an import with its file, or neither."""
    try:
        with transaction.atomic():
            run.upload.save(f"{run.digest}{ending}", upload, save=False)
            run.save()
    except DatabaseError:
        if run.upload:
            run.upload.delete(save=False)
        raise


def file_digest(path: Path | None, upload: File[bytes] | None) -> str:
    """Return the SHA-256 of a file's bytes."""
    found = hashlib.sha256()
    if path is not None:
        with open_path(path) as source:
            while block := source.read(BLOCK):
                found.update(block)
    elif upload is not None:
        for block in upload.chunks():
            found.update(block)
        upload.seek(0)
    return found.hexdigest()


def open_path(path: Path) -> BinaryIO:
    """Open a file for reading.

    Raises:
        MissingFileError: The path is not a file, or cannot be opened.
    """
    try:
        if path.exists() and not path.is_file():
            raise MissingFileError(
                _("%(path)s: this is not a file; give the path of a file.") % {"path": path}
            )
        return path.open("rb")
    except OSError as error:
        reason = error.strerror or _("cannot be opened")
        raise MissingFileError(
            _("%(path)s: cannot be read (%(reason)s); check its name and who may read it.")
            % {"path": path, "reason": reason}
        ) from error


def run_import(
    *,
    run: ImportRun,
    path: Path | None = None,
    on_progress: OnImportProgress | None = None,
    reading: Reading = FILE_READING,
) -> ImportRun:
    """Import a file from the start, or from where an earlier import was interrupted.

    A file that cannot be read at all ends as a failed run with its error; records that cannot be
    read are listed among its problems.

    Raises:
        ConflictError: The run has ended, or another process works on it.
    """
    token = acquire_lease(run)
    try:
        with open_run_file(run, path) as source:
            read_batches(run, token, source, on_progress, reading)
        close_import_run(run, ImportStatus.DONE)
    except ConflictError:
        raise
    except PprnetError as error:
        close_import_run(run, ImportStatus.FAILED, error=str(error))
    except OperationalError:
        raise  # the database is unavailable: the run stays open and is resumed
    except Exception as error:
        close_import_run(run, ImportStatus.FAILED, error=f"{type(error).__name__}: {error}")
        raise
    finally:
        release_lease(token)
    return run


def open_run_file(run: ImportRun, path: Path | None) -> BinaryIO:
    """Open the file of a run: the one at a path, or its stored upload.

    Raises:
        MissingFileError: The file is no longer available.
    """
    if path is not None:
        return open_path(path)
    try:
        run.upload.open("rb")
    except (OSError, ValueError) as error:
        raise MissingFileError(
            _("%(name)s: the uploaded file is no longer available; upload it again.")
            % {"name": run.file_name}
        ) from error
    source: BinaryIO = run.upload.file
    return source


def read_batches(
    run: ImportRun,
    token: str,
    source: BinaryIO,
    on_progress: OnImportProgress | None,
    reading: Reading,
) -> None:
    """Read and store batch after batch, skipping those stored before."""
    total = source.seek(0, 2)
    source.seek(0)
    items = reading.items(run, source)
    stored = run.read + run.problems.count()
    next(islice(items, stored, stored), None)
    while batch := list(islice(items, reading.batch_size or BATCH_SIZE)):
        done = max(0, source.tell())  # the reading process moves the place of the shared file
        run.expected = estimate_records(run.read + len(batch), done, total)
        store_batch_with_retry(run, token, batch)
        if on_progress:
            on_progress(ImportProgress(run, done, total))


def estimate_records(read: int, done: int, total: int) -> int:
    """Estimate the number of records in a file from those in its first bytes."""
    return max(read, round(read * total / done)) if done else read


def close_import_run(run: ImportRun, status: ImportStatus, *, error: str = "") -> None:
    """Close a run and delete its upload."""
    run.status, run.error, run.finished_at = (
        status,
        data_mapper.strip_unstorable(error),
        timezone.now(),
    )
    run.expected, run.owner = run.read, ""
    run.save(update_fields=["status", "error", "finished_at", "expected", "owner"])
    if run.upload:
        run.upload.close()
        run.upload.delete(save=True)
