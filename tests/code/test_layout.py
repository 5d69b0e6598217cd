"""The shape of the source: folders, files and names, for both packages."""

from __future__ import annotations

import ast
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from source_files import PACKAGES, name_of, sources, tree_of

MODULES_IN_A_FOLDER = 12
LINES_IN_A_FILE = 300

CONVENTIONS = frozenset(
    {
        "__init__",
        "apps",
        "enums",
        "forms",
        "models",
        "permissions",
        "tasks",
        "urls",
        "wagtail_hooks",
        "formats",
    }
)
"""Module names that Django, Wagtail or each app of the site gives the same meaning."""

LAYERS = frozenset({"actions", "forms", "ingest", "ordering", "queries", "views", "cli"})
"""Folders of the site in which one resource (works, drafts, pairs ...) has one module each."""

CLASS_CONVENTIONS = frozenset({"Command"})
"""Class names that Django looks up by name, one in each module."""


def public_classes(file: Path) -> Iterator[str]:
    """Yield the names of the public classes that a module defines."""
    for node in tree_of(file).body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield node.name


def is_of_a_layer(file: Path) -> bool:
    """Return whether a module of the site holds one layer of a resource."""
    return file.parts[file.parts.index("src") + 1] == "pprnet_site" and bool(
        LAYERS & set(file.parts)
    )


@pytest.mark.parametrize("folder", ["src/pprnet", "src/pprnet_site", "tests"])
def test_a_folder_holds_at_most_twelve_modules(folder):
    folders = Counter(name_of(file.parent) for file in sources(folder))
    assert {f: number for f, number in folders.items() if number > MODULES_IN_A_FOLDER} == {}


def test_no_two_test_files_have_one_name():
    """pytest cannot collect a second file of the same name, but in the same run only."""
    names = Counter(file.name for file in sources("tests") if file.name.startswith("test_"))
    assert [name for name, number in names.items() if number > 1] == []


def test_a_test_file_commits_in_each_of_its_tests_or_in_none():
    """A test that commits empties the database for the files of other tests after its own."""
    mixed = [
        name_of(file)
        for file in sources("tests/site")
        for node in ast.walk(tree_of(file))
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        if any("transaction=True" in ast.unparse(each) for each in node.decorator_list)
    ]
    assert mixed == []


@pytest.mark.parametrize("package", PACKAGES)
def test_a_file_holds_at_most_three_hundred_lines(package):
    lines = {
        name_of(file): len(file.read_text("utf-8").splitlines())
        for file in sources(f"src/{package}")
    }
    assert {file: number for file, number in lines.items() if number > LINES_IN_A_FILE} == {}


@pytest.mark.parametrize("package", PACKAGES)
def test_a_class_name_is_defined_once(package):
    places = defaultdict(list)
    for file in sources(f"src/{package}"):
        for name in public_classes(file):
            places[name].append(name_of(file))
    repeated = {n: found for n, found in places.items() if len(found) > 1}
    assert {n: found for n, found in repeated.items() if n not in CLASS_CONVENTIONS} == {}


@pytest.mark.parametrize("package", PACKAGES)
def test_a_module_name_means_one_thing(package):
    places = defaultdict(list)
    for file in sources(f"src/{package}"):
        if file.stem not in CONVENTIONS and not is_of_a_layer(file):
            places[file.stem].append(name_of(file))
    assert {name: found for name, found in places.items() if len(found) > 1} == {}


def test_a_function_of_the_engine_is_defined_once():
    places = defaultdict(list)
    for file in sources("src/pprnet"):
        for node in tree_of(file).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                places[node.name].append(name_of(file))
    # Each command registers itself under one name (see `pprnet.cli.ENGINE_VERBS`).
    assert {n: found for n, found in places.items() if len(found) > 1 and n != "register"} == {}
