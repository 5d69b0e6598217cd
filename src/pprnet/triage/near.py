"""Works so alike in their words that they are best decided together."""

from __future__ import annotations

from collections.abc import Sequence

from pprnet.triage.features import Features
from pprnet.triage.order import check_rows

NEAR = 0.6
"""Cosine of the word weights from which two works are called alike. In a review of 952 works,
pairs above it are versions of one study, its protocol, or its follow-up."""


def nearest(
    features: Features, row: int, among: Sequence[int], *, least: float = NEAR, most: int = 5
) -> tuple[tuple[int, float], ...]:
    """Give the rows most like one, with their likeness (cosine, 0 to 1), the most alike first."""
    import numpy as np

    check_rows(features, [row, *(other for other in among if other != row)], "compared")
    rows = np.asarray([other for other in among if other != row], dtype=np.intp)
    if not len(rows) or not features.matrix.shape[1]:
        return ()
    likeness = (features.matrix[rows] @ features.matrix[row].T).toarray().ravel()
    order = np.lexsort((rows, -likeness))[:most]
    return tuple(
        (int(rows[at]), float(likeness[at])) for at in order if float(likeness[at]) >= least
    )
