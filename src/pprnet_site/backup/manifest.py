"""The manifest of a backup: its form, and whether the file holds what it says."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeGuard

from django.db import connection
from django.db.migrations.loader import MigrationLoader

from pprnet.errors import InputError, SiteError
from pprnet_site.backup.json_rows import included_models
from pprnet_site.backup.unpacking import UnpackedFiles, invalid_backup
from pprnet_site.backup.writing import FORMAT, MANIFEST, MEDIA, VERSION
from pprnet_site.core.operations.migrations import is_migrated

MAX_MANIFEST = 256 << 20
"""Bytes."""


@dataclass(frozen=True, slots=True)
class BackupManifest:
    """What a backup says that it holds."""

    made_at: str
    migrations: frozenset[str]
    rows: dict[str, int]
    """The number of rows of each table, by label."""
    sums: dict[str, str]
    """The checksum of each member, by name."""

    @property
    def uploads(self) -> int:
        """Return the number of uploads."""
        return sum(name.startswith(MEDIA) for name in self.sums)


def checked_manifest(path: Path, unpacked: UnpackedFiles) -> BackupManifest:
    """Return the manifest of a backup, after every check that needs no row.

    Raises:
        InputError: It is not a complete backup, or one of a newer version.
        SiteError: The database of this site is not the one of this version.
    """
    stated = read_manifest(path, unpacked)
    loader = MigrationLoader(connection)
    ensure_not_newer(path, stated, loader)
    manifest = typed_manifest(path, stated)
    ensure_sums(path, manifest, unpacked)
    ensure_tables(path, manifest, unpacked, loader)
    ensure_migrated()
    return manifest


def read_manifest(path: Path, unpacked: UnpackedFiles) -> dict[str, Any]:
    """Return the manifest as it stands in the file."""
    file = unpacked.path(MANIFEST)
    try:
        if file.stat().st_size > MAX_MANIFEST:
            raise invalid_backup(path, "its list of contents is too long")
        stated = json.loads(file.read_bytes())
    except (OSError, ValueError, RecursionError) as error:
        raise invalid_backup(path, "it has no list of contents") from error
    if not isinstance(stated, dict) or stated.get("format") != FORMAT:
        raise invalid_backup(path, "its list of contents was made by another program")
    return stated


def ensure_not_newer(path: Path, stated: dict[str, Any], loader: MigrationLoader) -> None:
    """Raise an error for a backup of a newer version, whose tables are not known here."""
    version, migrations = stated.get("version"), stated.get("migrations")
    known = {f"{app}.{name}" for app, name in loader.disk_migrations}
    newer = is_count(version) and version > VERSION
    if newer or (is_names(migrations) and not known.issuperset(migrations)):
        raise InputError(
            f"{path}: made by a newer pprnet ({str(stated.get('pprnet', 'unknown'))[:40]}) than "
            "this one. The site was not changed; update pprnet first."
        )


def typed_manifest(path: Path, stated: dict[str, Any]) -> BackupManifest:
    """Return the manifest with the types that it must have."""
    rows, sums = stated.get("rows"), stated.get("sums")
    made_at, migrations = stated.get("made_at"), stated.get("migrations")
    right = {
        "version": is_count(stated.get("version")),
        "made_at": isinstance(made_at, str),
        "migrations": is_names(migrations),
        "rows": isinstance(rows, dict) and all(map(is_count, rows.values())),
        "sums": isinstance(sums, dict) and is_names(list(sums.values())),
    }
    if wrong := [name for name, is_right in right.items() if not is_right]:
        raise invalid_backup(path, f"{wrong[0]!r} in its list of contents is missing or wrong")
    return BackupManifest(str(made_at)[:40], frozenset(migrations or ()), rows or {}, sums or {})


def is_count(value: object) -> TypeGuard[int]:
    """Return whether a value is a whole number that is not negative."""
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def is_names(value: object) -> TypeGuard[list[str]]:
    """Return whether a value is a list of texts."""
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def ensure_sums(path: Path, manifest: BackupManifest, unpacked: UnpackedFiles) -> None:
    """Raise an error for a file in which something is missing, added or changed."""
    found = {name: value for name, value in unpacked.sums.items() if name != MANIFEST}
    stated = manifest.sums
    wrong = sorted(n for n in {*stated, *found} if stated.get(n) != found.get(n))
    if wrong:
        raise invalid_backup(path, f"{wrong[0]} is missing or damaged")


def ensure_tables(
    path: Path, manifest: BackupManifest, unpacked: UnpackedFiles, loader: MigrationLoader
) -> None:
    """Raise an error where a table is missing, or has another number of rows than stated."""
    for label in sorted({*manifest.rows, *unpacked.lines}):
        stated, found = manifest.rows.get(label), unpacked.lines.get(label)
        if stated != found:
            raise invalid_backup(
                path,
                f"the table {label} has {'no file' if found is None else f'{found} rows'}, "
                f"{'none' if stated is None else stated} were expected",
            )
    if missing := sorted(expected_tables(manifest, loader) - set(manifest.rows)):
        raise invalid_backup(path, f"the table {missing[0]} is missing")


def expected_tables(manifest: BackupManifest, loader: MigrationLoader) -> set[str]:
    """Return the tables of a backup that existed, by its migrations, when it was made."""
    named = {(app, name) for app, _dot, name in (m.partition(".") for m in manifest.migrations)}
    state = loader.project_state(sorted(named & set(loader.graph.nodes)))
    then = {f"{app}.{name}" for app, name in state.models}
    return then & set(included_models())


def ensure_migrated() -> None:
    """Raise an error where this site's tables are not those of this version."""
    if not is_migrated():
        raise SiteError("the site is of another version: run `pprnet setup` first, then restore")
