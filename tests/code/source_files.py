"""The Python files of the repository, each parsed once a run."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("pprnet", "pprnet_site")


@cache
def sources(folder: str) -> tuple[Path, ...]:
    """Return the Python files below a folder of the repository, without migrations."""
    files = (ROOT / folder).rglob("*.py")
    return tuple(sorted(file for file in files if "migrations" not in file.parts))


@cache
def tree_of(file: Path) -> ast.Module:
    """Return a file as a syntax tree."""
    return ast.parse(file.read_text("utf-8"))


@cache
def nodes_of(file: Path) -> tuple[ast.AST, ...]:
    """Return every node of the syntax tree of a file."""
    return tuple(ast.walk(tree_of(file)))


def name_of(file: Path) -> str:
    """Return the path of a file in the repository."""
    return file.relative_to(ROOT).as_posix()
