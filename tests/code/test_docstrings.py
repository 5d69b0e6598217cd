"""Docstrings say what is returned, what goes in, and what is raised."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from source_files import PACKAGES, name_of, nodes_of, sources, tree_of

import pprnet.errors

ENGINE = "src/pprnet"
ERRORS = frozenset(
    name
    for name, found in vars(pprnet.errors).items()
    if isinstance(found, type) and issubclass(found, pprnet.errors.PprnetError)
)

NOT_A_FIRST_WORD = frozenset(
    {"Give", "Gives", "Tell", "Tells", "Say", "Says", "Lay", "Hold", "Heed", "Put", "Let", "Take"}
)
"""Words that do not say what comes back; "Return ...", "Yield ..." or the exact verb does."""

SECTION = re.compile(r"^\s*(\w+):\s*$", re.MULTILINE)

Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(file: Path) -> Iterator[Function]:
    """Yield every function of a module, wherever it is defined."""
    return (node for node in nodes_of(file) if isinstance(node, Function))


def public_functions(tree: ast.Module) -> Iterator[Function]:
    """Yield the public functions of a module and the public methods of its public classes."""
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield from (
                inner
                for inner in node.body
                if isinstance(inner, Function)
                and not inner.name.startswith("_")
                and not any("overload" in ast.unparse(found) for found in inner.decorator_list)
            )
        elif isinstance(node, Function) and not node.name.startswith("_"):
            yield node


def parameters(function: Function) -> list[str]:
    """Return the names of the arguments that a caller passes."""
    given = function.args
    names = [a.arg for a in (*given.posonlyargs, *given.args, *given.kwonlyargs)]
    return [name for name in names if name not in ("self", "cls") and not name.startswith("_")]


def section(docstring: str, title: str) -> str:
    """Return the body of a section of a docstring, empty if it has none."""
    found = re.search(rf"^{title}:\n(.*?)(?=^\w[\w ]*:\n|\Z)", docstring, re.MULTILINE | re.DOTALL)
    return found[1] if found else ""


def raised(function: Function) -> set[str]:
    """Return the errors of `pprnet.errors` that the body raises itself."""
    names = set()
    for node in ast.walk(function):
        if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
            names.add(ast.unparse(node.exc.func).rsplit(".", 1)[-1])
    return names & ERRORS


@pytest.mark.parametrize("package", PACKAGES)
def test_the_first_word_says_what_comes_back(package):
    wrong = []
    for file in sources(f"src/{package}"):
        for function in functions(file):
            words = (ast.get_docstring(function) or "").split()
            if words and words[0].rstrip(",:;") in NOT_A_FIRST_WORD:
                wrong.append(f"{name_of(file)}:{function.lineno} {words[0]}")
    assert wrong == []


def test_every_argument_of_the_engine_is_described():
    wrong = []
    for file in sources(ENGINE):
        for function in public_functions(tree_of(file)):
            described = section(ast.get_docstring(function) or "", "Args")
            wrong += [
                f"{name_of(file)}:{function.lineno} {function.name}({name})"
                for name in parameters(function)
                if not re.search(rf"^\s+\**{name}(?: \([^)]*\))?:", described, re.MULTILINE)
            ]
    assert wrong == []


def test_every_error_of_the_engine_is_named_where_it_is_raised():
    wrong = []
    for file in sources(ENGINE):
        for function in public_functions(tree_of(file)):
            described = section(ast.get_docstring(function) or "", "Raises")
            wrong += [
                f"{name_of(file)}:{function.lineno} {function.name} raises {name}"
                for name in raised(function)
                if not re.search(rf"^\s+{name}:", described, re.MULTILINE)
            ]
    assert wrong == []
