"""Tables of a page as cells: those with ruled cells, between rules, and under a caption."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pprnet.fulltext.article_values import Table
from pprnet.fulltext.pdf.characters.glyphs import GlyphPage, Rule
from pprnet.fulltext.pdf.characters.number_agreement import Word
from pprnet.fulltext.pdf.layout.page_columns import column_gutter, segments
from pprnet.fulltext.pdf.layout.table_columns import Box, Row, cells_of_rows

Line = list[Word]

CAPTION = re.compile(r"(?:Table|Tableau|TABLE|TABLEAU)\s?(?:[A-Z]?\d{1,3}[a-z]?|[IVX]{1,5})\b")
_SAME_EDGE = 6.0
_CAPTION_LINES = 5
_MOST_WORDS = 4.5
"""Mean number of words in the cells of a table; a column of text has more in a line."""
_FEWEST_ROWS = 2
_END_GAP = 2.6
"""Distance of two rows, in parts of their size, that ends a table without rules."""


@dataclass(slots=True)
class _Region:
    """Where a table is."""

    box: Box
    header_end: float = 0.0
    """The rule under the headings, 0 where there is none."""
    caption_lines: list[Line] | None = None


def divided_tables(
    lines: Sequence[Line], page: GlyphPage, number: int
) -> tuple[list[Table], list[Line]]:
    """Return the tables of a page, and the lines without their words.

    Args:
        lines: the words of each line across the page, from the top.
        page: with its rules and ruled cells.
        number: of the page.
    """
    rest = list(lines)
    tables: list[Table] = []
    for grid in page.grids:
        table, rest = _grid_table(grid, rest, number)
        tables += [table] if table else []
    for region in _ruled_regions(rest, page.rules):
        table, rest = _region_table(region, rest, page.rules, number)
        tables += [table] if table else []
    for line in list(rest):
        if found := _region_below(line, rest):
            table, rest = _region_table(found, rest, [], number)
            tables += [table] if table else []
    return tables, rest


def _inside(word: Word, box: Box) -> bool:
    x, y = (word.x0 + word.x1) / 2, word.base - 0.3 * word.size
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _without(lines: list[Line], box: Box) -> list[Line]:
    rest = ([word for word in line if not _inside(word, box)] for line in lines)
    return [line for line in rest if line]


def _grid_table(
    grid: list[list[Box | None]], lines: list[Line], number: int
) -> tuple[Table | None, list[Line]]:
    """Return a table with ruled cells; a cell that spans columns or rows is repeated."""
    boxes = [box for row in grid for box in row if box]
    edge = (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )
    words = [word for line in lines for word in line if _inside(word, edge)]
    rows = []
    for row in grid:
        texts: list[str] = []
        for box in row:
            inside = [word.text for word in words if box and _inside(word, box)]
            texts.append(" ".join(inside) if box else (texts[-1] if texts else ""))
        rows.append(tuple(texts))
    filled = [row for row in rows if any(row)]
    columns = sum(any(row[at] for row in filled) for at in range(len(rows[0])))
    if len(filled) < _FEWEST_ROWS or columns < _FEWEST_ROWS:
        return None, lines
    caption = _caption_above(edge, lines)
    table = Table(number, _text(caption), tuple(filled), 1)
    return table, _without_lines(_without(lines, edge), caption)


def _text(lines: Sequence[Line]) -> str:
    return " ".join(word.text for line in lines for word in line)


def _without_lines(lines: list[Line], left_out: Sequence[Line]) -> list[Line]:
    gone = {id(word) for line in left_out for word in line}
    rest = ([word for word in line if id(word) not in gone] for line in lines)
    return [line for line in rest if line]


def _caption_above(box: Box, lines: Sequence[Line]) -> list[Line]:
    """Return the lines of the caption directly above a table, else below it."""
    across = [[w for w in line if box[0] - 12 <= w.x0 <= box[2]] for line in lines]
    above = [line for line in across if line and box[1] - 90 < line[0].base <= box[1] + 1]
    for at in range(len(above) - 1, max(-1, len(above) - 1 - _CAPTION_LINES), -1):
        if CAPTION.match(_text([above[at]])):
            return above[at:]
    below = [line for line in across if line and box[3] < line[0].base < box[3] + 30]
    return [line for line in below[:1] if CAPTION.match(_text([line]))]


def _ruled_regions(lines: list[Line], rules: list[Rule]) -> list[_Region]:
    """Return where rules of the same length have rows of cells between them."""
    regions = []
    for group in _equal_rules(rules):
        open_from: list[float] = []
        for upper, lower in pairwise(group):
            box = (upper.x0 - 4, upper.top, upper.x1 + 4, lower.top)
            inside = [[w for w in line if _inside(w, box)] for line in lines]
            if _is_tabular([line for line in inside if line], bool(open_from), box, lines):
                open_from.append(upper.top)
            else:
                regions += _closed(open_from, upper)
                open_from = []
        regions += _closed(open_from, group[-1])
    return regions


def _closed(tops: list[float], last: Rule) -> list[_Region]:
    """Return the region that ends with a rule, if one was open."""
    if not tops:
        return []
    header_end = tops[1] if len(tops) > 1 else 0.0
    return [_Region((last.x0 - 4, tops[0], last.x1 + 4, last.top), header_end)]


def _equal_rules(rules: list[Rule]) -> list[list[Rule]]:
    groups: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda each: each.top):
        for group in groups:
            first = group[0]
            if abs(first.x0 - rule.x0) < _SAME_EDGE and abs(first.x1 - rule.x1) < _SAME_EDGE:
                if rule.top - group[-1].top > 3:  # noqa: PLR2004 - a double rule is one
                    group.append(rule)
                break
        else:
            groups.append([rule])
    return [group for group in groups if len(group) > 1]


def _is_tabular(inside: list[Line], is_open: bool, box: Box, lines: Sequence[Line]) -> bool:
    """Return whether what is between two rules is rows of cells."""
    if not inside:
        return False
    pieces = [segments(line) for line in inside]
    several = sum(len(each) > 1 for each in pieces)
    words = sum(len(line) for line in inside) / sum(map(len, pieces))
    if is_open:
        return several * 3 >= len(pieces) and words <= 2 * _MOST_WORDS
    is_captioned = bool(_caption_above(box, lines))
    return several * 2 >= len(pieces) and (is_captioned or words <= _MOST_WORDS)


def _region_table(
    region: _Region, lines: list[Line], rules: list[Rule], number: int
) -> tuple[Table | None, list[Line]]:
    box = region.box
    inside = [[word for word in line if _inside(word, box)] for line in lines]
    rows = [Row(line, line[0].base <= region.header_end) for line in inside if line]
    if not region.header_end and rows:
        rows[0].is_header = True
    partial = [rule for rule in rules if box[1] < rule.top < (region.header_end or box[3]) - 3]
    cells = cells_of_rows(rows, partial)
    if len(cells) < _FEWEST_ROWS or len(cells[0]) < _FEWEST_ROWS:
        return None, lines
    caption = _caption_above(box, lines)
    headers = max(1, sum(row.is_header for row in rows))
    table = Table(number, _text(caption), cells, min(headers, len(cells) - 1))
    return table, _without_lines(_without(lines, box), caption)


def _region_below(line: Line, lines: Sequence[Line]) -> _Region | None:
    """Return the rows under a caption that has no rules below it."""
    pieces = [piece for each in lines for piece in segments(each)]
    start = next((p for p in segments(line) if CAPTION.match(_text([p]))), None)
    if start is None:
        return None
    gutter = column_gutter(pieces)
    left, right = float("-inf"), float("inf")
    if gutter is not None:
        left, right = (gutter, right) if start[0].x0 > gutter else (left, gutter)
    below = [[w for w in each if left < w.x0 < right] for each in lines]
    below = [each for each in below if each and each[0].base > start[0].base + 2]
    rows = _rows_below(below)
    if len(rows) < _FEWEST_ROWS + 1:
        return None
    words = [word for row in rows for word in row]
    top = rows[0][0].base - rows[0][0].size
    bottom = rows[-1][0].base + 1
    return _Region((min(w.x0 for w in words) - 2, top, max(w.x1 for w in words) + 2, bottom))


def _rows_below(lines: Sequence[Line]) -> list[Line]:
    """Return the lines of cells that follow a caption, after at most three more lines of it."""
    rows: list[Line] = []
    for at, line in enumerate(lines):
        pieces = segments(line)
        is_row = len(pieces) > 1 and len(line) / len(pieces) <= _MOST_WORDS
        if rows and line[0].base - rows[-1][0].base > _END_GAP * line[0].size:
            break
        if is_row:
            rows.append(line)
        elif rows or at > 2:  # noqa: PLR2004 - lines of a caption
            break
    return rows
