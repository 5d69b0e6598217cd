"""What every test may ask for."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Give the folder of real fixtures, or skip where it is not at hand."""
    folder = os.environ.get("PPRNET_TEST_DATA", "")
    if not folder or not Path(folder).is_dir():
        pytest.skip("set PPRNET_TEST_DATA to the folder of real fixtures")
    return Path(folder)
