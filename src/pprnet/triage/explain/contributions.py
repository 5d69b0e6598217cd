"""Contributions: the terms that account for the score of a work, and by how much."""

from __future__ import annotations

from dataclasses import dataclass

from pprnet.triage.features.tfidf import FeatureMatrix
from pprnet.triage.models.classifier import LinearModel
from pprnet.triage.ranking import Ranking, check_rows


@dataclass(frozen=True, slots=True)
class TermContribution:
    """A term of the work and its contribution to the score, positive or negative."""

    term: str
    weight: float


def explain_score(
    table: FeatureMatrix, learnt: Ranking | LinearModel, row: int, top: int = 6
) -> tuple[TermContribution, ...]:
    """Return the terms that contribute most to the score of a row, the strongest first.

    The contributions of all terms and the model's intercept add up to the score of the row exactly.

    Args:
        table: features of shape (n_works, n_columns).
        learnt: the ranking, or its model; without a model there are no contributions.
        row: the row to explain.
        top: most terms to return.
    """
    check_rows(table, [row], "explained")
    model = learnt.model if isinstance(learnt, Ranking) else learnt
    if model is None:
        return ()
    cells = table.matrix.row(row)
    shares = cells.values * model.weights[cells.columns]
    named = zip(table.names(cells.columns.tolist()), shares.tolist(), strict=True)
    reasons = (TermContribution(term, share) for term, share in named if share)
    return tuple(sorted(reasons, key=lambda reason: (-abs(reason.weight), reason.term))[:top])
