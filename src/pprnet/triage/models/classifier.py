"""Linear classifiers: a support-vector machine and naive Bayes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from pprnet.triage.features.sparse_matrix import SparseMatrix
from pprnet.triage.features.tfidf import FeatureMatrix
from pprnet.triage.models.gram_matrix import IncrementalGram, sparse_gram
from pprnet.triage.models.linear_svm import SVMProblem, solve_svm

if TYPE_CHECKING:
    from pprnet.triage.array_types import Flags, Rows, Vector


@dataclass(frozen=True, slots=True, eq=False)
class LinearModel:
    """A fitted linear model: a weight for each column of the features."""

    weights: Vector
    intercept: float
    dual_coefficients: Vector | None = None
    """b: contribution of each work to the model, of shape (n_works,), positive for inclusions; 0
    for most."""

    def score(self, matrix: SparseMatrix) -> Vector:
        """Return the score of each row, of shape (n_rows,); above 0 predicts inclusion.

        Args:
            matrix: features of shape (n_rows, n_columns).
        """
        return matrix.dot(self.weights) + self.intercept


@dataclass(frozen=True, slots=True, eq=False)
class TrainingSet:
    """Features, labels and weights."""

    table: FeatureMatrix
    rows: Rows
    """The labelled works, of shape (n_labels,)."""
    included: Flags
    """Their verdicts, of shape (n_labels,)."""
    weights: Vector
    """Their weights, by a balancer, of shape (n_labels,)."""
    prior_model: LinearModel | None = None
    """A model from before these labels, from which the new one departs as little as the labels
    allow (its weights are the mean of the prior on the weights)."""


class Classifier(Protocol):
    """Fits a linear model to labels."""

    def fit(
        self,
        training_set: TrainingSet,
        *,
        previous_model: LinearModel | None = None,
        gram_cache: IncrementalGram | None = None,
    ) -> LinearModel:
        """Return a model fitted to labels.

        Args:
            training_set: features, labels and weights.
            previous_model: an earlier model of the same table; it saves time and changes no result.
            gram_cache: products of rows computed before; they save time and change no result.
        """


@dataclass(frozen=True, slots=True)
class LinearSVM:
    """The exact linear support-vector machine with squared hinge loss (`linear_svm`)."""

    cost: float
    """C: cost of an error relative to the norm of the weights."""

    def fit(
        self,
        training_set: TrainingSet,
        *,
        previous_model: LinearModel | None = None,
        gram_cache: IncrementalGram | None = None,
    ) -> LinearModel:
        """Return the model that minimises the loss of `linear_svm`.

        Args:
            training_set: features, labels and weights.
            previous_model: an earlier model of the same table; it saves time and changes no result.
            gram_cache: products of rows computed before; they save time and change no result.
        """
        import numpy as np

        rows = training_set.table.matrix.select_rows(training_set.rows)
        problem = SVMProblem(
            gram=gram_cache.gram_of(training_set.rows) if gram_cache else sparse_gram(rows),
            signs=np.where(training_set.included, 1.0, -1.0),
            costs=2 * self.cost * training_set.weights,
            offset=training_set.prior_model.score(rows)
            if training_set.prior_model
            else np.zeros(len(training_set.rows)),
        )
        dual = solve_svm(problem, _initial_coefficients(training_set, previous_model))
        dual_coefficients = np.zeros(training_set.table.rows)
        dual_coefficients[training_set.rows] = dual
        weights, intercept = rows.transposed_dot(dual), float(dual.sum())
        if training_set.prior_model:
            weights, intercept = (
                weights + training_set.prior_model.weights,
                intercept + training_set.prior_model.intercept,
            )
        return LinearModel(weights, intercept, dual_coefficients)


def _initial_coefficients(training_set: TrainingSet, previous_model: LinearModel | None) -> Vector:
    """Return the coefficients of an earlier model of the same table, or zeros."""
    import numpy as np

    if (
        previous_model is None
        or previous_model.dual_coefficients is None
        or len(previous_model.dual_coefficients) != training_set.table.rows
    ):
        return np.zeros(len(training_set.rows))
    return np.asarray(previous_model.dual_coefficients[training_set.rows], dtype=np.float64)


@dataclass(frozen=True, slots=True)
class NaiveBayes:
    """Multinomial naive Bayes, whose log-odds are linear in the counts.

    weight of a term = ln P(term | included) - ln P(term | excluded), each with `alpha` added to
    every term's sum (Manning, Raghavan and Schuetze 2008, Introduction to information retrieval,
    section 13.2). A prior model is not used.
    """

    alpha: float

    def fit(
        self,
        training_set: TrainingSet,
        *,
        previous_model: LinearModel | None = None,  # noqa: ARG002 - a closed form needs no start
        gram_cache: IncrementalGram | None = None,  # noqa: ARG002
    ) -> LinearModel:
        """Return the log-odds of the terms.

        Args:
            training_set: features, labels and weights.
            previous_model: not used: the solution has a closed form.
            gram_cache: not used.
        """
        import numpy as np

        matrix = training_set.table.matrix
        used = matrix.column_sums() > 0
        logs, totals = [], []
        for kind in (training_set.included, ~training_set.included):
            rows = matrix.select_rows(training_set.rows[kind])
            sums = rows.transposed_dot(training_set.weights[kind]) + self.alpha
            logs.append(np.log(sums) - np.log(sums[used].sum()))
            totals.append(float(training_set.weights[kind].sum()))
        weights = np.where(used, logs[0] - logs[1], 0.0)
        return LinearModel(weights, float(np.log(totals[0] / totals[1])))
