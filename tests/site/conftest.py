"""A site for tests: objects are built through actions, so none is in an impossible state."""

from __future__ import annotations

import pytest
from django.utils import translation
from transaction_rules import commit_hooks_run, no_slow_calls_in_transactions


@pytest.fixture(autouse=True)
def in_english():
    """Start each test in English: a request to `/fr/` leaves its language behind."""
    translation.activate("en")
    yield
    translation.activate("en")


@pytest.fixture(autouse=True)
def transaction_rules():
    """Keep the rules of transactions: hooks run after the commit, and nothing slow before it."""
    with no_slow_calls_in_transactions(), commit_hooks_run():
        yield
