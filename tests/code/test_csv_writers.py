"""Every table that the programs write goes through the row with a guard against formulas."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

import pytest
from source_files import ROOT, name_of, nodes_of, sources

GUARDED = "src/pprnet/formats/tables/csv_rows.py"
WRITERS = frozenset({"writer", "DictWriter"})


def makes_a_writer(node: ast.AST) -> bool:
    """Return whether code makes or imports a writer of the module `csv`, or renames the module."""
    if isinstance(node, ast.ImportFrom):
        return node.module == "csv" and bool(WRITERS & {alias.name for alias in node.names})
    if isinstance(node, ast.Import):
        return any(alias.name == "csv" and alias.asname for alias in node.names)
    return isinstance(node, ast.Attribute) and ast.unparse(node) in {"csv.writer", "csv.DictWriter"}


def csv_writers(nodes: Iterable[ast.AST]) -> Iterator[int]:
    """Yield the line numbers at which a writer is made."""
    yield from (getattr(node, "lineno", 0) for node in nodes if makes_a_writer(node))


@pytest.mark.parametrize("package", ["pprnet", "pprnet_site"])
def test_only_one_module_makes_a_csv_writer(package: str) -> None:
    found = {
        f"{name_of(file)}:{line}"
        for file in sources(f"src/{package}")
        for line in csv_writers(nodes_of(file))
        if name_of(file) != GUARDED
    }
    assert found == set(), f"write rows with format_row of {GUARDED}"


def test_the_guarded_module_does_make_one() -> None:
    assert list(csv_writers(nodes_of(ROOT / GUARDED)))


@pytest.mark.parametrize(
    "code",
    [
        "csv.writer(out)",
        "csv.DictWriter(out, names)",
        "from csv import writer",
        "import csv as tables",
    ],
)
def test_a_writer_is_found_however_it_is_named(code: str) -> None:
    assert list(csv_writers(ast.walk(ast.parse(code)))) == [1]
