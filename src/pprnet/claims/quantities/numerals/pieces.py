"""Pieces of a text: numbers in digits, words and signs, each with its place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from pprnet.extraction.text_processing.printed_numbers import (
    APOSTROPHES,
    DASHES,
    THIN_SPACES,
    join_broken_decimals,
    mark_multiplication,
    may_continue_scientific,
    scientific_number_end,
)
from pprnet.extraction.text_processing.word_tokenizer import word_set

_MARKS = re.escape(f",{THIN_SPACES}{APOSTROPHES}")
_SPACES = re.escape(f" {THIN_SPACES}{APOSTROPHES}")
_REST = r"|(?P<word>[^\W\d_]+)|(?P<sign>[^\w\s]|_)"
_ENGLISH = re.compile(
    rf"(?P<number>\d{{1,3}}(?:[{_MARKS}]\d{{3}}){{1,4}}(?!\d|,\d)(?:[.·]\d{{1,9}})?"
    r"|(?<![\d.,])(?<!\d )[1-9]\d{0,2}(?: \d{3}){1,4}(?!\s?[\d,%-]|\.\d)"
    r"|\d{1,3},\d{1,2}(?=\s?%)|0,\d{1,3}(?!\d|,)|\d{1,30}(?:[.·]\d{1,30})?"
    r"|(?<![\w.·])[.·]\d{1,30})" + _REST
)
_FRENCH = re.compile(
    rf"(?P<number>(?<![\d.,])(?<!\d )[1-9]\d{{0,2}}(?:[{_SPACES}]\d{{3}}){{1,4}}(?! ?\d)"
    r"(?:[.,·]\d{1,9})?"
    r"|\d{1,3}(?:[.,]\d{3}){2,4}(?!\d|[.,]\d)"
    r"|\d{1,30}(?:[.,·]\d{1,30})?|(?<![\w.,·])[.,·]\d{1,30})" + _REST
)
_BROKEN = re.compile(r"\d \.|\. ?\d|\d\. ")
_NUMBERED_NOUNS = word_set(
    "group phase type step week day grade stage level table figure version study experiment trial "
    "sample wave time session cohort month year case site groupe étude essai tableau semaine jour "
    "mois séance niveau stade étape temps"
)
"""After these a number is a name and begins no other: "study 1 120 clients"."""
_DASH_SET = frozenset(DASHES)


class Piece(NamedTuple):
    """A number, a word in lower case, or a sign; all dashes are "-"."""

    kind: str
    """One of "number", "word" and "sign"."""
    text: str
    start: int
    end: int


class PieceText(NamedTuple):
    """A text with its pieces and its language."""

    text: str
    pieces: Sequence[Piece]
    language: str

    def word(self, place: int) -> str:
        """Return the text of a piece, empty outside the text.

        Args:
            place: place of the piece.
        """
        return self.pieces[place].text if 0 <= place < len(self.pieces) else ""

    def is_attached(self, place: int) -> bool:
        """Return whether a piece follows the one before without a blank.

        Args:
            place: place of the piece.
        """
        return (
            0 < place < len(self.pieces) and self.pieces[place].start == self.pieces[place - 1].end
        )


def split_pieces(text: str, language: str) -> list[Piece]:
    """Return the pieces of a text in order.

    Args:
        text: any text.
        language: "fr" for a decimal comma and spaces between thousands, else English.
    """
    prepared = text
    if _BROKEN.search(text):
        prepared = join_broken_decimals(text)
    prepared = mark_multiplication(prepared)
    pattern = _FRENCH if language == "fr" else _ENGLISH
    found: list[Piece] = []
    reached = 0
    for match in pattern.finditer(prepared):
        start, end = match.span()
        if start < reached:
            continue
        kind = match.lastgroup or "sign"
        if kind == "number" and may_continue_scientific(prepared, end):
            end = scientific_number_end(prepared, start) or end
        reached = end
        if " " in match[0] and found and found[-1].text in _NUMBERED_NOUNS:
            middle = start + match[0].index(" ")
            found.append(Piece(kind, prepared[start:middle], start, middle))
            start = middle + 1
        found.append(Piece(kind, _piece_text(kind, prepared[start:end]), start, end))
    return found


def _piece_text(kind: str, printed: str) -> str:
    if kind == "word":
        return printed.lower()
    return "-" if printed in _DASH_SET else printed
