"""What a person should see next: the waiting works, most likely relevant first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pprnet.errors import TriageError
from pprnet.triage.classifier import LinearModel, can_learn, fit
from pprnet.triage.features import Features

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt


@dataclass(frozen=True, slots=True, eq=False)
class Ranking:
    """The waiting rows in order, with their scores and, once one was learnt, the model."""

    rows: tuple[int, ...]
    scores: tuple[float, ...]
    """In the order of `rows`: distances from the model's line, or the prior without a model."""
    model: LinearModel | None


def check_rows(features: Features, rows: Sequence[int], what: str) -> None:
    """Refuse row numbers that are not in the features or come twice."""
    if len(set(rows)) != len(rows):
        raise TriageError(f"the {what} rows name a row twice; name each work once")
    strays = [row for row in rows if not 0 <= row < features.rows]
    if strays:
        raise TriageError(
            f"the {what} rows hold {strays[0]}, expected 0 to {features.rows - 1}; "
            "make the features again after works were added"
        )


def prior_scores(features: Features, prior: Sequence[float] | None) -> npt.NDArray[np.float64]:
    """Give the order that holds before anything was learnt, a number for each row."""
    import numpy as np

    if prior is None:
        return np.zeros(features.rows)
    if len(prior) != features.rows:
        raise TriageError(f"expected a prior for each of {features.rows} works, got {len(prior)}")
    return np.asarray(prior, dtype=np.float64)


def rank(
    features: Features,
    labels: Mapping[int, bool],
    *,
    waiting: Sequence[int],
    prior: Sequence[float] | None = None,
) -> Ranking:
    """Order the waiting rows by what the labels teach.

    `prior` holds a number for each row of `features`, the highest first; it decides while
    all labels are of one kind, and between equal scores. Then the row number decides.
    """
    check_rows(features, waiting, "waiting")
    check_rows(features, list(labels), "labelled")
    before = prior_scores(features, prior)
    model = fit(features, labels) if can_learn(features, labels) else None
    return order_by(features, model, waiting, before)


def order_by(
    features: Features,
    model: LinearModel | None,
    waiting: Sequence[int],
    before: npt.NDArray[np.float64],
) -> Ranking:
    """Sort rows by the model's score, then the order before, then the row number."""
    import numpy as np

    rows = np.asarray(waiting, dtype=np.intp)
    scores = before[rows] if model is None else model.score(features.matrix[rows])
    order = np.lexsort((rows, -before[rows], -scores))
    return Ranking(tuple(rows[order].tolist()), tuple(scores[order].tolist()), model)
