"""One writer of works at a time."""

from __future__ import annotations

from django.db import connection

IMPORT_LOCK = 0x7070726E6574
"""Number of PostgreSQL's lock that lets one batch in at a time (the letters "pprnet")."""


def acquire_write_lock() -> None:
    """Let one batch in at a time; SQLite does so by itself."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [IMPORT_LOCK])
