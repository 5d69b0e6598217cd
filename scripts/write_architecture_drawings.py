"""Write the drawings of docs/architecture.md from the import contracts and the imports.

python scripts/write_architecture_drawings.py
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import grimp

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs/architecture.md"
PACKAGES = ("pprnet", "pprnet_site")
START, END = "<!-- drawing of {} -->", "<!-- end of drawing -->"


def layers_of(package: str) -> list[str]:
    """Return the layers of a package that exist, the highest first, from its import contract."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    (layers,) = [
        contract["layers"]
        for contract in contracts
        if contract["type"] == "layers" and contract.get("containers") == [package]
    ]
    names = [re.split(r"\s*[|:]\s*", layer) for layer in layers]
    folder = ROOT / "src" / package
    return [
        name
        for name in (each.strip("() ") for row in names for each in row)
        if (folder / name).is_dir() or (folder / f"{name}.py").exists()
    ]


def imports_of(package: str, layers: list[str]) -> dict[str, set[str]]:
    """Return for each layer the other layers of its package that it imports."""
    graph = grimp.build_graph(package, cache_dir=None)
    found: dict[str, set[str]] = {layer: set() for layer in layers}
    for module in graph.modules:
        layer = top_part(module)
        for imported in graph.find_modules_directly_imported_by(module):
            if layer in found and top_part(imported) in found and top_part(imported) != layer:
                found[layer].add(top_part(imported))
    return found


def top_part(module: str) -> str:
    """Return the part of a package that a module belongs to: "triage" for `pprnet.triage.rank`."""
    return module.partition(".")[2].partition(".")[0]


def drawing_of(package: str) -> str:
    """Return the drawing of one package: a row a part, a mark in the column of what it imports."""
    layers = layers_of(package)
    imports = imports_of(package, layers)
    width = max(len(layer) for layer in layers)
    numbers = [str(number) for number in range(1, len(layers) + 1)]
    lines = [" " * (width + 4) + " ".join(f"{number:>2}" for number in numbers)]
    for number, layer in zip(numbers, layers, strict=True):
        marks = (
            " ■" if other == layer else " ×" if other in imports[layer] else " ·"
            for other in layers
        )
        lines.append(f"{number:>2}  {layer:<{width}}{' '.join(marks)}".rstrip())
    return "\n".join(lines)


def page_with_drawings(page: str) -> str:
    """Return the page with each drawing as the code is now."""
    for package in PACKAGES:
        start = START.format(package)
        pattern = re.compile(re.escape(start) + r".*?" + re.escape(END), re.DOTALL)
        drawn = f"{start}\n```text\n{drawing_of(package)}\n```\n{END}"
        page, replaced = pattern.subn(lambda _found, drawn=drawn: drawn, page)
        if replaced != 1:
            raise ValueError(f"{PAGE.name}: expected one drawing of {package}, found {replaced}")
    return page


if __name__ == "__main__":
    PAGE.write_text(page_with_drawings(PAGE.read_text("utf-8")), "utf-8")
