"""Restoring a backup, which is checked completely before anything is changed."""

from __future__ import annotations

import hashlib
import json
import tarfile
import tempfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.models import Model
from wagtail.models import Site

from pprnet.errors import InputError, MissingFileError
from pprnet_site.backup.json_rows import (
    INSERT_BATCH_SIZE,
    empty_tables,
    included_models,
    insert_rows,
    reset_sequences,
    row_from_line,
)
from pprnet_site.backup.writing import (
    BLOCK_SIZE,
    FORMAT,
    MANIFEST,
    MEDIA,
    ROWS,
    VERSION,
    stored_files,
)
from pprnet_site.catalogue.derived import SEARCH_INDEX, rebuild_derived
from pprnet_site.catalogue.models import DerivedTable


@dataclass(frozen=True, slots=True)
class RestoreResult:
    """What was restored."""

    rows: int
    files: int
    made_at: str


def restore(path: Path) -> RestoreResult:
    """Restore the site from a backup; after any error the site is unchanged.

    Derived tables that an earlier version omitted or stored in another form are rebuilt.

    Raises:
        MissingFileError: The file cannot be read.
        InputError: It is not a complete backup, or was made by a newer version.
    """
    with tempfile.TemporaryDirectory(prefix="pprnet-restore-") as name:
        folder = Path(name)
        sums = unpack(path, folder)
        manifest = read_manifest(path, folder)
        ensure_complete(path, manifest, sums)
        ensure_not_newer(path, manifest)
        restore_rows(path, folder, manifest)
        restore_files(folder, manifest)
    return RestoreResult(
        rows=sum(manifest["rows"].values()),
        files=sum(name.startswith(MEDIA) for name in manifest["sums"]),
        made_at=str(manifest.get("made_at", "")),
    )


def unpack(path: Path, folder: Path) -> dict[str, str]:
    """Unpack the members under names of our own, and return the checksum of each by name."""
    sums: dict[str, str] = {}
    try:
        with tarfile.open(path, "r:gz") as archive:
            for member in archive:
                source = archive.extractfile(member) if member.isfile() else None
                if source is None:
                    raise InputError(
                        invalid_backup_message(
                            path, f"it holds {member.name!r}, which is not a file"
                        )
                    )
                found = hashlib.sha256()
                with member_path(folder, member.name).open("wb") as target:
                    while block := source.read(BLOCK_SIZE):
                        target.write(block)
                        found.update(block)
                sums[member.name] = found.hexdigest()
    except (tarfile.ReadError, EOFError, zlib.error) as error:
        raise InputError(invalid_backup_message(path, f"it cannot be unpacked: {error}")) from error
    except OSError as error:
        raise MissingFileError(
            f"{path}: cannot be read ({error.strerror or error}); check its name"
        ) from error
    return sums


def member_path(folder: Path, name: str) -> Path:
    """Return the path of an unpacked member; no name can lead out of the folder."""
    return folder / hashlib.sha256(name.encode("utf-8", "surrogateescape")).hexdigest()


def invalid_backup_message(path: Path, what: str) -> str:
    """Return the message that a file is not a complete backup."""
    return (
        f"{path}: not a complete backup made by `pprnet backup`: {what}. The site was not "
        "changed; try another copy of the file."
    )


def read_manifest(path: Path, folder: Path) -> dict[str, Any]:
    """Return the manifest of a backup."""
    try:
        manifest: dict[str, Any] = json.loads(member_path(folder, MANIFEST).read_bytes())
    except (OSError, ValueError) as error:
        raise InputError(invalid_backup_message(path, "it has no list of contents")) from error
    known = isinstance(manifest, dict) and manifest.get("format") == FORMAT
    if not known or not all(isinstance(manifest.get(n), dict) for n in ("rows", "sums")):
        raise InputError(
            invalid_backup_message(path, "its list of contents was made by another program")
        )
    return manifest


def ensure_complete(path: Path, manifest: dict[str, Any], sums: dict[str, str]) -> None:
    """Raise an error for a file in which something is missing, added or changed."""
    stated = manifest["sums"]
    found = {name: value for name, value in sums.items() if name != MANIFEST}
    wrong = sorted(n for n in {*stated, *found} if stated.get(n) != found.get(n))
    if wrong:
        raise InputError(invalid_backup_message(path, f"{wrong[0]} is missing or damaged"))


def ensure_not_newer(path: Path, manifest: dict[str, Any]) -> None:
    """Raise an error for a backup of a newer version, whose tables are not known here."""
    disk = MigrationLoader(connection).disk_migrations
    known = {f"{app}.{name}" for app, name in disk}
    unknown = [name for name in manifest.get("migrations", []) if name not in known]
    version = manifest.get("version")
    if not isinstance(version, int) or version > VERSION or unknown:
        raise InputError(
            f"{path}: made by a newer pprnet ({manifest.get('pprnet', 'unknown')}) than "
            "this one. The site was not changed; update pprnet first."
        )


def restore_rows(path: Path, folder: Path, manifest: dict[str, Any]) -> None:
    """Replace all rows in one transaction."""
    models = included_models()
    try:
        with transaction.atomic():
            empty_tables()
            for label in manifest["rows"]:
                if label in models:
                    for rows in row_batches(
                        models[label], member_path(folder, f"{ROWS}{label}.jsonl")
                    ):
                        insert_rows(models[label], rows)
            reset_sequences()
            connection.check_constraints()
    except (DatabaseError, ValueError, TypeError) as error:
        raise InputError(
            invalid_backup_message(path, f"its rows do not fit together ({error})")
        ) from error
    clear_caches()
    DerivedTable.objects.filter(key=SEARCH_INDEX).delete()  # no backup holds it
    rebuild_derived()


def clear_caches() -> None:
    """Clear the caches of this process for rows that were replaced."""
    ContentType.objects.clear_cache()
    Site.clear_site_root_paths_cache()


def row_batches(model: type[Model], path: Path) -> Iterator[list[Model]]:
    """Yield the rows of a table in batches."""
    with path.open("rb") as lines:
        rows = (row_from_line(model, line) for line in lines)
        while batch := list(islice(rows, INSERT_BATCH_SIZE)):
            yield batch


def restore_files(folder: Path, manifest: dict[str, Any]) -> None:
    """Replace the uploads by those of the backup."""
    names = {n.removeprefix(MEDIA) for n in manifest["sums"] if n.startswith(MEDIA)}
    for name in list(stored_files("")):
        default_storage.delete(name)
    for name in sorted(names):
        default_storage.save(name, ContentFile(member_path(folder, MEDIA + name).read_bytes()))
