"""Numbers of a page as both readers see them; where they differ, a number is unread.

A word that contains a digit is compared with the characters that the second reader finds in the
same place, the gaps before and after it included: there a sign or digit may have been lost.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections import defaultdict
from itertools import pairwise
from typing import NamedTuple

from pprnet.fulltext.article_values import UNREAD_MARK, Unread
from pprnet.fulltext.pdf.characters.glyph_lines import GlyphLine, GlyphWord, word_text
from pprnet.fulltext.pdf.characters.glyphs import UNMAPPED, Glyph, GlyphPage, turned

_DASHES = dict.fromkeys("-−–—‐‑‒―", "-")
_POINTS = {"·": ".", "∙": ".", "⋅": ".", "٫": "."}
_SIGNS = {**_DASHES, **_POINTS, **{sign: sign for sign in ".,+±%<>=≤≥/"}}
_BAND = 8.0
"""Height in points of the bands into which a page is divided to look characters up."""
_REACH = 0.6
"""How far from the middle of a word, in parts of its size, its characters may have theirs."""


class Word(NamedTuple):
    """A word in its place, measured in points from the upper left corner."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    base: float
    size: float
    is_bold: bool


def numeric_signs(text: str) -> str:
    """Return the digits and signs of a text, each sign in one form.

    Args:
        text: one or more characters.
    """
    return "".join(filter(None, map(_numeric_sign, text)))


def _numeric_sign(character: str) -> str:
    if character.isdigit() or character.isnumeric():
        return unicodedata.normalize("NFKC", character)
    return UNMAPPED if character == UNMAPPED else _SIGNS.get(character, "")


class SecondReading:
    """The characters of the second reader, by their places."""

    def __init__(self, glyphs: list[Glyph], used: set[int]) -> None:
        """Sort the characters into bands of the page; `used` grows with those that are compared."""
        self.glyphs = glyphs
        self.signs = [numeric_signs(glyph.text) for glyph in glyphs]
        self.used = used
        self._bands: dict[int, list[tuple[float, float, int]]] = defaultdict(list)
        for at, glyph in enumerate(glyphs):
            if glyph.text != " ":
                middle = (glyph.top + glyph.bottom) / 2
                place = ((glyph.x0 + glyph.x1) / 2, middle, at)
                self._bands[int(middle // _BAND)].append(place)
        for band in self._bands.values():
            band.sort()

    def between(self, left: float, right: float, top: float, bottom: float) -> list[int]:
        """Return which characters have their middle in a box, from left to right.

        Args:
            left: edge of the box.
            right: edge of the box.
            top: edge of the box.
            bottom: edge of the box.
        """
        found = []
        for band in range(int(top // _BAND), int(bottom // _BAND) + 1):
            places = self._bands.get(band, [])
            for at in range(bisect_left(places, (left, 0.0, 0)), len(places)):
                x, y, index = places[at]
                if x > right:
                    break
                if top <= y <= bottom:
                    found.append((x, index))
        return [index for _, index in sorted(found)]

    def is_divided(self, found: list[int]) -> bool:
        """Return whether the number in a place has a space in it or goes on outside of it.

        Args:
            found: the characters in the place.
        """
        signs = sorted(at for at in found if self._is_digit(at))
        if not signs:
            return False
        inside = any(
            self.glyphs[at].text == " "
            for first, last in pairwise(signs)
            if last - first < 4  # noqa: PLR2004 - a space and what is between two digits
            for at in range(first + 1, last)
        )
        outside = (signs[0] - 1, signs[-1] + 1)
        return inside or any(
            0 <= at < len(self.glyphs) and at not in found and self._is_digit(at) for at in outside
        )

    def _is_digit(self, at: int) -> bool:
        return self.signs[at][:1].isdigit()

    def left_over(self) -> list[str]:
        """Return the numbers at places where the first reader found none."""
        runs: list[str] = []
        last = -2
        for at, sign in enumerate(self.signs):
            if at not in self.used and sign and self._is_digit(at):
                runs = [*runs[:-1], runs[-1] + sign] if at == last + 1 else [*runs, sign]
                last = at
        return runs


class PageComparison:
    """The words of a page, each compared; `unread` grows with those that differ."""

    def __init__(self, number: int, second: GlyphPage | None) -> None:
        """Begin a page.

        Args:
            number: of the page.
            second: what the second reader found; `None` if it could not read the page.
        """
        self.number = number
        self.unread: list[Unread] = []
        self._page = second
        self._used: set[int] = set()
        self._second: SecondReading | None = None
        self.turn_to(0)

    def turn_to(self, turn: int) -> None:
        """Turn the page, so that text with a turn is level.

        Args:
            turn: quarter turns of the text.
        """
        if self._page is not None:
            glyphs = [turned(glyph, turn) for glyph in self._page.glyphs]
            self._second = SecondReading(glyphs, self._used)

    def words(self, line: GlyphLine) -> list[Word]:
        """Return the words of a line with the numbers on which both readers agree.

        Args:
            line: of the first reader.
        """
        found = []
        for at, word in enumerate(line.words):
            before = line.words[at - 1][-1].x1 if at else float("-inf")
            after = line.words[at + 1][0].x0 if at + 1 < len(line.words) else float("inf")
            found.append(_placed(self._agreed(word, before, after), word))
        return found

    def close(self) -> None:
        """List the numbers that only the second reader found."""
        if self._second:
            runs = self._second.left_over()
            self.unread += [Unread(self.number, "", run) for run in runs]

    def _agreed(self, word: GlyphWord, before: float, after: float) -> str:
        text = word_text(word)
        signs = numeric_signs("".join(glyph.text for glyph in word))
        if self._second is None:
            return self._marked(text, "") if _has_number(signs) else text
        size = max(glyph.size for glyph in word)
        left = max(before, word[0].x0 - size)
        right = min(after, word[-1].x1 + size)
        middle = sum((glyph.top + glyph.bottom) / 2 for glyph in word) / len(word)
        spread = max(abs((g.top + g.bottom) / 2 - middle) for g in word)
        reach = max(_REACH * size, spread + 0.2 * size)
        found = self._second.between(left, right, middle - reach, middle + reach)
        if not _has_number(signs):
            return self._with_letters(text, found) if UNMAPPED in text else text
        self._second.used.update(found)
        other = "".join(self._second.signs[at] for at in found)
        if signs == other and UNMAPPED not in signs and not self._second.is_divided(found):
            return text
        return self._marked(text, "".join(self._second.glyphs[at].text for at in found))

    def _with_letters(self, text: str, found: list[int]) -> str:
        """Return a word with unknown characters as the second reader has it, if it knows them."""
        assert self._second is not None
        other = "".join(self._second.glyphs[at].text for at in found)
        is_known = other.isprintable() and UNMAPPED not in other and not _has_number(other)
        return other if is_known and len(other) >= len(text) else text

    def _marked(self, text: str, other: str) -> str:
        """Return a word with a mark for each character of its number, which is listed."""
        self.unread.append(Unread(self.number, text, other))
        return "".join(UNREAD_MARK if numeric_signs(sign) else sign for sign in text)


def _has_number(signs: str) -> bool:
    return any(sign.isdigit() for sign in signs)


def _placed(text: str, word: GlyphWord) -> Word:
    main = max(word, key=lambda glyph: glyph.size)
    return Word(
        text,
        word[0].x0,
        word[-1].x1,
        main.top,
        main.bottom,
        main.base,
        main.size,
        main.is_bold,
    )
