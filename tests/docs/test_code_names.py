"""The names of code in the glossary, the decisions and other pages exist in the source."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
DECISIONS = sorted(DOCS.glob("adr/0*.md"))
PAGES = [*sorted(DOCS.glob("**/*.md")), ROOT / "README.md", ROOT / "CONTRIBUTING.md"]
CODE = re.compile(r"```.*?```|~~~.*?~~~", re.DOTALL)
TICKED = re.compile(r"`([^`\n]+)`")
MEMBER = re.compile(r"([A-Z]\w+)\.(\w+)(?:\(\))?")
WORD = re.compile(r"[A-Za-z_]\w+(?:\(\))?")
NOT_MODULES = {"pprnet.commands": "an entry-point group", "pprnet.sqlite3": "a database file"}
FILE = re.compile(r"(?:src|docs|tests|scripts|benchmarks|requirements|deploy)/[\w./-]+")


@cache
def source() -> str:
    """Return all Python source and data files of both packages."""
    files = [path for kind in ("*.py", "*.toml") for path in (ROOT / "src").rglob(kind)]
    return "\n".join(path.read_text("utf-8") for path in files)


@cache
def words() -> frozenset[str]:
    """Return every identifier of the source, and the names of its modules."""
    stems = {path.stem for path in (ROOT / "src").rglob("*.*")}
    folders = {path.name for path in (ROOT / "src").rglob("*") if path.is_dir()}
    return frozenset(re.findall(r"[A-Za-z_]\w*", source())) | stems | folders


@cache
def members() -> dict[str, set[str]]:
    """Return the names that the body of each class defines; a name may belong to several."""
    found: dict[str, set[str]] = {}
    for path in (ROOT / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef):
                found.setdefault(node.name, set()).update(names_of(node))
    return found


def names_of(node: ast.ClassDef) -> set[str]:
    """Return the methods, fields and constants of a class."""
    names = set()
    for each in node.body:
        if isinstance(each, ast.FunctionDef):
            names.add(each.name)
        elif isinstance(each, ast.AnnAssign) and isinstance(each.target, ast.Name):
            names.add(each.target.id)
        elif isinstance(each, ast.Assign):
            names |= {target.id for target in each.targets if isinstance(target, ast.Name)}
    return names


def is_known_module(name: str) -> bool:
    """Return whether a dotted name is a module of ours, or a name in one."""
    parts = name.split(".")
    for end in range(len(parts), 0, -1):
        path = ROOT / "src" / Path(*parts[:end])
        if path.is_dir() or path.with_suffix(".py").exists():
            return end == len(parts) or defines(path, parts[end])
    return False


def defines(path: Path, name: str) -> bool:
    """Return whether a module or package names something."""
    file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    return file.exists() and name in re.findall(r"\w+", file.read_text("utf-8"))


def fault(text: str) -> str | None:
    """Return what is wrong with a text in code style, or nothing."""
    if found := MEMBER.fullmatch(text):
        name, member = found.groups()
        if name in members() and member not in members()[name]:
            return f"{name} defines no {member}"
    elif re.fullmatch(r"pprnet(?:_site)?(?:\.\w+)+", text) and text not in NOT_MODULES:
        return None if is_known_module(text) else f"no {text}"
    elif FILE.fullmatch(text):
        return None if (ROOT / text).exists() else f"no file {text}"
    return None


def is_symbol(text: str) -> bool:
    """Return whether a text in code style names something that the source defines."""
    if found := MEMBER.fullmatch(text):
        return found[2] in members().get(found[1], ())
    return bool(re.search(rf"^\s*(?:def|class) {re.escape(text.rstrip('()'))}\b", source(), re.M))


def ticked(text: str) -> list[str]:
    """List what a page sets in code style outside of code blocks."""
    return TICKED.findall(CODE.sub("", text))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_no_page_names_code_that_does_not_exist(page):
    assert [found for text in ticked(page.read_text("utf-8")) if (found := fault(text))] == []


@pytest.mark.parametrize("page", DECISIONS, ids=lambda page: page.stem)
def test_each_decision_names_a_symbol_or_a_file_of_the_source(page):
    names = ticked(page.read_text("utf-8"))
    assert [name for name in names if is_symbol(name) or (ROOT / name).is_file()]


def glossary() -> list[tuple[str, str]]:
    """List each term of the glossary with each of its names in the code."""
    rows = re.findall(
        r"^\| ([^|]+) \| [^|]+ \| (`[^|]+`) \|$",
        (DOCS / "reference/glossary.md").read_text("utf-8"),
        re.MULTILINE,
    )
    return [(term, name) for term, names in rows for name in TICKED.findall(names)]


def test_the_glossary_has_terms():
    assert len(glossary()) > 60


@pytest.mark.parametrize(("term", "name"), glossary())
def test_each_code_term_of_the_glossary_occurs_in_the_source(term, name):
    if "." in name:
        assert is_symbol(name)
    else:
        assert name in words()


@pytest.mark.parametrize(
    "text", ["SummaryPage.save", "pprnet.reading", "docs/adr/0099-nothing.md", "pprnet.text.gone_x"]
)
def test_a_name_that_is_gone_is_found(text):
    assert fault(text)
