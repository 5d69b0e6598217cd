"""Names in the tests: the field's words, and none that stands for something else."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from source_files import name_of, nodes_of, sources, tree_of

BANNED = {
    "house": "digest, network",
    "road": "path",
    "shelf": "feature_table",
    "heed": "apply",
    "heeded": "applied",
    "newcomer": "new_work",
    "newcomers": "new_works",
    "doubt": "possible_duplicate",
    "doubts": "possible_duplicates",
    "witness": "reference_value",
    "door": "module, function",
    "twin": "damaged_copy, near_duplicate",
    "twins": "damaged_copies, near_duplicates",
    "law": "property",
    "laws": "properties",
    "beside": "metadata_columns, next_to",
    "bare": "missing_abstract, without",
    "alike": "precedent, similar",
    "whole": "complete",
    "papers": "provenance",
    "beware": "exclusion_terms",
    "stand": "is shown, is",
    "stands": "is shown, is",
    "tell": "state, report",
    "tells": "states, reports",
    "told": "stated, reported",
    "anew": "again",
    "meanwhile": "by_somebody_else",
    "mend": "repair",
    "mended": "repaired",
    "lot": "random_sample",
}
"""A part of a name, and what is written in its place."""

PRIVATE = re.compile(r"_(?!_)")
ALLOWED = {"test_a_criterion_is_met_by_whole_words": "“whole word” is the term"}
"""A name that may contain a banned word, with the reason."""


def names_of(file: Path) -> Iterator[str]:
    """Yield the names of the file, and of its functions, arguments, classes and constants."""
    yield file.stem
    for node in nodes_of(file):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.arg):
            yield node.arg
    for node in tree_of(file).body:
        if isinstance(node, ast.Assign):
            yield from (each.id for each in node.targets if isinstance(each, ast.Name))


def parts(name: str) -> list[str]:
    """Return the words of a name, in lower case."""
    return [each.lower() for each in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name)]


def test_no_name_in_the_tests_contains_a_banned_word():
    found = {
        f"{name_of(file)}: {name}"
        for file in sources("tests")
        for name in set(names_of(file)) - ALLOWED.keys()
        if BANNED.keys() & set(parts(name))
    }
    assert found == set()


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("test_the_house_rules", {"house"}),
        ("DamagedTwin", {"twin"}),
        ("LAWS", {"laws"}),
        ("test_a_doubtless_outdoor_lawn", set()),
    ],
)
def test_a_banned_word_is_found_as_a_part_of_a_name(name, found):
    assert BANNED.keys() & set(parts(name)) == found


def unused_private_functions(nodes: Iterable[ast.AST]) -> list[str]:
    """Return the private functions of a module, methods too, that nothing in it uses.

    A decorated function may be used by what registers it, and is left out.
    """
    nodes = list(nodes)
    used = used_names(nodes)
    private = [
        node.name
        for node in nodes
        if isinstance(node, ast.FunctionDef)
        and PRIVATE.match(node.name)
        and not node.decorator_list
    ]
    return [name for name in private if name not in used]


def unused_private_names(module: ast.Module) -> list[str]:
    """Return the private classes and constants of a module that nothing in it uses."""
    used = used_names(ast.walk(module))
    private = [name for node in module.body for name in defined(node) if PRIVATE.match(name)]
    return [name for name in private if name not in used]


def used_names(nodes: Iterable[ast.AST]) -> set[str]:
    """Return the names that are read, as names or as attributes."""
    return {
        node.attr if isinstance(node, ast.Attribute) else node.id
        for node in nodes
        if isinstance(node, (ast.Name, ast.Attribute)) and not isinstance(node.ctx, ast.Store)
    }


def defined(node: ast.stmt) -> list[str]:
    """Return the names of the classes and constants that a statement defines."""
    if isinstance(node, ast.ClassDef):
        return [node.name]
    targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
    return [
        name.id
        for target in targets
        if target is not None
        for name in ast.walk(target)
        if isinstance(name, ast.Name) and isinstance(name.ctx, ast.Store)
    ]


def imported_names(folder: str) -> set[str]:
    """Return the names that the files of a folder import from modules."""
    return {
        alias.name
        for file in sources(folder)
        for node in nodes_of(file)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }


@pytest.mark.parametrize("folder", ["src", "tests", "scripts", "benchmarks"])
def test_every_private_function_is_used(folder):
    unused = {
        name_of(file): found
        for file in sources(folder)
        if (found := unused_private_functions(nodes_of(file)))
    }
    assert unused == {}


def test_every_private_class_and_constant_is_used():
    imported = imported_names("src")
    unused = {
        name_of(file): found
        for file in sources("src")
        if (found := set(unused_private_names(tree_of(file))) - imported)
    }
    assert unused == {}


def test_an_unused_private_function_is_found():
    text = "def _a(): ...\ndef _b(): _b2()\ndef _b2(): ...\n@register\ndef _c(): ...\n"
    assert unused_private_functions(ast.walk(ast.parse(text))) == ["_a", "_b"]


def test_an_unused_private_class_or_constant_is_found():
    text = "_A = 1\n_B: int = _C\n_C, _D = 2, 3\nclass _E: ...\nclass _F(_D): ...\n_F()\nG = 4\n"
    assert unused_private_names(ast.parse(text)) == ["_A", "_B", "_E"]
