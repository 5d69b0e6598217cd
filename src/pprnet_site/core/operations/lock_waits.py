"""A shorter wait for the lock of SQLite, for writes that may as well be left out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

SHORT_WAIT = 250
"""Milliseconds; nobody notices so much when a page opens."""


@contextmanager
def short_lock_wait(milliseconds: int = SHORT_WAIT) -> Iterator[None]:
    """Wait for the database's one writer this long at most, not the usual twenty seconds.

    Only SQLite has one lock for all; on PostgreSQL a write waits for the same row alone.

    Args:
        milliseconds: until the write is given up with "database is locked".
    """
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()
    usual = connection.connection.execute("PRAGMA busy_timeout").fetchone()[0]
    connection.connection.execute(f"PRAGMA busy_timeout = {milliseconds:d}")
    try:
        yield
    finally:
        connection.connection.execute(f"PRAGMA busy_timeout = {usual:d}")
