"""Words of a text with their places, folded so that spellings of one word are one."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from pprnet.records import Record
from pprnet.text import fold

# A number with its separators, or one run of letters and digits. A number ends in a digit or "%",
# so that a search runs back over the separators after the last digit, once.
_TOKEN = re.compile(r"\d(?:[\d.,]*\d)?%?|[^\W_]+")
_MOST_CACHED = 40  # characters; a longer "word" is not worth remembering
_SPELLINGS = (
    ("behaviour", "behavior"), ("counsell", "counsel"), ("programme", "program"),
    ("isation", "ization"), ("ising", "izing"), ("ised", "ized"), ("ise", "ize"),
    ("centre", "center"), ("colour", "color"), ("humour", "humor"), ("analys", "analyz"),
    ("anaesth", "anesth"), ("paediatric", "pediatric"), ("labelled", "labeled"),
)  # fmt: skip


class Token(NamedTuple):
    """A word of a text: folded, as printed, and where it stands."""

    word: str
    printed: str
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """Split a text into words and numbers; punctuation is left out."""
    # A million words are split in an hour of harvests: `tuple.__new__` takes a third of the
    # time of `Token(...)`, and makes the same.
    return [
        _new(Token, (_folded(printed := found[0]), printed, *found.span()))
        for found in _TOKEN.finditer(text)
    ]


_new = tuple.__new__


def _folded(printed: str) -> str:
    return _word(printed) if len(printed) <= _MOST_CACHED else fold(printed)


@lru_cache(maxsize=65536)
def _word(printed: str) -> str:
    return printed if printed[0].isdecimal() else spell(fold(printed))


def spell(word: str) -> str:
    """Bring British and American spellings of a folded word to one form."""
    for british, american in _SPELLINGS:
        if british in word:
            word = word.replace(british, american)
    return word


class Words(NamedTuple):
    """The words of each field of a record that is read."""

    title: list[Token]
    abstract: list[Token]
    keywords: list[Token]

    @classmethod
    def of(cls, record: Record) -> Words:
        """Split the fields of a record; a span in keywords counts characters of them joined."""
        return cls(
            tokens(record.title), tokens(record.abstract), tokens("; ".join(record.keywords))
        )
