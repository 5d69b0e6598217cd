"""What every test may ask for."""

from __future__ import annotations

import gc
import os
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis_settings

import database
from shared_data import MISSING, SharedData, find_data, find_shared_folder, fold_skips

# No property is about time: how long one example takes depends on the machine.
hypothesis_settings.register_profile("pprnet", deadline=None)
hypothesis_settings.register_profile("fast", deadline=None, max_examples=10)
hypothesis_settings.load_profile("pprnet")


@pytest.fixture(scope="session")
def shared_data() -> SharedData:
    """Return the real files: the shared folder, else the copy in `tests/data`."""
    return find_data()


@pytest.fixture(scope="session")
def shared_folder() -> Path:
    """Return the shared folder itself, or skip the test without it."""
    return find_shared_folder() or pytest.skip(f"{MISSING}: originals of the copy")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Report the tests without data in one line."""
    fold_skips(terminalreporter.stats.get("skipped", []))


YOUNG_OBJECTS = 50_000
"""Objects that are made before the collector looks for cycles among them (Python's own: 700)."""


def pytest_collection_finish() -> None:
    """Leave what the imports made out of each later search for cycles, and search less often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG_OBJECTS, 20, 20)


USES_DATABASE = frozenset({"db", "transactional_db", "live_server"})


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL, leave out the tests that do not use the database: SQLite's run has them."""
    if not os.environ.get("PPRNET_DATABASE_URL"):
        return
    kept = [each for each in items if uses_database(each) and not is_of_any_database(each)]
    config.hook.pytest_deselected(items=[each for each in items if each not in set(kept)])
    items[:] = kept


def uses_database(item: pytest.Item) -> bool:
    """Return whether a test asks for the database of the tests."""
    fixtures = USES_DATABASE.intersection(getattr(item, "fixturenames", ()))
    return bool(fixtures) or item.get_closest_marker("django_db") is not None


def is_of_any_database(item: pytest.Item) -> bool:
    """Return whether a test is about who sees what page, which no database changes."""
    return item.get_closest_marker("any_database") is not None


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_modify_db_settings) -> bool:
    """Start from the kept copy of the migrated database, where there is one."""
    from django.conf import settings

    return database.start_from_copy(settings.DATABASES["default"])


@pytest.fixture(scope="session")
def django_db_setup(django_db_keepdb, django_db_setup) -> None:
    """Set the database up, and keep a copy of it for the next run."""
    from django.conf import settings

    if not django_db_keepdb:
        database.keep_copy(settings.DATABASES["default"])
