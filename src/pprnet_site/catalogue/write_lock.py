"""The write lock of works: one writer at a time."""

from __future__ import annotations

from django.db import connection

IMPORT_LOCK = 0x7070726E6574
"""Number of the PostgreSQL advisory lock (the letters "pprnet")."""


def acquire_write_lock() -> None:
    """Wait for the write lock, held until the transaction ends; SQLite locks by itself."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [IMPORT_LOCK])
