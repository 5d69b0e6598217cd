"""The drawings of the architecture page are those of the contracts and imports."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = runpy.run_path(str(ROOT / "scripts/write_architecture_drawings.py"))
PAGE = (ROOT / "docs/architecture.md").read_text("utf-8")


def test_the_drawings_show_the_imports_as_they_are():
    drawn = SCRIPT["page_with_drawings"](PAGE)
    assert drawn == PAGE, "run python scripts/write_architecture_drawings.py"


@pytest.mark.parametrize("package", SCRIPT["PACKAGES"])
def test_each_part_of_a_package_is_described(package):
    section = PAGE.partition(f"drawing of {package} -->")[2].partition("\n## ")[0]
    folder = ROOT / "src" / package
    parts = {path.parent.name for path in folder.glob("*/__init__.py")}
    parts |= {path.stem for path in folder.glob("*.py")} - {"__init__", "urls", "wsgi"}
    parts -= {"formats"} if package == "pprnet_site" else set()  # Django's formats of dates
    assert [part for part in sorted(parts) if f"`{part}`" not in section] == []


@pytest.mark.parametrize("package", SCRIPT["PACKAGES"])
def test_no_part_imports_a_higher_one(package):
    layers = SCRIPT["layers_of"](package)
    upward = [
        (layer, imported)
        for layer, found in SCRIPT["imports_of"](package, layers).items()
        for imported in found
        if layers.index(imported) < layers.index(layer)
    ]
    assert upward == []
