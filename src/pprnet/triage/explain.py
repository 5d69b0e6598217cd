"""Why a work stands where it stands: the words that moved it, by how much."""

from __future__ import annotations

from dataclasses import dataclass

from pprnet.triage.classifier import LinearModel
from pprnet.triage.features import Features
from pprnet.triage.order import Ranking, check_rows


@dataclass(frozen=True, slots=True)
class Reason:
    """A term of the work and what it adds to the score (below 0: takes away)."""

    term: str
    weight: float


def explain(
    features: Features, learnt: Ranking | LinearModel, row: int, top: int = 6
) -> tuple[Reason, ...]:
    """Name the terms that count most for or against a row, the strongest first.

    The weights of all terms and the model's intercept add up to the row's score exactly.
    Without a model (nothing was learnt yet) there is no reason to give.
    """
    check_rows(features, [row], "explained")
    model = learnt.model if isinstance(learnt, Ranking) else learnt
    if model is None:
        return ()
    start, end = features.matrix.indptr[row : row + 2]
    columns = features.matrix.indices[start:end]
    shares = features.matrix.data[start:end] * model.weights[columns]
    reasons = (
        Reason(features.vocabulary[column], float(share))
        for column, share in zip(columns, shares, strict=True)
        if share
    )
    return tuple(sorted(reasons, key=lambda reason: (-abs(reason.weight), reason.term))[:top])
