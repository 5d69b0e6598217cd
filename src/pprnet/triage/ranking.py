"""The ranking of the waiting works, most likely relevant first."""

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
    """The waiting rows in order, with their scores and, once there is one, the model."""

    rows: tuple[int, ...]
    scores: tuple[float, ...]
    """In the order of `rows`: scores of the model, or the prior without a model."""
    model: LinearModel | None


def check_rows(table: FeatureMatrix, rows: Sequence[int], what: str) -> None:
    """Raise an error for row numbers that are not in the features or are repeated.

    Args:
        table: features of shape (n_works, n_columns).
        rows: row numbers, from 0.
        what: what the rows are, for the message, such as "waiting".

    Raises:
        TriageError: A row is not in the features, or is named twice.
    """
    if len(set(rows)) != len(rows):
        raise TriageError(f"the {what} rows name a row twice; name each work once")
    if len(rows) and (min(rows) < 0 or max(rows) >= table.rows):
        stray = next(row for row in rows if not 0 <= row < table.rows)
        raise TriageError(
            f"the {what} rows hold {stray}, expected 0 to {table.rows - 1}; rebuild the "
            "feature table after works were added"
        )


def prior_scores(table: FeatureMatrix, prior: Sequence[float] | None) -> npt.NDArray[np.float64]:
    """Return the score of each row before anything is learned, of shape (n_works,).

    Args:
        table: features of shape (n_works, n_columns).
        prior: a number for each row, or `None` for all 0.

    Raises:
        TriageError: `prior` has another length than the table.
    """
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
    """Return the waiting rows in the order that the labels predict, most likely relevant first.

    Args:
        table: features of shape (n_works, n_columns).
        labels: the verdict (true: include) for each labelled row.
        waiting: rows to order, each once.
        prior: a number for each row of the table, the highest first; it decides while all labels
            are of one kind and between equal scores. Then the row number decides.
        learner: the parts of the learner.
        prior_model: a model from before these labels, from which the new one departs.
        importance: weight of a label relative to the others; 1 where none is stated.
        previous_model: the model of an earlier ranking; it saves time where labels number
            thousands.

    Raises:
        TriageError: A row is unknown or named twice, or `prior` has another length than the table.
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
