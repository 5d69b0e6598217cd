"""Names in the tests: the field's words, and none that stands for something else."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MODULES_IN_A_FOLDER = 12

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

ALLOWED = {"test_a_criterion_is_met_by_whole_words": "“whole word” is the term"}
"""A name that may contain a banned word, with the reason."""


def sources(folder: Path) -> list[Path]:
    """Return the Python files below a folder."""
    return sorted(folder.rglob("*.py"))


def names_of(file: Path) -> Iterator[str]:
    """Yield the names of the file, and of its functions, arguments, classes and constants."""
    yield file.stem
    tree = ast.parse(file.read_text("utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.arg):
            yield node.arg
    for node in tree.body:
        if isinstance(node, ast.Assign):
            yield from (each.id for each in node.targets if isinstance(each, ast.Name))


def parts(name: str) -> list[str]:
    """Return the words of a name, in lower case."""
    return [each.lower() for each in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name)]


@pytest.mark.parametrize(
    "file", sources(ROOT / "tests"), ids=lambda file: file.relative_to(ROOT / "tests").as_posix()
)
def test_no_name_in_the_tests_uses_a_banned_word(file):
    names = {name for name in names_of(file) if name not in ALLOWED}
    assert {name: found for name in names if (found := BANNED.keys() & set(parts(name)))} == {}


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


def test_a_folder_of_tests_holds_at_most_twelve_modules():
    folders = Counter(file.parent.relative_to(ROOT) for file in sources(ROOT / "tests"))
    assert {f: number for f, number in folders.items() if number > MODULES_IN_A_FOLDER} == {}


def unused_private_functions(text: str) -> list[str]:
    """Return the private functions of a module that nothing in it uses.

    A decorated function may be used by what registers it, and is left out.
    """
    tree = ast.parse(text)
    used = Counter(
        node.id if isinstance(node, ast.Name) else node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Name | ast.Attribute)
    )
    return [
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and re.match(r"_(?!_)", node.name)
        and not node.decorator_list
        and not used[node.name]
    ]


@pytest.mark.parametrize("folder", ["src", "tests", "scripts", "benchmarks"])
def test_every_private_function_is_used(folder):
    unused = {
        file.relative_to(ROOT).as_posix(): found
        for file in sources(ROOT / folder)
        if "migrations" not in file.parts
        and (found := unused_private_functions(file.read_text("utf-8")))
    }
    assert unused == {}


def test_an_unused_private_function_is_found():
    text = "def _a(): ...\ndef _b(): _b2()\ndef _b2(): ...\n@register\ndef _c(): ...\n"
    assert unused_private_functions(text) == ["_a", "_b"]
