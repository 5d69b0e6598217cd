"""Labels -> a straight line through the words, by one of the field's two linear learners."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from pprnet.triage.features import Table
from pprnet.triage.gram import Grown, sparse
from pprnet.triage.squared_hinge import Problem, solve

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Vector = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class LinearModel:
    """What was learnt: a weight for each column of the features."""

    weights: Vector
    intercept: float
    shares: Vector | None = None
    """How much each work of the table pulls the line, its sign the side; 0 for most."""

    def score(self, matrix: Any) -> Vector:
        """Give each row its distance from the line; above 0 is on the included side."""
        import numpy as np

        return np.asarray(matrix @ self.weights, dtype=np.float64) + self.intercept


@dataclass(frozen=True, slots=True, eq=False)
class Lesson:
    """What there is to learn from."""

    table: Table
    rows: npt.NDArray[np.intp]
    """The labelled works."""
    included: npt.NDArray[np.bool_]
    """Their verdicts."""
    weights: Vector
    """How much each counts, by a balancer."""
    believed: LinearModel | None = None
    """What is held before these labels: a line from which the new one departs as little as the
    labels allow (its weights are the mean of the prior on the weights)."""


class Classifier(Protocol):
    """Learns a line from labels."""

    def fit(
        self, lesson: Lesson, *, last: LinearModel | None = None, kept: Grown | None = None
    ) -> LinearModel:
        """Learn; `last`, an earlier line, and `kept` products save time and change no result."""


@dataclass(frozen=True, slots=True)
class SquaredHinge:
    """The exact linear support-vector machine with squared hinge loss (`squared_hinge`)."""

    cost: float
    """C: how dear an error is beside a steep line."""

    def fit(
        self, lesson: Lesson, *, last: LinearModel | None = None, kept: Grown | None = None
    ) -> LinearModel:
        """Learn the line that these labels make best."""
        import numpy as np

        rows = lesson.table.matrix[lesson.rows]
        problem = Problem(
            gram=kept.of(lesson.rows) if kept else sparse(rows),
            signs=np.where(lesson.included, 1.0, -1.0),
            costs=2 * self.cost * lesson.weights,
            offset=lesson.believed.score(rows) if lesson.believed else np.zeros(len(lesson.rows)),
        )
        pull = solve(problem, guess(lesson, last))
        shares = np.zeros(lesson.table.rows)
        shares[lesson.rows] = pull
        weights, intercept = rows.T @ pull, float(pull.sum())
        if lesson.believed:
            weights, intercept = (
                weights + lesson.believed.weights,
                intercept + lesson.believed.intercept,
            )
        return LinearModel(weights, intercept, shares)


def guess(lesson: Lesson, last: LinearModel | None) -> Vector:
    """Begin from an earlier line of the same table, or from nothing."""
    import numpy as np

    if last is None or last.shares is None or len(last.shares) != lesson.table.rows:
        return np.zeros(len(lesson.rows))
    return np.asarray(last.shares[lesson.rows], dtype=np.float64)


@dataclass(frozen=True, slots=True)
class NaiveBayes:
    """Multinomial naive Bayes, whose log-odds are a line, too.

    weight of a term = ln P(term | included) - ln P(term | excluded), each with `alpha` added to
    every term's sum (Manning, Raghavan and Schuetze 2008, Introduction to information retrieval,
    section 13.2). It has no room for a line believed beforehand.
    """

    alpha: float

    def fit(
        self,
        lesson: Lesson,
        *,
        last: LinearModel | None = None,  # noqa: ARG002 - a closed form needs no start
        kept: Grown | None = None,  # noqa: ARG002
    ) -> LinearModel:
        """Learn the log-odds of the terms."""
        import numpy as np

        matrix = lesson.table.matrix
        used = np.asarray(matrix.sum(axis=0)).ravel() > 0
        logs, totals = [], []
        for kind in (lesson.included, ~lesson.included):
            sums = matrix[lesson.rows[kind]].T @ lesson.weights[kind] + self.alpha
            logs.append(np.log(sums) - np.log(sums[used].sum()))
            totals.append(float(lesson.weights[kind].sum()))
        weights = np.where(used, logs[0] - logs[1], 0.0)
        return LinearModel(weights, float(np.log(totals[0] / totals[1])))
