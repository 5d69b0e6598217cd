"""What a person should see next: the waiting works, most likely relevant first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pprnet.errors import TriageError
from pprnet.triage.features.tfidf import FeatureMatrix
from pprnet.triage.learner import ELAS_U4, Learner, can_learn, fit_learner
from pprnet.triage.models.classifier import LinearModel

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


def check_rows(table: FeatureMatrix, rows: Sequence[int], what: str) -> None:
    """Refuse row numbers that are not in the features or come twice."""
    if len(set(rows)) != len(rows):
        raise TriageError(f"the {what} rows name a row twice; name each work once")
    if len(rows) and (min(rows) < 0 or max(rows) >= table.rows):
        stray = next(row for row in rows if not 0 <= row < table.rows)
        raise TriageError(
            f"the {what} rows hold {stray}, expected 0 to {table.rows - 1}; rebuild the "
            "feature table after works were added"
        )


def prior_scores(table: FeatureMatrix, prior: Sequence[float] | None) -> npt.NDArray[np.float64]:
    """Give the order that holds before anything was learnt, a number for each row."""
    import numpy as np

    if prior is None:
        return np.zeros(table.rows)
    if len(prior) != table.rows:
        raise TriageError(f"expected a prior for each of {table.rows} works, got {len(prior)}")
    return np.asarray(prior, dtype=np.float64)


def rank(
    table: FeatureMatrix,
    labels: Mapping[int, bool],
    *,
    waiting: Sequence[int],
    prior: Sequence[float] | None = None,
    learner: Learner = ELAS_U4,
    prior_model: LinearModel | None = None,
    importance: Mapping[int, float] | None = None,
    previous_model: LinearModel | None = None,
) -> Ranking:
    """Order the waiting rows by what the labels teach.

    `prior` holds a number for each row of the table, the highest first; it decides while
    all labels are of one kind, and between equal scores. Then the row number decides.
    `prior_model` is a line held before these labels, from which the new one departs.
    `importance` tells how much a label counts beside the others, 1 where nothing is told.
    `previous_model` is the model of an earlier order; it saves time where labels number thousands.
    """
    import numpy as np

    check_rows(table, waiting, "waiting")
    check_rows(table, list(labels), "labelled")
    before = prior_scores(table, prior)
    model = prior_model
    if can_learn(table, labels):
        model = fit_learner(
            table,
            labels,
            learner=learner,
            prior_model=prior_model,
            importance=importance,
            previous_model=previous_model,
        )
    rows = np.sort(np.asarray(waiting, dtype=np.intp))
    rows = rows[np.argsort(-before[rows], kind="stable")]
    if model is None:
        return Ranking(tuple(rows.tolist()), tuple(before[rows].tolist()), None)
    scores = model.score(table.matrix)[rows]
    order = learner.querier(scores, len(labels))
    return Ranking(tuple(rows[order].tolist()), tuple(scores[order].tolist()), model)
