"""The reference page on formats says what the code does."""

from __future__ import annotations

import runpy
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_tables_of_formats_are_those_of_the_code() -> None:
    script = runpy.run_path(str(ROOT / "scripts/write_format_table.py"))
    page = (ROOT / "docs/reference/formats.md").read_text(encoding="utf-8")
    assert script["page_with_tables"](page) == page, "run python scripts/write_format_table.py"
