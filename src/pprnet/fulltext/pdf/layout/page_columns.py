"""Lines of a page in the order in which they are read: column after column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from pprnet.fulltext.pdf.characters.number_agreement import Word

_WIDE_GAP = 0.9
"""Gap in a line, in parts of its size, at which it may be divided between two columns."""
_NARROWEST = 0.15
"""Width of the narrowest column, as a part of the text."""
_MOST_CROSSING = 0.5
_FEWEST_LINES = 3
_STEP = 2.0
_DEEPEST = 6


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line of one column in its place, measured in points from the upper left corner."""

    text: str
    left: float
    right: float
    base: float
    size: float
    is_bold: bool = False
    column: int = 0
    """Number of the block that it is read with, in the order of reading."""


Segment = list[Word]
"""Words of a line that belong together."""


def segments(words: Sequence[Word]) -> list[Segment]:
    """Return the words of a line of the page, divided at wide gaps.

    Args:
        words: from left to right.
    """
    found: list[Segment] = []
    for word in words:
        last = found[-1][-1] if found else None
        if last and word.x0 - last.x1 <= _WIDE_GAP * max(word.size, last.size):
            found[-1].append(word)
        else:
            found.append([word])
    return found


def lines_in_order(words: Sequence[Sequence[Word]]) -> list[PrintedLine]:
    """Return the lines of a page as they are read.

    Args:
        words: of each line across the page, from the top.
    """
    pieces = [piece for line in words for piece in segments(line)]
    blocks: list[list[Segment]] = []
    _divide(pieces, blocks, _DEEPEST)
    return [line for number, block in enumerate(blocks) for line in _block_lines(block, number)]


def _block_lines(block: list[Segment], number: int) -> list[PrintedLine]:
    """Return the lines of a block from its top; segments on one line are joined again."""
    block.sort(key=lambda piece: (piece[0].base, piece[0].x0))
    rows: list[list[Word]] = []
    for piece in block:
        if rows and piece[0].base - rows[-1][0].base <= 0.25 * piece[0].size:
            rows[-1].extend(piece)
        else:
            rows.append(list(piece))
    return [_line(sorted(row, key=lambda word: word.x0), number) for row in rows]


def _line(words: list[Word], number: int) -> PrintedLine:
    letters = sum(len(word.text) for word in words)
    bold = sum(len(word.text) for word in words if word.is_bold)
    sizes: Counter[float] = Counter()
    for word in words:
        sizes[word.size] += len(word.text)
    size = sizes.most_common(1)[0][0]
    text = " ".join(word.text for word in words)
    right = max(word.x1 for word in words)
    base = next(word.base for word in words if word.size == size)
    return PrintedLine(text, words[0].x0, right, base, size, 2 * bold > letters, number)


def _divide(pieces: list[Segment], blocks: list[list[Segment]], depth: int) -> None:
    """Append the blocks of a part of the page in their order."""
    gutter = column_gutter(pieces) if depth else None
    if gutter is None:
        if pieces:
            blocks.append(pieces)
        return
    pieces.sort(key=lambda piece: piece[0].base)
    for crosses, band in groupby(pieces, key=lambda piece: _crosses(piece, gutter)):
        inside = list(band)
        if crosses:
            blocks.append(inside)
            continue
        left = [piece for piece in inside if piece[-1].x1 <= gutter + _STEP]
        _divide(left, blocks, depth - 1)
        _divide([piece for piece in inside if piece[-1].x1 > gutter + _STEP], blocks, depth - 1)


def _crosses(piece: Segment, gutter: float) -> bool:
    return piece[0].x0 < gutter - _STEP and piece[-1].x1 > gutter + _STEP


def column_gutter(pieces: list[Segment]) -> float | None:
    """Return the middle of the white strip between two columns, `None` where there is none.

    Args:
        pieces: of lines, from the top.
    """
    if len(pieces) < 2 * _FEWEST_LINES:
        return None
    left = min(piece[0].x0 for piece in pieces)
    right = max(piece[-1].x1 for piece in pieces)
    counts = _crossing_counts(pieces, left, right)
    margin = int(_NARROWEST * len(counts))
    inner = range(margin, len(counts) - margin)
    best = min((counts[at] for at in inner), default=len(pieces))
    if best > _MOST_CROSSING * len(pieces) / 2:
        return None
    strips = [list(run) for key, run in groupby(inner, key=lambda at: counts[at]) if key == best]
    strip = max(strips, key=len)
    gutter = left + _STEP * (strip[0] + strip[-1] + 1) / 2
    return gutter if _are_columns(pieces, gutter) else None


def _crossing_counts(pieces: list[Segment], left: float, right: float) -> list[int]:
    """Return how many pieces cover each step from left to right."""
    steps = min(2_000, max(1, int((right - left) / _STEP)))
    changes = [0] * (steps + 1)
    for piece in pieces:
        start = min(steps, max(0, int((piece[0].x0 - left) / _STEP)))
        end = min(steps, max(start, int((piece[-1].x1 - left) / _STEP) + 1))
        changes[start] += 1
        changes[end] -= 1
    counts, count = [], 0
    for change in changes[:-1]:
        count += change
        counts.append(count)
    return counts


def _are_columns(pieces: list[Segment], gutter: float) -> bool:
    """Return whether there are lines of some words on both sides, at the same height."""
    left = [p for p in pieces if p[-1].x1 <= gutter + _STEP]
    right = [p for p in pieces if p[0].x0 >= gutter - _STEP]
    if min(len(left), len(right)) < _FEWEST_LINES:
        return False
    overlap = min(left[-1][0].base, right[-1][0].base) - max(left[0][0].base, right[0][0].base)
    return overlap > 0 and min(_width(left), _width(right)) >= _FEWEST_LINES


def _width(side: list[Segment]) -> float:
    """Return the mean number of words of the wider half of the pieces."""
    counts = sorted((len(piece) for piece in side), reverse=True)
    half = counts[: max(1, len(counts) // 2)]
    return sum(half) / len(half)
