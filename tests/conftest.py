"""What every test may ask for."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis_settings

import database

# How long one example takes is the machine's affair: no law is about time.
hypothesis_settings.register_profile("pprnet", deadline=None)
hypothesis_settings.load_profile("pprnet")


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Give the folder of real fixtures, or skip where it is not at hand."""
    folder = os.environ.get("PPRNET_TEST_DATA", "")
    if not folder or not Path(folder).is_dir():
        pytest.skip("set PPRNET_TEST_DATA to the folder of real fixtures")
    return Path(folder)


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
