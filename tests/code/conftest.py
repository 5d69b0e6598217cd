"""Git in these tests works on temporary repositories only."""

from __future__ import annotations

import os

import pytest
from temporary_git import is_of_git


@pytest.fixture(autouse=True)
def without_git_variables(monkeypatch):
    """Remove the variables by which a hook tells git which repository it is in."""
    for name in filter(is_of_git, list(os.environ)):
        monkeypatch.delenv(name)
