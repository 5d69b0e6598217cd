"""Texts -> word weights: the table from which the learner learns, made once per catalogue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

SMALL = 20
"""Below this many texts no word is "too common": one of two texts is already half of all."""


@dataclass(frozen=True, slots=True, eq=False)
class Features:
    """One row of word weights for each text, in the order given; pickles for a cache."""

    matrix: Any
    """scipy CSR, texts x terms, rows of length 1."""
    vocabulary: tuple[str, ...]
    """The term of each column: a word, or two words in a row."""

    @property
    def rows(self) -> int:
        """Count the texts."""
        return int(self.matrix.shape[0])


def vectorise(texts: Sequence[str]) -> Features:
    """Weigh words and word pairs by how telling they are (TF-IDF as in ASReview's ELAS u4)."""
    import numpy as np
    from scipy.sparse import csr_matrix
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectoriser = TfidfVectorizer(
        ngram_range=(1, 2),
        sublinear_tf=True,
        norm="l2",
        max_df=0.95 if len(texts) >= SMALL else 1.0,
    )
    if not any(vectoriser.build_analyzer()(text) for text in texts):
        return Features(csr_matrix((len(texts), 0), dtype=np.float64), ())
    matrix = vectoriser.fit_transform(texts).tocsr()
    matrix.sort_indices()
    return Features(matrix, tuple(vectoriser.get_feature_names_out().tolist()))
