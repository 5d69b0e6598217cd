"""Restoring a backup: checked completely first, then all rows and uploads or none of them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.db.models import Model
from wagtail.models import Site

from pprnet_site.backup.json_rows import (
    INSERT_BATCH_SIZE,
    empty_tables,
    included_models,
    insert_rows,
    own_fields,
    reset_sequences,
    row_from_values,
)
from pprnet_site.backup.leftovers import sweep_leftovers
from pprnet_site.backup.manifest import BackupManifest, checked_manifest
from pprnet_site.backup.unpacking import UnpackedFiles, invalid_backup, unpack
from pprnet_site.backup.upload_swap import (
    STAGING_PREFIX,
    RestoreJournal,
    restore_lock,
    settle,
    upload_folder,
    write_journal,
)
from pprnet_site.backup.writing import ROWS
from pprnet_site.catalogue.derived import SEARCH_INDEX, rebuild_derived
from pprnet_site.catalogue.models import DerivedTable
from pprnet_site.core.enums import ServicePart
from pprnet_site.core.operations.beats import write_beat
from pprnet_site.core.operations.storage_faults import storage_fault
from pprnet_site.digest.publication.attribution import correct_attribution

MAX_LINE = 256 << 20
"""Bytes of one row."""
ATTRIBUTION = "digest.0006_who_said_it"
"""The migration that a backup of an earlier version has not been through."""
ROW_ERRORS = (
    *(DatabaseError, ValidationError, ValueError, TypeError),
    *(KeyError, AttributeError, OverflowError, RecursionError),
)
"""What a row of a wrong form raises on its way into the database."""


@dataclass(frozen=True, slots=True)
class RestoreResult:
    """What was restored, and what this version could not take over."""

    rows: int
    files: int
    made_at: str
    left_out: tuple[str, ...] = ()


def restore(path: Path, *, now: datetime | None = None) -> RestoreResult:
    """Restore the site from a backup; after any error the site is unchanged.

    Where the process is killed, the next start of the site completes or undoes the restore, so
    that rows and uploads are both old or both new. Derived tables that an earlier version omitted
    or stored in another form are rebuilt.

    Raises:
        MissingFileError: The file cannot be read.
        InputError: It is not a complete backup, or was made by a newer version.
        OutputError: There is no room to unpack it.
        SiteError: Another restore runs, or the uploads of this site cannot be replaced.
    """
    at = now or datetime.now(UTC)
    uploads = upload_folder()
    with restore_lock(uploads.parent):
        settle(uploads)
        sweep_leftovers(path.parent, now=at)
        result = replace_site(path, uploads, at)
    rebuild_derived()
    return result


def replace_site(path: Path, uploads: Path, at: datetime) -> RestoreResult:
    """Unpack and check a backup, replace all rows, and then the uploads."""
    staging = Path(mkdtemp(prefix=STAGING_PREFIX, dir=uploads.parent))
    has_journal = False
    try:
        unpacked = unpack(path, staging)
        manifest = checked_manifest(path, unpacked)
        write_journal(uploads.parent, RestoreJournal(staging.name, at))
        has_journal = True
        left_out = restore_rows(path, unpacked, manifest, at)
    finally:
        if has_journal:
            settle(uploads)
        else:
            shutil.rmtree(staging, ignore_errors=True)
    rows = sum(count for label, count in manifest.rows.items() if label in included_models())
    return RestoreResult(rows, manifest.uploads, manifest.made_at, left_out)


def restore_rows(
    path: Path, unpacked: UnpackedFiles, manifest: BackupManifest, at: datetime
) -> tuple[str, ...]:
    """Replace all rows and record the restore in one transaction; return what was left out."""
    models = included_models()
    left_out = [
        f"{label} ({count} rows)"
        for label, count in sorted(manifest.rows.items())
        if count and label not in models
    ]
    make_commits_durable()
    try:
        with transaction.atomic():
            empty_tables()
            for label in sorted(set(manifest.rows) & set(models)):
                file = unpacked.path(f"{ROWS}{label}.jsonl")
                left_out += insert_table(models[label], file)
            if ATTRIBUTION not in manifest.migrations:
                correct_attribution(apps.get_model)
            reset_sequences()
            DerivedTable.objects.filter(key=SEARCH_INDEX).delete()  # no backup holds it
            write_beat(ServicePart.RESTORE, now=at)
            connection.check_constraints()
    except ROW_ERRORS as error:
        if storage_fault(error) is not None:
            raise
        said = " ".join(str(error).split())[:300]
        raise invalid_backup(path, f"its rows do not fit together ({said})") from error
    finally:
        clear_caches()
    return tuple(left_out)


def make_commits_durable() -> None:
    """Make SQLite wait for the disk at each commit: the uploads are replaced only after it."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=FULL")


def clear_caches() -> None:
    """Clear the caches of this process for rows that were replaced."""
    ContentType.objects.clear_cache()
    Site.clear_site_root_paths_cache()


def insert_table(model: type[Model], file: Path) -> list[str]:
    """Insert the rows of a table, and return its columns that this version does not have."""
    known = {field.attname for field in own_fields(model)}
    unknown: set[str] = set()
    with file.open("rb") as lines:
        values = (row_values(line) for line in long_lines(lines))
        while batch := list(islice(values, INSERT_BATCH_SIZE)):
            unknown.update(*(set(each) - known for each in batch))
            insert_rows(model, [row_from_values(model, each) for each in batch])
    return [f"{model._meta.label_lower}.{name}"[:200] for name in sorted(unknown)]  # noqa: SLF001


def long_lines(lines: Any) -> Iterator[bytes]:
    """Yield the lines of a table.

    Raises:
        ValueError: One is longer than the limit.
    """
    while line := lines.readline(MAX_LINE + 1):
        if len(line) > MAX_LINE:
            raise ValueError("a row is too long")
        yield line


def row_values(line: bytes) -> dict[str, Any]:
    """Return the values of a row by column.

    Raises:
        ValueError: The line is no object of JSON.
    """
    values = json.loads(line)
    if not isinstance(values, dict):
        raise ValueError("a row is a list or a single value")  # noqa: TRY004 - not of the program
    return values
