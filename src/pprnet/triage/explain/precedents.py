"""Precedents: the past decisions that account for the score of a work."""

from __future__ import annotations

from dataclasses import dataclass

from pprnet.triage.features.tfidf import FeatureMatrix
from pprnet.triage.models.classifier import LinearModel
from pprnet.triage.ranking import Ranking, check_rows


@dataclass(frozen=True, slots=True)
class Precedent:
    """A decided work and its contribution to the score of another, positive or negative."""

    row: int
    weight: float
    """The contribution; over all decided works the sum is the score."""
    similarity: float
    """The product of both rows: 0 where they share no term, 1 for two equal rows of terms."""

    @property
    def similarity_weight(self) -> float:
        """Return the part of the weight that is due to similarity."""
        return self.weight * self.similarity / (self.similarity + 1)


def precedents(
    table: FeatureMatrix, learnt: Ranking | LinearModel, row: int, top: int | None = None
) -> tuple[Precedent, ...]:
    """Return the decided works that contribute most by their similarity, the strongest first.

    The model is a sum over decided works, w = sum of b_i x_i and intercept = sum of b_i
    (`linear_svm`), so the score of x is the sum of b_i (x_i.x + 1). This is exact, except for a
    prior model, which has no works.

    Args:
        table: features of shape (n_works, n_columns).
        learnt: the ranking, or its model; without dual coefficients there are no precedents.
        row: the row to explain.
        top: most works to return, `None` for all.
    """
    import numpy as np

    check_rows(table, [row], "explained")
    model = learnt.model if isinstance(learnt, Ranking) else learnt
    if (
        model is None
        or model.dual_coefficients is None
        or len(model.dual_coefficients) != table.rows
    ):
        return ()
    decided = np.flatnonzero(model.dual_coefficients)
    own = table.matrix.select_rows([row])
    similarity = table.matrix.select_rows(decided).row_products(own)[0]
    coefficients = model.dual_coefficients[decided]
    named = zip(
        decided.tolist(),
        (coefficients * (similarity + 1)).tolist(),
        similarity.tolist(),
        strict=True,
    )
    found = [Precedent(*each) for each in named]
    return tuple(sorted(found, key=lambda each: (-abs(each.similarity_weight), each.row))[:top])


def strongest_precedent(
    table: FeatureMatrix, learnt: Ranking | LinearModel, row: int
) -> Precedent | None:
    """Return the included work whose similarity raises a score most, or `None`.

    Args:
        table: features of shape (n_works, n_columns).
        learnt: the ranking, or its model.
        row: the row to explain.
    """
    for each in precedents(table, learnt, row):
        if each.row != row and each.similarity_weight > 0:
            return each
    return None
