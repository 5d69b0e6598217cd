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
    r"(\d{1,3}(?:,\d{3})+(?![\d])(?:\.\d+)?|0,\d+|\d+(?:\.\d+)?|(?<![^\W\d])\.\d+|(?<=was)\.\d+|(?<=were)\.\d+)"
    r"|([^\W\d][\w']*)"
    r"|([^\w\s])"
)
NUMBER, WORD = "number", "word"
_GROUPS = ("", NUMBER, WORD, "")
_KINDS = {"<": "<", ">": "<", "≤": "<", "≥": "<", "£": "$", "€": "$", "¥": "$", "$": "$"}
_LONGEST = 15  # characters of a number; more is a serial number


class Lexeme(NamedTuple):
    """A number, a word or a mark, as printed, and where it stands in its field."""

    kind: str
    """NUMBER, WORD or the mark itself; one mark stands for its like: "<" for "≥", "$" for "£"."""
    text: str
    start: int
    end: int


_MARKUP = re.compile(
    r"</?(?:i|b|em|strong|sub|sup|italic|bold|u)>|&(?:lt|gt|le|ge|nbsp|amp);|\+/[-−–]"
    r"|(?<=\d)~(?=\d)"
)
_SIGNS = {
    "&lt;": "<",
    "&gt;": ">",
    "&le;": "≤",
    "&ge;": "≥",
    "+/-": "±",
    "+/−": "±",
    "+/–": "±",
    "~": "-",
}


def one_way(text: str) -> str:
    """Bring signs, points and brackets to one way of printing without moving any character."""
    if any(sign in text for sign in ("</", "&", "+/", "~")):
        text = _MARKUP.sub(_blank, text)
    return text.translate(_ONE_WAY)


def _blank(found: re.Match[str]) -> str:
    return _SIGNS.get(found[0], "").ljust(len(found[0]))


def lexemes(sentence: str, start: int = 0) -> list[Lexeme]:
    """Split a sentence that is printed one way and begins at a place of its text."""
    found: list[Lexeme] = []
    make, add = tuple.__new__, found.append  # this loop is a third of the time of reading
    for match in _LEXEME.finditer(sentence):
        printed = match[0]
        kind = _GROUPS[match.lastindex or 0] or _KINDS.get(printed, printed)
        first, last = match.span()
        if kind is NUMBER and last - first > _LONGEST:
            kind = WORD
        add(make(Lexeme, (kind, printed, start + first, start + last)))
    return found


def word_set(line: str) -> frozenset[str]:
    """Give the words of a line, for the tables of the grammar."""
    return frozenset(line.split())


def number(printed: str) -> float:
    """Give the value of a printed number."""
    if printed.startswith("0,"):
        printed = printed.replace(",", ".")
    return float(printed.replace(",", ""))
