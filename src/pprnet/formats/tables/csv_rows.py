"""A row of a CSV file: the one place that writes one, with a guard against formulas.

A spreadsheet evaluates a cell that begins with `=`, `+`, `-` or `@`, so that a title may run a
command or send the table elsewhere. Such a cell is written with an apostrophe before it, as OWASP
recommends, which the reader takes off again.

Source: https://owasp.org/www-community/attacks/CSV_Injection
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable

_FORMULA = re.compile(r"'*(?:\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|[\t\r\n])")
"""What a spreadsheet may evaluate, also in full-width characters. Apostrophes before it belong to
the pattern, so that a text which truly begins with one comes back unchanged."""


def guard_formula(text: str) -> str:
    """Return the text of a cell, after an apostrophe if a spreadsheet might evaluate it.

    Args:
        text: of any kind; a negative number counts as a formula.
    """
    return f"'{text}" if _FORMULA.match(text) else text


def unguard_formula(cell: str) -> str:
    """Return a text of which `guard_formula` made a cell, and any other text as it is.

    Args:
        cell: as it was read.
    """
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell, 1) else cell


def format_row(cells: Iterable[str], *, delimiter: str = ",", line_end: str = "\r\n") -> str:
    """Return a row of a table, with its end of line; no cell of it is a formula.

    Args:
        cells: the texts, from left to right.
        delimiter: between cells.
        line_end: after the last cell.
    """
    row = io.StringIO(newline="")
    writer = csv.writer(row, delimiter=delimiter, lineterminator=line_end)
    writer.writerow([guard_formula(cell) for cell in cells])
    return row.getvalue()
