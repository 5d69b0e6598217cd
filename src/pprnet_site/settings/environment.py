"""Settings from the environment, all named `PPRNET_...`."""

from __future__ import annotations

import os
import secrets
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import unquote, urlsplit

HOME = Path(os.environ.get("PPRNET_HOME", "var")).resolve()
"""The folder of this site's database, keys and uploads."""


def bool_setting(name: str, *, default: bool = False) -> bool:
    """Return a switch: true for 1, true, yes or on."""
    return os.environ.get(name, str(default)).strip().lower() in {"1", "true", "yes", "on"}


def list_setting(name: str, default: str = "") -> list[str]:
    """Return the parts of a list separated by commas."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def stored_secret(name: str) -> str:
    """Return a secret from the environment, or from a private file created on first use."""
    if given := os.environ.get(f"PPRNET_{name.upper()}"):
        return given
    path = HOME / name
    HOME.mkdir(parents=True, exist_ok=True)
    try:
        private = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(private, "w") as file:
            file.write(secrets.token_urlsafe(64))
    except FileExistsError:
        pass
    return path.read_text()


def sqlite_settings(path: Path) -> dict[str, object]:
    """Return settings with which a reader never waits for a writer and no write is lost."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-64000;"
            ),
        },
    }


def database_settings() -> dict[str, object]:
    """Return the settings of SQLite in the home folder, or of `PPRNET_DATABASE_URL`.

    The address has the form `postgresql://user:password@host:port/name`; a host that is a folder
    (percent-encoded) is that of a socket.
    """
    address = os.environ.get("PPRNET_DATABASE_URL", "")
    if not address:
        HOME.mkdir(parents=True, exist_ok=True)
        return sqlite_settings(HOME / "pprnet.sqlite3")
    parts = urlsplit(address)
    if parts.scheme not in {"postgres", "postgresql"}:
        message = (
            f"PPRNET_DATABASE_URL: expected postgresql://user:password@host/name, "
            f"got the scheme {parts.scheme!r}"
        )
        raise ValueError(message)
    if find_spec("psycopg") is None:
        message = (
            "PPRNET_DATABASE_URL names a PostgreSQL database, and its driver is not installed: "
            "pip install 'pprnet[site,postgres]'"
        )
        raise ValueError(message)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
    }
