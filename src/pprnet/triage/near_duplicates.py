"""Near-duplicates: works so similar in their words that they are best decided together."""

from __future__ import annotations

from collections.abc import Sequence

from pprnet.triage.features.tfidf import TfidfFeatures
from pprnet.triage.ranking import check_rows

NEAR_DUPLICATE_SIMILARITY = 0.6
"""Cosine of the tf-idf weights from which two works are near-duplicates. In a review of 952 works,
pairs above it are versions of one study, its protocol, or its follow-up."""


def most_similar_rows(
    features: TfidfFeatures,
    row: int,
    among: Sequence[int],
    *,
    min_similarity: float = NEAR_DUPLICATE_SIMILARITY,
    limit: int = 5,
) -> tuple[tuple[int, float], ...]:
    """Return the rows most similar to one row, the most similar first.

    Args:
        features: tf-idf weights of shape (n_works, n_terms).
        row: the row to compare.
        among: rows to compare it with.
        min_similarity: least cosine similarity, 0-1.
        limit: most rows to return.

    Returns:
        Rows with their cosine similarity, 0-1.
    """
    import numpy as np

    check_rows(features, [row, *(other for other in among if other != row)], "compared")
    rows = np.asarray([other for other in among if other != row], dtype=np.intp)
    if not len(rows) or not features.matrix.shape[1]:
        return ()
    own = features.matrix.select_rows([row])
    similarity = features.matrix.select_rows(rows).row_products(own)[0]
    order = np.lexsort((rows, -similarity))[:limit]
    return tuple(
        (int(rows[at]), float(similarity[at]))
        for at in order
        if float(similarity[at]) >= min_similarity
    )
