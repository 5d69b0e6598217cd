"""Tf-idf weights of texts: the features of the learner; texts can be added."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from pprnet.triage.features.sparse_matrix import SparseMatrix
from pprnet.triage.features.word_counts import TermCounts, add_texts, empty_term_counts

if TYPE_CHECKING:
    from pprnet.triage.array_types import Vector

MIN_TEXTS_FOR_MAX_SHARE = 20
"""With fewer texts no term is too frequent: one of two texts is already half of all."""


class FeatureMatrix(Protocol):
    """The features of works: a row of numbers for each work, and a name for each column."""

    @property
    def matrix(self) -> SparseMatrix:
        """Return the weights, of shape (n_works, n_columns)."""

    @property
    def rows(self) -> int:
        """Return the number of works."""

    def names(self, columns: Sequence[int]) -> list[str]:
        """Return the names of some columns.

        Args:
            columns: column numbers, from 0.
        """


@dataclass(frozen=True, slots=True)
class Tfidf:
    """Sublinear tf-idf with rows of length 1, as defined by scikit-learn.

    weight = (1 + ln count) * (ln((1 + texts) / (1 + texts with the term)) + 1), then divided by
    the length of the row (scikit-learn's user guide, "Tf-idf term weighting").
    """

    bigrams: bool = True
    """Whether pairs of successive words are terms as well."""
    sublinear: bool = True
    """Whether the logarithm of a count is used."""
    max_share: float = 0.95
    """A term in more than this share of the texts has weight 0."""
    stop_words: frozenset[str] = frozenset()

    def __call__(self, texts: Sequence[str]) -> TfidfFeatures:
        """Return the weights of the terms of some texts."""
        counted = add_texts(
            empty_term_counts(bigrams=self.bigrams, stop_words=self.stop_words), texts
        )
        return _weigh_terms(counted, self)


@dataclass(frozen=True, slots=True, eq=False)
class TfidfFeatures:
    """One row of weights for each text, in the order given; can be pickled for a cache."""

    matrix: SparseMatrix
    """Weights of shape (n_texts, n_terms), rows of length 1; too frequent terms have weight 0."""
    terms: TermCounts
    settings: Tfidf

    @property
    def rows(self) -> int:
        """Return the number of texts."""
        return int(self.matrix.shape[0])

    @property
    def vocabulary(self) -> tuple[str, ...]:
        """Return the term of each column: a word, or two successive words."""
        return tuple(self.terms.names())

    def names(self, columns: Sequence[int]) -> list[str]:
        """Return the terms of some columns.

        Args:
            columns: column numbers, from 0.
        """
        return self.terms.names(columns)

    def extend(self, texts: Sequence[str]) -> TfidfFeatures:
        """Return the features with further rows, equal to those of all texts together.

        Only the new texts are read; the weights, which depend on how frequent a term is in all
        texts, are computed again from the counts. The columns may be in another order.

        Args:
            texts: the texts to add.
        """
        return _weigh_terms(add_texts(self.terms, texts), self.settings)

    def select_rows(self, rows: Sequence[int]) -> TfidfFeatures:
        """Return the features of some rows, equal to those of these texts alone.

        Args:
            rows: row numbers, from 0, in the order wanted.
        """
        kept = self.terms
        counts = kept.counts.select_rows(rows)
        return _weigh_terms(
            TermCounts(kept.words, kept.codes, counts, kept.bigrams, kept.stop_words), self.settings
        )


def _weigh_terms(terms: TermCounts, settings: Tfidf) -> TfidfFeatures:
    """Return the weights that follow from the counts."""
    import numpy as np

    counts = terms.counts
    by_count = np.arange(max(1, counts.data.max(initial=0) + 1), dtype=np.float64)
    if settings.sublinear:
        by_count[1:] = np.log(by_count[1:]) + 1
    data = by_count[counts.data]
    data *= _term_idf(terms, settings)[counts.indices]
    matrix = normalise_rows(replace(counts, data=data))
    return TfidfFeatures(matrix, terms, settings)


def _term_idf(terms: TermCounts, settings: Tfidf) -> Vector:
    """Return the inverse document frequency of each term, 0 where it is too frequent."""
    import numpy as np

    texts, width = terms.counts.shape
    spread = np.bincount(terms.counts.indices, minlength=width)
    found = np.log((1 + texts) / (1 + spread)) + 1
    most = settings.max_share * texts if texts >= MIN_TEXTS_FOR_MAX_SHARE else texts
    return np.where(spread <= most, found, 0.0)


def normalise_rows(matrix: SparseMatrix) -> SparseMatrix:
    """Return the matrix with rows of length 1; an empty row stays empty.

    Args:
        matrix: weights of shape (n_rows, n_columns).
    """
    import numpy as np

    lengths = matrix.row_norms()
    factors = np.divide(1.0, lengths, out=np.zeros_like(lengths), where=lengths > 0)
    return matrix.scale_rows(factors)


def vectorise(texts: Sequence[str]) -> TfidfFeatures:
    """Return tf-idf weights of words and pairs of words, as in ASReview's ELAS u4.

    Args:
        texts: title and abstract of each work.

    Returns:
        Features with weights of shape (n_texts, n_terms).
    """
    return Tfidf()(texts)
