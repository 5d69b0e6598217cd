"""A site for tests: objects are built through actions, so none is in an impossible state."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import pytest
from django.db import transaction
from django.utils import translation
from processes import command, copied_site
from transaction_rules import commit_hooks_run, no_slow_calls_in_transactions

import database

Made = TypeVar("Made")


@pytest.fixture(autouse=True)
def in_english():
    """Start each test in English: a request to `/fr/` leaves its language behind."""
    translation.activate("en")
    yield
    translation.activate("en")


@pytest.fixture(autouse=True)
def transaction_rules():
    """Keep the rules of transactions: hooks run after the commit, and nothing slow before it."""
    with rules_of_transactions():
        yield


@contextmanager
def rules_of_transactions() -> Iterator[None]:
    with no_slow_calls_in_transactions(), commit_hooks_run():
        yield


@pytest.fixture(scope="module")
def made_once(django_db_setup, django_db_blocker) -> Iterator[Callable[[Callable[[], Made]], Made]]:
    """Return a function that makes rows for all tests of a file, each of which starts from them.

    The file's transaction is outside those of its tests, and is rolled back after the last one.
    Objects are shared as well: a test that changes one reads it again first.
    """
    block = transaction.atomic()
    block._from_testcase = True

    def make(rows: Callable[[], Made]) -> Made:
        with django_db_blocker.unblock(), translation.override("en"), rules_of_transactions():
            return rows()

    with django_db_blocker.unblock():
        block.__enter__()
    yield make
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        block.__exit__(None, None, None)


@pytest.fixture(scope="session")
def site_set_up(tmp_path_factory) -> Path:
    """A site set up by `pprnet setup`, once for all processes of a run: copy it before use."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    folder = shared / "site-set-up"
    with (shared / "site-set-up.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "complete").exists():
            database.copy_into(folder)  # `test_cli_verbs.py` migrates an empty one
            made = command(folder, "setup", "--no-sample")
            assert made.returncode == 0, made.stderr
            (folder / "complete").touch()
    return folder


@pytest.fixture(scope="module")
def home(site_set_up, tmp_path_factory) -> Path:
    """A new site in a folder of its own, for the tests of one file."""
    return copied_site(site_set_up, tmp_path_factory.mktemp("home"))


@pytest.fixture
def upload_folder(settings, tmp_path):
    """Store uploads in a folder, as a real site does; return the folder."""
    settings.MEDIA_ROOT = tmp_path / "home/media"
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    }
    return settings.MEDIA_ROOT
