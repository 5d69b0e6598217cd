"""Counts of words and pairs of words in texts; texts can be added at any time.

A word is two or more letters, digits or underscores, in lower case, as in scikit-learn's
default `token_pattern`. A term is stored as one number: that of the word, or of both words of a
pair, the first in the upper 32 bits. No string is made for a pair until it is needed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from pprnet.triage.features.sparse_matrix import SparseMatrix, stack_rows

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Codes = npt.NDArray[np.int64]

WORD_PATTERN = re.compile(r"\b\w\w+\b")
TEXTS_PER_BATCH = 2000
"""Texts that are counted together; limits the memory of the counting."""
BIGRAM_SHIFT = 32
"""Bits by which the first word of a pair is shifted."""


@dataclass(frozen=True, slots=True, eq=False)
class TermCounts:
    """The counts of each term in each text. A term keeps its column when texts are added."""

    words: dict[str, int]
    """Each known word and its number, which never changes."""
    codes: Codes
    """The term of each column, as a number."""
    counts: SparseMatrix
    """Integers, of shape (n_texts, n_terms)."""
    bigrams: bool
    stop_words: frozenset[str]
    """Words that are left out before bigrams are made (stop words)."""

    def names(self, columns: Sequence[int] | None = None) -> list[str]:
        """Return the terms of some columns, or of all.

        Args:
            columns: column numbers, from 0, or `None` for all.
        """
        spelt = list(self.words)
        codes = self.codes if columns is None else self.codes[list(columns)]
        return [
            f"{spelt[(code >> BIGRAM_SHIFT) - 1]} {spelt[code & (1 << BIGRAM_SHIFT) - 1]}"
            if code >> BIGRAM_SHIFT
            else spelt[code]
            for code in codes.tolist()
        ]


def empty_term_counts(
    *, bigrams: bool = True, stop_words: frozenset[str] = frozenset()
) -> TermCounts:
    """Return the counts of no text, to which texts can be added.

    Args:
        bigrams: whether pairs of successive words are terms as well.
        stop_words: words to ignore, in lower case.
    """
    import numpy as np

    nothing = np.zeros(0, np.int32)
    counts = SparseMatrix(nothing, nothing, np.zeros(1, np.int64), (0, 0))
    return TermCounts({}, np.zeros(0, np.int64), counts, bigrams, stop_words)


def add_texts(terms: TermCounts, texts: Sequence[str]) -> TermCounts:
    """Return the counts with further rows; texts that were counted are not read again.

    Args:
        terms: the counts so far.
        texts: the texts to count.
    """
    import numpy as np

    words, codes = _word_numbering(terms.words), terms.codes
    sorted_by = np.argsort(codes)
    index = (codes[sorted_by], sorted_by)
    blocks = []
    for start in range(0, len(texts), TEXTS_PER_BATCH):
        found, rows = _term_codes(
            texts[start : start + TEXTS_PER_BATCH], words, terms.bigrams, terms.stop_words
        )
        columns, new = _assign_columns(found, index, len(codes))
        codes = np.concatenate([codes, new])
        index = _insert_columns(index, new, len(codes))
        blocks.append(
            _count_cells(rows, columns, len(texts[start : start + TEXTS_PER_BATCH]), len(codes))
        )
    counts = stack_rows([terms.counts, *blocks], len(codes))
    return TermCounts(dict(words), codes, counts, terms.bigrams, terms.stop_words)


def _word_numbering(words: Mapping[str, int]) -> dict[str, int]:
    """Return a copy of numbered words that gives an unknown word the next number."""
    numbers: defaultdict[str, int] = defaultdict(None, words)
    numbers.default_factory = numbers.__len__
    return numbers


def _term_codes(
    texts: Sequence[str], words: dict[str, int], bigrams: bool, stop_words: frozenset[str]
) -> tuple[Codes, Codes]:
    """Return the terms of some texts in succession, and the row of each; number new words."""
    import numpy as np

    numbered = [_number_words(text, words, stop_words) for text in texts]
    lengths = np.fromiter(map(len, numbered), np.int64, len(texts))
    flat = np.fromiter(chain.from_iterable(numbered), np.int64, int(lengths.sum()))
    rows = np.repeat(np.arange(len(texts)), lengths)
    if not bigrams or not len(flat):
        return flat, rows
    inside = rows[1:] == rows[:-1]
    both = ((flat[:-1] + 1) << BIGRAM_SHIFT | flat[1:])[inside]
    return np.concatenate([flat, both]), np.concatenate([rows, rows[1:][inside]])


def _number_words(text: str, words: dict[str, int], stop_words: frozenset[str]) -> list[int]:
    """Return the words of a text by number, adding new words to the table."""
    found = WORD_PATTERN.findall(text.lower())
    if stop_words:
        found = [word for word in found if word not in stop_words]
    return list(map(words.__getitem__, found))


def _assign_columns(found: Codes, index: tuple[Codes, Codes], width: int) -> tuple[Codes, Codes]:
    """Return the column of each term, and the new terms, which get columns from `width`."""
    import numpy as np

    distinct, which = np.unique(found, return_inverse=True)
    known, columns = index
    at = np.searchsorted(known, distinct)
    here = np.zeros(len(distinct), np.bool_)
    inside = at < len(known)
    here[inside] = known[at[inside]] == distinct[inside]
    placed = np.empty(len(distinct), np.int64)
    placed[here] = columns[at[here]]
    placed[~here] = np.arange(width, width + int((~here).sum()))
    return placed[which], distinct[~here]


def _insert_columns(index: tuple[Codes, Codes], new: Codes, width: int) -> tuple[Codes, Codes]:
    """Return the sorted index with new terms, the last columns, inserted."""
    import numpy as np

    known, columns = index
    at = np.searchsorted(known, new)
    added = np.arange(width - len(new), width)
    return np.insert(known, at, new), np.insert(columns, at, added)


def _count_cells(rows: Codes, columns: Codes, height: int, width: int) -> SparseMatrix:
    """Return how often each column occurs in each row."""
    import numpy as np

    cells, counts = np.unique(rows * max(width, 1) + columns, return_counts=True)
    row, column = np.divmod(cells, max(width, 1))
    starts = np.searchsorted(row, np.arange(height + 1))
    return SparseMatrix(counts.astype(np.int32), column.astype(np.int32), starts, (height, width))
