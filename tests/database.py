"""A migrated SQLite database, kept between runs: two hundred migrations are run once."""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import tempfile
from pathlib import Path
from typing import Any


def migrations_mark() -> str:
    """Return a digest of every migration, and of what is written to the tables after them."""
    from django.apps import apps

    import pprnet.vocab
    from pprnet_site.catalogue.derived import DERIVED

    mark = hashlib.sha256()
    for config in apps.get_app_configs():
        for pattern in ("migrations/*.py", "permissions.py", "apps.py", "actions.py"):
            for file in sorted(Path(config.path).glob(pattern)):
                mark.update(f"{config.label}/{file.name}".encode() + file.read_bytes())
    for file in sorted(Path(pprnet.vocab.__file__).parent.glob("*.toml")):
        mark.update(file.read_bytes())
    for table in DERIVED:
        mark.update(f"{table.key} {table.version}".encode())
    return mark.hexdigest()[:16]


def kept_copy() -> Path:
    """Return the path of the kept database of this state, for this user."""
    return Path(tempfile.gettempdir()) / f"pprnet-tests-{os.getuid()}-{migrations_mark()}.sqlite3"


def start_from_copy(settings: dict[str, Any]) -> bool:
    """Copy the kept database to where the test database will be; return whether there was one."""
    copy = kept_copy()
    if "sqlite3" not in settings["ENGINE"] or not copy.exists():
        return False
    shutil.copyfile(copy, settings["TEST"]["NAME"])
    return True


def copy_into(home: Path) -> None:
    """Copy the kept database, where there is one, to the folder of a site."""
    home.mkdir()
    if kept_copy().exists():
        shutil.copyfile(kept_copy(), home / "pprnet.sqlite3")


def keep_copy(settings: dict[str, Any]) -> None:
    """Keep the database that was just migrated; of two at once the last one stays, complete."""
    if "sqlite3" not in settings["ENGINE"]:
        return
    part = kept_copy().with_suffix(f".{os.getpid()}")
    with sqlite3.connect(settings["TEST"]["NAME"]) as live, sqlite3.connect(part) as copy:
        live.backup(copy)
    copy.close()
    live.close()
    part.replace(kept_copy())
