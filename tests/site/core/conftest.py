"""The sample in a small size."""

from __future__ import annotations

import gzip

import pytest

from pprnet_site.sample import loading


@pytest.fixture(scope="module")
def small_library(tmp_path_factory):
    """Return a file of the library's first works: the whole is imported in a test of its own."""
    path = tmp_path_factory.mktemp("sample") / loading.LIBRARY.name
    with gzip.open(loading.LIBRARY) as whole, gzip.open(path, "wb") as part:
        part.writelines(line for _, line in zip(range(5), whole, strict=False))
    return path


@pytest.fixture
def of_small_library(small_library, monkeypatch):
    monkeypatch.setattr(loading, "LIBRARY", small_library)
