"""A learner composed of the field's parts, and the default learners of ASReview."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from pprnet.errors import TriageError
from pprnet.triage.features.tfidf import FeatureMatrix, Tfidf, TfidfFeatures
from pprnet.triage.models.balancer import BalancedWeighting, Balancer
from pprnet.triage.models.classifier import (
    Classifier,
    LinearModel,
    LinearSVM,
    NaiveBayes,
    TrainingSet,
)
from pprnet.triage.models.gram_matrix import IncrementalGram
from pprnet.triage.query.querier import MaxQuerier, Querier
from pprnet.triage.stopping.stopper import Stopper
from pprnet.triage.stopping.weibull import WeibullStopper


@dataclass(frozen=True, slots=True)
class Learner:
    """Features, balancer, classifier, querier and stopper, and how often to fit again."""

    name: str
    features: Callable[[Sequence[str]], TfidfFeatures]
    balancer: Balancer
    classifier: Classifier
    querier: Querier
    stopper: Stopper = field(default_factory=WeibullStopper)
    growth: float = 0.05
    """Fit again once the labels grew by this share, and after every relevant record.

    Late in a screening one more exclusion hardly changes the model; 0 fits after each label.
    """

    def is_due(self, labels: int, learnt_from: int, last_relevant: bool) -> bool:
        """Return whether to learn again.

        Args:
            labels: number of labels now.
            learnt_from: number of labels at the last fit.
            last_relevant: whether the last label was an inclusion.
        """
        return last_relevant or labels >= learnt_from * (1 + self.growth)


ELAS_U4 = Learner(
    name="ELAS u4",
    features=Tfidf(bigrams=True, sublinear=True, max_share=0.95),
    balancer=BalancedWeighting(ratio=9.8),
    classifier=LinearSVM(cost=0.11),
    querier=MaxQuerier(),
)
"""The default of ASReview LAB 3, tuned by its authors on the SYNERGY sets."""


@cache
def elas_u3() -> Learner:
    """Return the learner that reproduces the default of ASReview LAB 1."""
    text = files("pprnet.triage.features").joinpath("stop_words.txt").read_text("utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    words = frozenset(word for line in lines for word in line.split())
    return Learner(
        name="ELAS u3",
        features=Tfidf(bigrams=False, sublinear=False, max_share=1.0, stop_words=words),
        balancer=BalancedWeighting(ratio=1.2),
        classifier=NaiveBayes(alpha=3.822),
        querier=MaxQuerier(),
    )


def can_learn(table: FeatureMatrix, labels: Mapping[int, bool]) -> bool:
    """Return whether there are columns, and at least one label of each kind.

    Args:
        table: features of shape (n_works, n_columns).
        labels: the verdict (true: include) for each labelled row.
    """
    return table.matrix.shape[1] > 0 and len(set(labels.values())) > 1


def _make_training_set(
    table: FeatureMatrix,
    labels: Mapping[int, bool],
    learner: Learner = ELAS_U4,
    prior_model: LinearModel | None = None,
    importance: Mapping[int, float] | None = None,
) -> TrainingSet:
    """Return the training data, in the order of the labels."""
    import numpy as np

    if not can_learn(table, labels):
        raise TriageError(
            "learning needs terms, an included and an excluded record, got "
            f"{table.matrix.shape[1]} terms and {len(labels)} labels of "
            f"{len(set(labels.values()))} kinds"
        )
    rows = np.fromiter(labels, np.intp, len(labels))
    included = np.fromiter(labels.values(), np.bool_, len(labels))
    weights = learner.balancer(included)
    if importance:
        weights = weights * np.array([importance.get(row, 1.0) for row in labels])
        weights *= len(weights) / weights.sum()
    return TrainingSet(table, rows, included, weights, prior_model)


def fit_learner(
    table: FeatureMatrix,
    labels: Mapping[int, bool],
    *,
    learner: Learner = ELAS_U4,
    prior_model: LinearModel | None = None,
    importance: Mapping[int, float] | None = None,
    previous_model: LinearModel | None = None,
) -> LinearModel:
    """Return the model fitted to the labelled rows; the order of labels does not matter.

    Args:
        table: features of shape (n_works, n_columns).
        labels: the verdict (true: include) for each labelled row, both kinds at least once.
        learner: the parts of the learner.
        prior_model: a model from before these labels, from which the new one departs.
        importance: weight of a label relative to the others; 1 where none is stated.
        previous_model: the model of an earlier fit; it saves time and changes weights by less than
            1e-8.

    Raises:
        TriageError: There are no columns or only one kind of label, or the fit does not converge.
    """
    ordered = {row: labels[row] for row in sorted(labels)}
    training_set = _make_training_set(table, ordered, learner, prior_model, importance)
    return learner.classifier.fit(training_set, previous_model=previous_model)


class IncrementalLearner:
    """A learner during one screening, with the intermediate results that save time."""

    def __init__(
        self, learner: Learner, table: FeatureMatrix, prior_model: LinearModel | None = None
    ) -> None:
        self.learner, self.table, self.prior_model = learner, table, prior_model
        self.model: LinearModel | None = None
        self._gram_cache = IncrementalGram(table.matrix)
        self._learnt_from = 0

    def learn(self, labels: Mapping[int, bool], last_relevant: bool) -> bool:
        """Fit the model again if that is due, and return whether it was.

        Args:
            labels: the verdict for each labelled row, those of the last call first.
            last_relevant: whether the last label was an inclusion.
        """
        if not can_learn(self.table, labels):
            return False
        if self.model and not self.learner.is_due(len(labels), self._learnt_from, last_relevant):
            return False
        training_set = _make_training_set(self.table, labels, self.learner, self.prior_model)
        self.model = self.learner.classifier.fit(
            training_set, previous_model=self.model, gram_cache=self._gram_cache
        )
        self._learnt_from = len(labels)
        return True
