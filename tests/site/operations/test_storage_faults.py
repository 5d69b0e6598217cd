"""Faults of the storage are told from other errors, and a verb says what to do about them."""

from __future__ import annotations

import errno

import pytest
from django.db import DatabaseError, InterfaceError, OperationalError, ProgrammingError

from pprnet.errors import SiteError
from pprnet_site.cli.site import site
from pprnet_site.core.operations.storage_faults import StorageFault, storage_fault

BUSY, UNWRITABLE = StorageFault.BUSY, StorageFault.UNWRITABLE


class PostgresError(Exception):
    def __init__(self, sqlstate):
        super().__init__("example")
        self.sqlstate = sqlstate


def with_state(state):
    error = OperationalError("example")
    error.__cause__ = PostgresError(state)
    return error


@pytest.mark.parametrize(
    ("error", "fault"),
    [
        (OperationalError("database is locked"), BUSY),
        (OperationalError("database table is locked: example"), BUSY),
        (OperationalError("connection failed: Connection refused"), BUSY),
        (InterfaceError("connection already closed"), BUSY),
        (with_state("55P03"), BUSY),
        (with_state("57P01"), BUSY),
        (with_state("40P01"), BUSY),
        (with_state("25006"), UNWRITABLE),
        (with_state("53100"), UNWRITABLE),
        (with_state("42P01"), None),
        (OperationalError("attempt to write a readonly database"), UNWRITABLE),
        (DatabaseError("database or disk is full"), UNWRITABLE),
        (OperationalError("disk I/O error"), UNWRITABLE),
        (OSError(errno.ENOSPC, "No space left on device"), UNWRITABLE),
        (FileNotFoundError(errno.ENOENT, "No such file"), None),
        (OperationalError("no such column: example"), None),
        (ProgrammingError("the door is locked"), None),
        (ValueError("database is locked"), None),
        (None, None),
    ],
)
def test_faults_are_distinguished_from_other_errors(error, fault):
    assert storage_fault(error) is fault


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OperationalError("database is locked"), "another program is writing to it"),
        (OperationalError("disk I/O error"), "Free space"),
        (OSError(errno.ENOSPC, "No space left", "/example/file"), "/example/file: cannot be"),
        (OperationalError("connection failed: refused"), "PPRNET_DATABASE_URL"),
        (OperationalError("no such column: example"), "reported an error: no such column"),
    ],
)
def test_a_verb_says_where_what_and_what_to_do(error, said):
    with pytest.raises(SiteError, match=said), site():
        raise error
