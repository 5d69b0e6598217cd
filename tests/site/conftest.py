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


@pytest.fixture
def upload_folder(settings, tmp_path):
    """Store uploads in a folder, as a real site does; return the folder."""
    settings.MEDIA_ROOT = tmp_path / "home/media"
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    }
    return settings.MEDIA_ROOT
