"""Writing a backup of the site to one file."""

from __future__ import annotations

import hashlib
import io
import json
import os
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder

from pprnet import __version__
from pprnet.errors import OutputError
from pprnet_site.backup.json_rows import included_models, json_lines

FORMAT = "pprnet-backup"
VERSION = 1
MANIFEST = "manifest.json"
ROWS = "rows/"
MEDIA = "media/"
FULL_TEXTS = "evidence.fulltextrow"
"""The table of private articles."""
BLOCK_SIZE = 1 << 20
PART_SUFFIX = ".pprnet-backup"
"""Ends the name of an unfinished backup."""
SPOOL_SIZE = 8 << 20
"""Bytes of a table that are held in memory; a larger one is written to a temporary file."""


@dataclass(frozen=True, slots=True)
class BackupResult:
    """What a backup holds."""

    rows: int
    files: int
    size: int
    full_texts: int = 0
    """Articles of others that are private."""


@dataclass(slots=True)
class Contents:
    """The manifest while the file is written: its contents and their checksums."""

    sums: dict[str, str] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    media: int = 0


def write_backup(path: Path, *, now: datetime | None = None) -> BackupResult:
    """Write all data of the site as of one moment to a file that only its owner can read."""
    contents = Contents()
    try:
        with atomic_replace(path) as file, tarfile.open(fileobj=file, mode="w:gz") as archive:
            with consistent_snapshot():
                for label, model in included_models().items():
                    add_table(archive, contents, label, json_lines(model))
                migrations = applied_migrations()
            for name in stored_files(""):
                add_file(archive, contents, name)
            made_at = (now or datetime.now(UTC)).isoformat()
            add_manifest(archive, contents, migrations=migrations, made_at=made_at)
    except OSError as error:
        raise OutputError(
            f"{path}: the backup could not be written ({error.strerror}); name a file in a "
            "folder that you may write to"
        ) from error
    return BackupResult(
        sum(contents.rows.values()),
        contents.media,
        path.stat().st_size,
        contents.rows.get(FULL_TEXTS, 0),
    )


@contextmanager
def atomic_replace(path: Path) -> Iterator[IO[bytes]]:
    """Write beside a file and put it in its place when it is whole."""
    number, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=PART_SUFFIX, dir=path.parent)
    try:
        with os.fdopen(number, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)


@contextmanager
def consistent_snapshot() -> Iterator[None]:
    """See the database as it stands now, whoever writes meanwhile."""
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if connection.vendor == "postgresql" and outermost:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


def applied_migrations() -> list[str]:
    """Name the migrations that shaped the tables."""
    applied = MigrationRecorder(connection).applied_migrations()
    return sorted(f"{app}.{name}" for app, name in applied)


def add_table(
    archive: tarfile.TarFile, contents: Contents, label: str, lines: Iterator[bytes]
) -> None:
    """Add the rows of one table."""
    name, count, found = f"{ROWS}{label}.jsonl", 0, hashlib.sha256()
    with tempfile.SpooledTemporaryFile(max_size=SPOOL_SIZE) as held:
        for line in lines:
            held.write(line)
            found.update(line)
            count += 1
        size = held.tell()
        held.seek(0)
        add_member(archive, name, size, held)
    contents.sums[name], contents.rows[label] = found.hexdigest(), count


def add_file(archive: tarfile.TarFile, contents: Contents, name: str) -> None:
    """Add one upload; one that was removed meanwhile is passed over."""
    try:
        with default_storage.open(name) as source:
            data = source.read()
    except FileNotFoundError:
        return
    add_member(archive, MEDIA + name, len(data), io.BytesIO(data))
    contents.sums[MEDIA + name] = hashlib.sha256(data).hexdigest()
    contents.media += 1


def add_manifest(
    archive: tarfile.TarFile, contents: Contents, *, migrations: list[str], made_at: str
) -> None:
    """Add, as the last member, what the file is and what it must hold."""
    manifest: dict[str, Any] = {
        "format": FORMAT,
        "version": VERSION,
        "pprnet": __version__,
        "made_at": made_at,
        "migrations": migrations,
        "rows": contents.rows,
        "sums": contents.sums,
    }
    data = json.dumps(manifest, indent=1, sort_keys=True).encode()
    add_member(archive, MANIFEST, len(data), io.BytesIO(data))


def add_member(archive: tarfile.TarFile, name: str, size: int, source: IO[bytes]) -> None:
    """Add one member that only its owner may read."""
    member = tarfile.TarInfo(name)
    member.size, member.mode = size, 0o600
    archive.addfile(member, source)


def stored_files(folder: str) -> Iterator[str]:
    """Name every upload, folder by folder."""
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    prefix = f"{folder}/" if folder else ""
    yield from (prefix + name for name in sorted(files))
    for name in sorted(folders):
        yield from stored_files(prefix + name)
