"""The reference pages that scripts write say what the code does."""

from __future__ import annotations

import runpy
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_tables_of_formats_are_those_of_the_code() -> None:
    script = runpy.run_path(str(ROOT / "scripts/write_format_table.py"))
    page = (ROOT / "docs/reference/formats.md").read_text(encoding="utf-8")
    assert script["page_with_tables"](page) == page, "run python scripts/write_format_table.py"


def test_the_page_of_signals_is_that_of_the_registry() -> None:
    script = runpy.run_path(str(ROOT / "scripts/write_signals.py"))
    page = (ROOT / "docs/reference/signals.md").read_text(encoding="utf-8")
    assert script["signals_page"]() == page, "run python scripts/write_signals.py"
