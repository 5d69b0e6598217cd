"""Build the documentation site into `build/docs`; a warning is an error.

The pages of the engine's reference are written first, one for each package and module of the
engine, into `docs/reference/engine` (ignored by git).
"""

from __future__ import annotations

import argparse
import ast
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ENGINE = ROOT / "src/pprnet"
PAGES = ROOT / "docs/reference/engine"
SITE = ROOT / "build/docs"
LEFT_OUT = {"cli"}
"""The command line has a page of its own, `docs/reference/commands.md`."""


def parts_of_engine() -> list[Path]:
    """List the packages and modules at the top of the engine, in alphabetical order."""
    packages = [path.parent for path in ENGINE.glob("*/__init__.py")]
    modules = [path for path in ENGINE.glob("*.py") if path.name != "__init__.py"]
    return sorted(path for path in packages + modules if path.stem not in LEFT_OUT)


def module_name(path: Path) -> str:
    """Return the dotted name of a module file or a package folder."""
    path = path.parent if path.name == "__init__.py" else path.with_suffix("")
    return ".".join(path.relative_to(ROOT / "src").parts)


def exported_names(init: Path) -> list[str]:
    """Return the full names of what a package exports, each by the module that defines it."""
    tree = ast.parse(init.read_text("utf-8"))
    exported: set[str] = set()
    origins: dict[str, str] = {}
    for node in tree.body:
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "__all__":
            exported = set(ast.literal_eval(node.value))
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            for alias in node.names:
                origins[alias.asname or alias.name] = f"{node.module}.{alias.name}"
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            origins[node.name] = f"{module_name(init)}.{node.name}"
    # Constants are described in their modules.
    return [origins[name] for name in sorted(exported) if name in origins and not name.isupper()]


def heading(text: str, underline: str) -> str:
    """Return a heading of reStructuredText."""
    return f"{text}\n{underline * len(text)}\n\n"


def reference_of(name: str) -> str:
    """Return the directive that documents what a module defines itself."""
    return f".. automodule:: {name}\n   :members:\n   :ignore-module-all:\n\n"


def page_of_module(path: Path) -> str:
    """Return the reference page of one module."""
    name = module_name(path)
    return heading(name, "=") + reference_of(name)


def page_of_package(folder: Path) -> str:
    """Return the reference page of a package: what it exports, then each of its modules."""
    name = module_name(folder)
    page = heading(name, "=") + reference_of(name)
    if exported := exported_names(folder / "__init__.py"):
        listed = "".join(f"   ~{each}\n" for each in exported)
        page += heading("Exported", "-") + f"``from {name} import ...``\n\n"
        page += f".. currentmodule:: None\n\n.. autosummary::\n   :nosignatures:\n\n{listed}\n"
    modules = sorted(path for path in folder.rglob("*.py") if path != folder / "__init__.py")
    for path in sorted(modules, key=module_name):
        page += heading(module_name(path), "-") + reference_of(module_name(path))
    return page


def page_of_contents(parts: list[Path]) -> str:
    """Return the first page of the engine's reference."""
    entries = "".join(f"   {path.stem}\n" for path in parts)
    return (
        heading("The engine, module by module", "=")
        + "Made from the docstrings of ``src/pprnet``. What a package exports is listed first on\n"
        + "its page; import from the package, as in ``from pprnet.triage import rank``.\n\n"
        + f".. toctree::\n   :maxdepth: 1\n\n{entries}"
    )


def write_reference() -> None:
    """Write the pages of the engine's reference, and delete those of modules that are gone."""
    parts = parts_of_engine()
    texts = {path.stem: page_of_package(path) for path in parts if path.is_dir()}
    texts |= {path.stem: page_of_module(path) for path in parts if path.is_file()}
    texts["index"] = page_of_contents(parts)
    PAGES.mkdir(parents=True, exist_ok=True)
    for old in PAGES.glob("*.rst"):
        if old.stem not in texts:
            old.unlink()
    for stem, text in texts.items():
        page = PAGES / f"{stem}.rst"
        if not page.exists() or page.read_text("utf-8") != text:
            page.write_text(text, "utf-8")


def main() -> int:
    """Build the site; return the exit code."""
    from sphinx.cmd.build import build_main

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=SITE, help="the folder to write")
    parser.add_argument("--quick", action="store_true", help="build changed pages only")
    parser.add_argument(
        "--check", type=Path, nargs="*", help="read all pages and their links, write these alone"
    )
    options = parser.parse_args()
    cache = options.out.with_name(f"{options.out.name}-cache")
    if not options.quick:  # pages that were read before repeat no warning
        shutil.rmtree(options.out, ignore_errors=True)
        shutil.rmtree(cache, ignore_errors=True)
    write_reference()
    settings = ("-q", "--keep-going", "-c", str(ROOT / "docs"), "-d", str(cache))
    folders = (str(ROOT), str(options.out))
    if options.check is None:
        code: int = build_main([*settings, "-W", "-b", "html", *folders])
    else:
        pages = map(str, options.check)
        code = build_main([*settings, "-W", "-b", "dummy", *folders])
        code = code or build_main([*settings, "-b", "html", *folders, *pages])
    if code == 0:
        print(f"{options.out / 'index.html'}")
    return code


if __name__ == "__main__":
    sys.exit(main())
