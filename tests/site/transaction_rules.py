"""Two rules of transactions, kept in every test of the site.

What waits for a commit is run as soon as the product's own transaction has ended, though the
test's transaction is still open. And inside a transaction of the product nothing slow may happen:
no parsing of a file or text, no outside program, no network.
"""

from __future__ import annotations

import contextlib
import socket
import subprocess
from collections.abc import Callable, Iterator
from typing import Any
from unittest import mock

from django.db import connection
from django.db.transaction import Atomic

SLOW_CALLS = (
    (subprocess.Popen, "__init__"),
    (socket.socket, "connect"),
)
READERS = (
    "pprnet_site.catalogue.lookups.pasted_records.read_in_process",
    "pprnet_site.catalogue.ingest.import_runs.read_in_process",
    "pprnet_site.catalogue.watch.file_turns.read_in_process",
    "pprnet_site.digest.actions.archive.read_archive",
)
TASK_MODULES = (
    "pprnet_site.catalogue.actions.imports",
    "pprnet_site.catalogue.actions.harvests",
    "pprnet_site.catalogue.actions.schedules",
)


class SlowCallInTransactionError(AssertionError):
    """Something slow was called while a transaction of the product was open."""


def product_transaction_is_open() -> bool:
    """Return whether a transaction is open that is not the test's own."""
    return any(not block._from_testcase for block in connection.atomic_blocks)


def refused_in_transaction(name: str, call: Callable[..., Any]) -> Callable[..., Any]:
    """Return a call that fails while a transaction of the product is open."""

    def checked(*arguments: Any, **options: Any) -> Any:
        if product_transaction_is_open():
            raise SlowCallInTransactionError(f"{name} was called inside a transaction")
        return call(*arguments, **options)

    return checked


@contextlib.contextmanager
def no_slow_calls_in_transactions() -> Iterator[None]:
    """Fail on each slow call inside a transaction of the product."""
    with contextlib.ExitStack() as stack:
        for owner, name in SLOW_CALLS:
            call = refused_in_transaction(f"{owner.__name__}.{name}", getattr(owner, name))
            stack.enter_context(mock.patch.object(owner, name, call))
        for path in READERS:
            module, _, name = path.rpartition(".")
            original = getattr(__import__(module, fromlist=[name]), name)
            stack.enter_context(mock.patch(path, refused_in_transaction(path, original)))
        yield


def starts_task(hook: Callable[[], Any]) -> bool:
    """Return whether a hook starts a background task; a test says itself when those are run."""
    return hook.__module__ in TASK_MODULES if hasattr(hook, "__module__") else False


@contextlib.contextmanager
def commit_hooks_run() -> Iterator[None]:
    """Run what waits for a commit when the outermost transaction of the product has ended."""
    leave = Atomic.__exit__

    def leave_and_run(block: Atomic, *error: Any) -> None:
        leave(block, *error)
        if connection.in_atomic_block and not product_transaction_is_open():
            waiting = connection.run_on_commit
            connection.run_on_commit = [each for each in waiting if starts_task(each[1])]
            for _sids, hook, _robust in waiting:
                if not starts_task(hook):
                    hook()

    with mock.patch.object(Atomic, "__exit__", leave_and_run):
        yield
