"""Which errors mean that database or disk is unavailable for a time, or cannot be written."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from enum import Enum

from django.db import DatabaseError, InterfaceError, OperationalError


class StorageFault(Enum):
    """What is wrong with the storage of the site; nothing of the request was saved in either."""

    BUSY = "busy"
    """Locked or away for a time: the same request may succeed soon."""
    UNWRITABLE = "unwritable"
    """Full or read-only: a person has to do something."""


BUSY_WORDS = (
    *(" is locked", "connection already closed", "the connection is closed"),
    *("connection refused", "connection failed", "connection to server"),
    *("could not connect", "server closed"),
    *("the database system is", "too many clients", "canceling statement", "deadlock detected"),
)
UNWRITABLE_WORDS = (
    *("readonly database", "read-only", "disk is full", "disk i/o error"),
    *("unable to open database file", "no space left"),
)
BUSY_STATES = ("08", "53300", "53400", "55P03", "57", "40001", "40P01")
"""Beginnings of PostgreSQL's codes: connection, too many connections, locks, shutting down."""
UNWRITABLE_STATES = ("25006", "53100", "58030")
UNWRITABLE_NUMBERS = frozenset(
    {errno.ENOSPC, errno.EROFS, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EACCES}
)


def storage_fault(error: BaseException | None) -> StorageFault | None:
    """Return which fault of the storage an error comes from, None for any other error."""
    return next((fault for each in error_chain(error) if (fault := fault_of(each))), None)


def error_chain(error: BaseException | None) -> Iterator[BaseException]:
    """Yield an error and those that led to it: a session that is not saved hides its reason."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__


def fault_of(error: BaseException) -> StorageFault | None:
    """Return the fault that one error names by itself."""
    if isinstance(error, OSError):
        return StorageFault.UNWRITABLE if error.errno in UNWRITABLE_NUMBERS else None
    if not isinstance(error, (DatabaseError, InterfaceError)):
        return None
    state = str(getattr(error.__cause__, "sqlstate", None) or "")
    if state.startswith(UNWRITABLE_STATES):
        return StorageFault.UNWRITABLE
    if state.startswith(BUSY_STATES):
        return StorageFault.BUSY
    return None if state else fault_in_words(error)


def fault_in_words(error: DatabaseError | InterfaceError) -> StorageFault | None:
    """Return the fault that an error without a code names in its text."""
    text = str(error).lower()
    if any(words in text for words in UNWRITABLE_WORDS):
        return StorageFault.UNWRITABLE
    if not isinstance(error, (OperationalError, InterfaceError)):
        return None
    return StorageFault.BUSY if any(words in text for words in BUSY_WORDS) else None
