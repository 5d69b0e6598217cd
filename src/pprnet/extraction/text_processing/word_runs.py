"""The words of a text and the pairs that follow one another, as features of a model.

A pair is looked up as two words: to join them takes longer than all else that a model does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from pprnet.extraction.text_processing.word_tokenizer import Token

NUMBER = "#"
"""Stands for any number."""


def words_with_numbers_marked(tokens: Iterable[Token]) -> list[str]:
    """Return the folded words of a text, with `NUMBER` for each number.

    Args:
        tokens: the words of a text.
    """
    return [NUMBER if (word := token[0])[0].isdecimal() else word for token in tokens]


def run_names(words: Sequence[str]) -> list[str]:
    """Return the words, then the pairs of words with a space, each once, in the order of the text.

    Args:
        words: the words, from `words_with_numbers_marked`.
    """
    return list(dict.fromkeys([*words, *map(" ".join, pairwise(words))]))


@dataclass(frozen=True, slots=True)
class RunTable:
    """The row of each word and pair of words that a model knows."""

    words: Mapping[str, int]
    pairs: Mapping[tuple[str, str], int]

    @classmethod
    def from_rows(cls, rows: Mapping[str, int]) -> RunTable:
        """Return the table of names such as `run_names` makes.

        Args:
            rows: the row of each name.
        """
        split = ((*name.partition(" ")[::2], row) for name, row in rows.items())
        pairs = {(first, second): row for first, second, row in split if second}
        return cls({name: row for name, row in rows.items() if " " not in name}, pairs)

    def find(self, words: Sequence[str]) -> list[int]:
        """Return the rows of the words and of the pairs of a text, in the order of `run_names`.

        Args:
            words: the words, from `words_with_numbers_marked`.
        """
        of_words = map(self.words.get, dict.fromkeys(words))
        of_pairs = map(self.pairs.get, dict.fromkeys(pairwise(words)))
        return [row for row in chain(of_words, of_pairs) if row is not None]
