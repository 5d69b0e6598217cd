"""Words of a text with their places, folded so that spellings of one word are one."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from pprnet.records import Record
from pprnet.text import fold

# One run of digits with its separators, or one run of letters and digits; each character is
# looked at once.
_TOKEN = re.compile(r"\d[\d.,]*%?|[^\W_]+")
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
    return [_token(found) for found in _TOKEN.finditer(text)]


def _token(found: re.Match[str]) -> Token:
    printed = found[0]
    if printed[0].isdecimal():
        printed = printed.rstrip(".,")
    word = _word(printed) if len(printed) <= _MOST_CACHED else fold(printed)
    return Token(word, printed, found.start(), found.start() + len(printed))


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
