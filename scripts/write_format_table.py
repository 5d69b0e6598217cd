"""Write the tables of formats in docs/reference/formats.md anew from the code.

python scripts/write_format_table.py
"""

from __future__ import annotations

from pathlib import Path

from pprnet.formats import FORMATS
from pprnet.formats.writer import supported_fields_table

PAGE = Path(__file__).parents[1] / "docs/reference/formats.md"
MARKS = ("<!-- {}: written by scripts/write_format_table.py -->", "<!-- end of {} -->")


def formats_table() -> str:
    """Return the formats with their endings, and how each is recognised and checked."""
    lines = [
        "| format | key | endings | recognised by | written | tested with real files |",
        "|---|---|---|---|:-:|:-:|",
    ]
    for found in FORMATS.values():
        endings = ", ".join(found.extensions)
        writes, tested = (
            "yes" if is_so else "-" for is_so in (found.can_write, found.has_real_files)
        )
        cells = (found.label, f"`{found.key}`", endings, found.recognised_by, writes, tested)
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def page_with_tables(page: str) -> str:
    """Return the page with its tables as the code has them now."""
    for name, text in (("formats", formats_table()), ("fields", supported_fields_table())):
        start, end = (mark.format(name) for mark in MARKS)
        before, _, rest = page.partition(start)
        _, found, after = rest.partition(end)
        if not found:
            message = f"{PAGE}: expected the marks {start} and {end}"
            raise SystemExit(message)
        page = f"{before}{start}\n{text}\n{end}{after}"
    return page


if __name__ == "__main__":
    PAGE.write_text(page_with_tables(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
