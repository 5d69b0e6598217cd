"""Characters put together to words on lines, with what is raised or lowered in its word."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from pprnet.fulltext.pdf.characters.glyphs import Glyph
from pprnet.text import shift_digits

GlyphWord = list[Glyph]

_SAME_LINE = 0.2
_WORD_GAP = 0.17
_DOUBLE = 0.25
"""Distance of a character from its copy that only makes it look bold, in parts of its width."""
_SMALLER = 0.86
_FARTHEST_SHIFT = 0.65
_NEAR = 0.35


@dataclass(slots=True)
class GlyphLine:
    """The words on one line of the page, across all columns."""

    base: float
    size: float
    glyphs: list[Glyph] = field(default_factory=list)
    words: list[GlyphWord] = field(default_factory=list)


def glyph_lines(glyphs: Iterable[Glyph]) -> list[GlyphLine]:
    """Return the lines of a page from its top.

    Args:
        glyphs: that are level.
    """
    lines: list[GlyphLine] = []
    for glyph in sorted(glyphs, key=lambda each: each.base):
        last = lines[-1] if lines else None
        if last is None or glyph.base - last.base > _SAME_LINE * max(glyph.size, last.size):
            lines.append(last := GlyphLine(glyph.base, glyph.size))
        last.glyphs.append(glyph)
        last.size = max(last.size, glyph.size)
    for line in lines:
        line.words = _words(line.glyphs)
    _move_shifted(lines)
    return [line for line in lines if line.words]


def _words(glyphs: list[Glyph]) -> list[GlyphWord]:
    """Return the words of a line, divided at spaces and gaps."""
    words: list[GlyphWord] = []
    is_open = False
    for glyph in sorted(glyphs, key=lambda each: each.x0):
        if glyph.text == " ":
            is_open = is_open and glyph.x1 - glyph.x0 < 0.1 * glyph.size
            continue
        last = words[-1][-1] if words else None
        if last and _is_copy(glyph, last):
            continue
        if last and is_open and glyph.x0 - last.x1 <= _WORD_GAP * max(glyph.size, last.size):
            words[-1].append(glyph)
        else:
            words.append([glyph])
        is_open = True
    return words


def _is_copy(glyph: Glyph, last: Glyph) -> bool:
    width = last.x1 - last.x0
    return glyph.text == last.text and abs(glyph.x0 - last.x0) < _DOUBLE * width


def _move_shifted(lines: list[GlyphLine]) -> None:
    """Join words of smaller print that are a little above or below a line to the word there."""
    for at, line in enumerate(lines):
        near = [
            other
            for other in lines[max(0, at - 4) : at + 5]
            if other is not line and abs(other.base - line.base) <= _FARTHEST_SHIFT * other.size
        ]
        if near:
            line.words = [word for word in line.words if not _joined(word, near)]


def _joined(word: GlyphWord, near: list[GlyphLine]) -> bool:
    """Join a word to a larger one that it touches; return whether there was one."""
    for line in near:
        for other in line.words:
            size = max(glyph.size for glyph in other)
            if word[0].size > _SMALLER * size or not _touches(word, other, size):
                continue
            other.extend(word)
            other.sort(key=lambda glyph: glyph.x0)
            return True
    return False


def _touches(word: GlyphWord, other: GlyphWord, size: float) -> bool:
    after, before = word[0].x0 - other[-1].x1, other[0].x0 - word[-1].x1
    return -0.3 * size <= after <= _NEAR * size or -0.3 * size <= before <= 0.1 * size


def word_text(word: GlyphWord) -> str:
    """Return the text of a word; digits above or below the line are in characters of their own.

    Args:
        word: its characters from left to right.
    """
    main = max(word, key=lambda glyph: glyph.size)
    pieces: list[str] = []
    run, run_is_raised = "", False
    for glyph in word:
        shift = _shift(glyph, main)
        if run and (shift == 0 or (shift > 0) != run_is_raised):
            pieces.append(_shifted(run, raised=run_is_raised))
            run = ""
        if shift:
            run, run_is_raised = run + glyph.text, shift > 0
        else:
            pieces.append(glyph.text)
    return "".join((*pieces, _shifted(run, raised=run_is_raised)))


def _shift(glyph: Glyph, main: Glyph) -> int:
    """Return 1 for a raised character, -1 for a lowered one, 0 for one on the line."""
    if glyph.size > _SMALLER * main.size or abs(glyph.base - main.base) < 0.05 * main.size:
        return 0
    return 1 if glyph.base < main.base else -1


def _shifted(run: str, *, raised: bool) -> str:
    if run.lstrip("+-−–").isdecimal():
        return shift_digits("0", run, raised=raised)
    return "".join(
        shift_digits("0", sign, raised=raised) if sign.isdecimal() else sign for sign in run
    )
