"""Words of a text with their places, folded so that the spellings of one word are equal."""

from __future__ import annotations

import re
from typing import NamedTuple

from pprnet.records import Record
from pprnet.text import fold

# A number with its separators, or one run of letters and digits. A number ends in a digit or "%",
# so that a search runs back over the separators after the last digit, once. "ʼ" is an apostrophe,
# though Unicode counts it as a letter.
_TOKEN = re.compile(r"\d(?:[\d.,]*\d)?%?|[^\W_ʼ]+")
_MAX_CACHED_LENGTH = 40  # characters; a longer "word" is not worth remembering
_MAX_CACHED_WORDS = 65536
_SPELLINGS = (
    ("behaviour", "behavior"), ("counsell", "counsel"), ("programme", "program"),
    ("isation", "ization"), ("ising", "izing"), ("ised", "ized"), ("ise", "ize"),
    ("centre", "center"), ("colour", "color"), ("humour", "humor"), ("analys", "analyz"),
    ("anaesth", "anesth"), ("paediatric", "pediatric"), ("labelled", "labeled"),
)  # fmt: skip


class Token(NamedTuple):
    """A word of a text: folded, as printed, and its place in characters."""

    word: str
    printed: str
    start: int
    end: int


def tokenize_words(text: str) -> list[Token]:
    """Return the words and numbers of a text, without punctuation.

    Args:
        text: any text.
    """
    found: list[Token] = []
    add, new, words, place = found.append, tuple.__new__, _folded_words, text.index
    end = 0
    # To look for each word from the end of the last one, and to make tokens without the call of
    # a class, halves the time: only characters of no word lie between, so the place is the word's.
    for printed in _TOKEN.findall(text):
        start = place(printed, end)
        end = start + len(printed)
        add(new(Token, (words[printed], printed, start, end)))
    return found


class _FoldedWordCache(dict[str, str]):
    """Folded words with normalised spelling, by their printed form."""

    def __missing__(self, printed: str) -> str:
        if printed[0].isdecimal():
            return printed
        if len(printed) > _MAX_CACHED_LENGTH:
            return fold(printed)
        if len(self) >= _MAX_CACHED_WORDS:
            self.clear()
        word = self[printed] = normalise_spelling(fold(printed))
        return word


_folded_words = _FoldedWordCache()


def normalise_spelling(word: str) -> str:
    """Return a folded word with British spelling replaced by American.

    Args:
        word: a folded word or stem.
    """
    for british, american in _SPELLINGS:
        if british in word:
            word = word.replace(british, american)
    return word


def word_set(line: str) -> frozenset[str]:
    """Return the words of a line, for a table of words.

    Args:
        line: words with spaces between them, folded as the text they are compared with.
    """
    return frozenset(line.split())


class RecordTokens(NamedTuple):
    """The words of the title, abstract and keywords of a record."""

    title: list[Token]
    abstract: list[Token]
    keywords: list[Token]

    @classmethod
    def from_record(cls, record: Record) -> RecordTokens:
        """Return the words of a record; spans in keywords count characters of them joined by "; ".

        Args:
            record: the record whose fields are split.
        """
        return cls(
            tokenize_words(record.title),
            tokenize_words(record.abstract),
            tokenize_words("; ".join(record.keywords)),
        )
