"""A site for tests: objects are built through actions, so none is in an impossible state."""

from __future__ import annotations

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def in_english():
    """Start each test in English: a request to `/fr/` leaves its language behind."""
    translation.activate("en")
    yield
    translation.activate("en")
