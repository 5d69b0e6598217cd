"""Rows of words divided into columns at the white strips that run through them."""

from __future__ import annotations

from dataclasses import dataclass

from pprnet.fulltext.pdf.characters.glyphs import Rule
from pprnet.fulltext.pdf.characters.number_agreement import Word

Box = tuple[float, float, float, float]
"""Left, top, right and bottom edge."""

_STRIP = 0.55
"""Width of the narrowest strip between two columns, in parts of the size of the print."""
_STEP = 1.0
_CELL_GAP = 0.7
_SPANNER_DISTANCE = 1.2


@dataclass(slots=True)
class Row:
    """A line of a table."""

    words: list[Word]
    is_header: bool = False


def cells_of_rows(rows: list[Row], partial_rules: list[Rule]) -> tuple[tuple[str, ...], ...]:
    """Return rows of cells, all of the same length.

    Args:
        rows: from the top.
        partial_rules: short rules under headings that span several columns.
    """
    edges = _columns(rows)
    if len(edges) < 2:  # noqa: PLR2004 - one column is no table
        return ()
    found: list[list[str]] = []
    for row in rows:
        cells = _cells(row, edges, partial_rules)
        if found and _continues(cells, found[-1], row):
            found[-1][0] = f"{found[-1][0]} {cells[0]}".strip()
        else:
            found.append(cells)
    return tuple(map(tuple, found))


def _continues(cells: list[str], above: list[str], row: Row) -> bool:
    """Return whether a row is only the rest of the label above it."""
    is_label = bool(cells[0]) and not any(cells[1:])
    return is_label and cells[0][:1].islower() and bool(above[0]) and not row.is_header


def _pieces(words: list[Word]) -> list[list[Word]]:
    """Return the words of a row, divided at gaps that are wider than a space."""
    pieces: list[list[Word]] = []
    for word in words:
        if pieces and word.x0 - pieces[-1][-1].x1 <= _CELL_GAP * word.size:
            pieces[-1].append(word)
        else:
            pieces.append([word])
    return pieces


def _columns(rows: list[Row]) -> list[tuple[float, float]]:
    """Return the left and right edge of each column."""
    body = [row.words for row in rows if not row.is_header and len(_pieces(row.words)) > 1]
    body = body or [row.words for row in rows]
    words = [word for row in body for word in row]
    if not words:
        return []
    left, right = min(word.x0 for word in words), max(word.x1 for word in words)
    covered = [0] * (min(3_000, int((right - left) / _STEP)) + 2)
    for word in words:
        start, end = int((word.x0 - left) / _STEP), int((word.x1 - left) / _STEP)
        for at in range(max(0, start), min(len(covered), end + 1)):
            covered[at] += 1
    return _edges(covered, left, _STRIP * max(word.size for word in words), len(body))


def _edges(
    covered: list[int], left: float, narrowest: float, rows: int
) -> list[tuple[float, float]]:
    """Return the stretches between white strips; one row in ten may cross a strip."""
    edges: list[tuple[float, float]] = []
    start: int | None = None
    white = 0
    for at, count in enumerate((*covered, *[0] * (int(narrowest) + 2))):
        if count > 0.1 * rows:
            start, white = (at if start is None else start), 0
        elif start is not None:
            white += 1
            if white * _STEP >= narrowest:
                edges.append((left + start * _STEP, left + (at - white + 1) * _STEP))
                start, white = None, 0
    return edges


def _cells(row: Row, edges: list[tuple[float, float]], rules: list[Rule]) -> list[str]:
    cells: list[list[str]] = [[] for _ in edges]
    if row.is_header:
        for piece in _pieces(row.words):
            for at in _spanned(piece, edges, rules):
                cells[at] += [word.text for word in piece]
    else:
        for word in row.words:
            cells[_nearest(word, edges)].append(word.text)
    return [" ".join(texts) for texts in cells]


def _spanned(piece: list[Word], edges: list[tuple[float, float]], rules: list[Rule]) -> list[int]:
    """Return the columns that a heading is over: those of the rule under it, or its own."""
    left, right = piece[0].x0, piece[-1].x1
    for rule in rules:
        below = rule.top - piece[0].base
        is_under = 0 <= below <= _SPANNER_DISTANCE * piece[0].size
        if is_under and rule.x0 - 4 <= left and right <= rule.x1 + 4:
            left, right = rule.x0, rule.x1
            break
    over = [at for at, (start, end) in enumerate(edges) if start < right and left < end]
    return over or [_nearest(piece[0], edges)]


def _nearest(word: Word, edges: list[tuple[float, float]]) -> int:
    middle = (word.x0 + word.x1) / 2
    distances = [max(start - middle, middle - end, 0.0) for start, end in edges]
    return distances.index(min(distances))
