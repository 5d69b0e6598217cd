"""The small pieces of a sentence that a grammar of effects is made of, with their places.

The text is first brought to one way of printing on a copy of the same length, so that every
place in the copy is a place in the text.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_ONE_WAY = str.maketrans(
    {
        **dict.fromkeys("−–—‐‑‒―﹣－⁻˗", "-"),
        **dict.fromkeys("·∙•⋅‧・", "."),
        **dict.fromkeys("\u00a0\u2007\u2009\u200a\u202f\u2002\u2003_^~", " "),
        **dict.fromkeys("[{", "("),
        **dict.fromkeys("]}", ")"),
        **dict.fromkeys("’‘`´ʼ", "'"),
        **dict.fromkeys("⁼＝≈≅", "="),
        "≦": "≤", "≧": "≥", "⩽": "≤", "⩾": "≥", "＜": "<", "＞": ">",
        "²": "2", "₂": "2", "ɳ": "η", "ƞ": "η", "ή": "η", "ϐ": "β", "ß": "β", "Ƙ": "κ", "∆": "Δ",
    }
)  # fmt: skip

# A number of whole groups of thousands, with a comma for a point ("0,85"), or plain; a word,
# which may hold digits ("T2", "R2"); or one other character. No branch can begin another.
_LEXEME = re.compile(
    r"(\d{1,3}(?:,\d{3})+(?![\d])(?:\.\d+)?|0,\d+|\d+(?:\.\d+)?|\.\d+)"
    r"|([^\W\d][\w']*)"
    r"|([^\w\s])"
)
NUMBER, WORD = "number", "word"
_KINDS = {"<": "<", ">": "<", "≤": "<", "≥": "<", "£": "$", "€": "$", "¥": "$", "$": "$"}
_LONGEST = 15  # characters of a number; more is a serial number


class Lexeme(NamedTuple):
    """A number, a word or a mark, as printed, and where it stands in its field."""

    kind: str
    """NUMBER, WORD or the mark itself; one mark stands for its like: "<" for "≥", "$" for "£"."""
    text: str
    start: int
    end: int


def one_way(text: str) -> str:
    """Bring signs, points and brackets to one way of printing without moving any character."""
    return text.translate(_ONE_WAY)


def lexemes(text: str, start: int, end: int) -> list[Lexeme]:
    """Split a stretch of a text that is printed one way."""
    return [
        Lexeme(_kind(found), found[0], found.start(), found.end())
        for found in _LEXEME.finditer(text, start, end)
    ]


def _kind(found: re.Match[str]) -> str:
    if found.lastindex == 1:
        return NUMBER if len(found[0]) <= _LONGEST else WORD
    if found.lastindex == 2:  # noqa: PLR2004 -- the second branch of the expression
        return WORD
    return _KINDS.get(found[0], found[0])


def number(printed: str) -> float:
    """Give the value of a printed number."""
    if printed.startswith("0,"):
        printed = printed.replace(",", ".")
    return float(printed.replace(",", ""))
