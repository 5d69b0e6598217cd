"""Characters with their places, as both readers of a PDF find them."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from typing import NamedTuple

UNMAPPED = "\N{REPLACEMENT CHARACTER}"
"""A character of which the file does not say what it is."""


class Glyph(NamedTuple):
    """A printed character; the page is measured in points from its upper left corner."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    base: float
    """The line on which it is set."""
    size: float
    turn: int = 0
    """Quarter turns by which its text is turned, counted against the clock."""
    is_bold: bool = False


@dataclass(slots=True)
class Rule:
    """A printed line that is horizontal."""

    x0: float
    x1: float
    top: float


@dataclass(slots=True)
class GlyphPage:
    """The characters of a page as one reader finds them."""

    width: float
    height: float
    glyphs: list[Glyph]
    rules: list[Rule] = field(default_factory=list)
    grids: list[list[list[tuple[float, float, float, float] | None]]] = field(default_factory=list)
    """Tables whose cells are ruled: rows of boxes (left, top, right, bottom)."""
    image_share: float = 0.0
    """Part of the page that images cover, from 0 to 1."""


_MINUS = "\N{MINUS SIGN}"
_SPECIAL = {
    "\x02": "-",  # how PDFium marks a hyphen at the end of a line
    "\ufffe": "-",
    "\xad": "\N{HYPHEN}",
    "\u2011": "-",
    "\ufe63": _MINUS,
    "\uff0d": _MINUS,
    "\uf02d": _MINUS,  # the font Symbol, where it was not translated into Unicode
    "\uf02b": "+",
    "\uf03d": "=",
    "\uf03c": "<",
    "\uf03e": ">",
    "\uf0b1": "±",
    "\uf0a3": "≤",
    "\uf0b3": "≥",
    "\uf0b4": "×",
    "\uf001": "fi",
    "\uf002": "fl",
    "\xa0": " ",
}
_NO_CHARACTERS = frozenset({"Cc", "Co", "Cn", "Cs"})
_WIDE_SPACES = frozenset("\t\n\r\x0b\x0c")


def readable(text: str) -> str:
    """Return a character as it is stored: ligatures divided, signs of Symbol in Unicode.

    Args:
        text: the character as a reader finds it.
    """
    if text.startswith("(cid:"):  # how pdfminer names a character without a meaning
        return UNMAPPED
    if text.isascii() and text.isprintable():
        return text
    if text in _SPECIAL:
        return _SPECIAL[text]
    return "".join(map(_readable_character, text))


def _readable_character(character: str) -> str:
    if character in _SPECIAL:
        return _SPECIAL[character]
    if character in _WIDE_SPACES:
        return " "
    kind = unicodedata.category(character)
    if kind in _NO_CHARACTERS:
        return UNMAPPED
    if kind == "Zs":
        return " "
    if "\ufb00" <= character <= "\ufb06":
        return unicodedata.normalize("NFKC", character)
    return "" if kind == "Cf" else character


def turned(glyph: Glyph, turn: int) -> Glyph:
    """Return a glyph as it is on a page that was turned so that text with this turn is level.

    Args:
        glyph: on the page as it is.
        turn: quarter turns of the text.
    """
    x0, x1, top, bottom = glyph.x0, glyph.x1, glyph.top, glyph.bottom
    if turn == 1:
        box = (-bottom, -top, x0, x1)
    elif turn == 2:  # noqa: PLR2004 - half a turn
        box = (-x1, -x0, -bottom, -top)
    elif turn == 3:  # noqa: PLR2004 - three quarters
        box = (top, bottom, -x1, -x0)
    else:
        return glyph
    return Glyph(glyph.text, *box, box[3], box[1] - box[0], glyph.turn, glyph.is_bold)
