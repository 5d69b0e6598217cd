"""A learner put together from the field's parts, and the learners that others ship."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from pprnet.errors import TriageError
from pprnet.triage.balancer import Balanced, Balancer
from pprnet.triage.classifier import Classifier, Lesson, LinearModel, NaiveBayes, SquaredHinge
from pprnet.triage.fading import Fading
from pprnet.triage.features import Features, Table, Tfidf
from pprnet.triage.gram import Grown
from pprnet.triage.querier import Highest, Querier
from pprnet.triage.stopper import Stopper


@dataclass(frozen=True, slots=True)
class Learner:
    """Features, balancer, classifier, querier and stopper, and how often to learn anew."""

    name: str
    features: Callable[[Sequence[str]], Features]
    balancer: Balancer
    classifier: Classifier
    querier: Querier
    stopper: Stopper = field(default_factory=Fading)
    growth: float = 0.05
    """Learn anew once the labels grew by this share, and after every relevant record.

    Far into a screening one more exclusion hardly moves the line; 0 learns after each label.
    """

    def is_due(self, labels: int, learnt_from: int, news: bool) -> bool:
        """Tell whether to learn anew, from so many labels, the last of them relevant or not."""
        return news or labels >= learnt_from * (1 + self.growth)


ELAS_U4 = Learner(
    name="ELAS u4",
    features=Tfidf(pairs=True, sublinear=True, max_share=0.95),
    balancer=Balanced(ratio=9.8),
    classifier=SquaredHinge(cost=0.11),
    querier=Highest(),
)
"""The default of ASReview LAB 3, tuned by its authors on the SYNERGY sets."""


@cache
def elas_u3() -> Learner:
    """Give the learner that mimics ASReview LAB 1."""
    from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

    words = frozenset(ENGLISH_STOP_WORDS)
    return Learner(
        name="ELAS u3",
        features=Tfidf(pairs=False, sublinear=False, max_share=1.0, stop_words=words),
        balancer=Balanced(ratio=1.2),
        classifier=NaiveBayes(alpha=3.822),
        querier=Highest(),
    )


def can_learn(table: Table, labels: Mapping[int, bool]) -> bool:
    """Tell whether there are words, and at least one record of each kind, to learn from."""
    return table.matrix.shape[1] > 0 and len(set(labels.values())) > 1


def lesson_of(
    table: Table,
    labels: Mapping[int, bool],
    learner: Learner = ELAS_U4,
    believed: LinearModel | None = None,
    importance: Mapping[int, float] | None = None,
) -> Lesson:
    """Set out what there is to learn, in the order of the labels."""
    import numpy as np

    if not can_learn(table, labels):
        raise TriageError(
            "learning needs words, an included and an excluded record, got "
            f"{table.matrix.shape[1]} terms and {len(labels)} labels of "
            f"{len(set(labels.values()))} kinds"
        )
    rows = np.fromiter(labels, np.intp, len(labels))
    included = np.fromiter(labels.values(), np.bool_, len(labels))
    weights = learner.balancer(included)
    if importance:
        weights = weights * np.array([importance.get(row, 1.0) for row in labels])
        weights *= len(weights) / weights.sum()
    return Lesson(table, rows, included, weights, believed)


def fit(
    table: Table,
    labels: Mapping[int, bool],
    *,
    learner: Learner = ELAS_U4,
    believed: LinearModel | None = None,
    importance: Mapping[int, float] | None = None,
    last: LinearModel | None = None,
) -> LinearModel:
    """Learn from the labelled rows; the same labels give the same model in any order.

    `importance` tells how much a label counts beside the others, 1 where nothing is told.
    `last`, what an earlier call gave, saves time; it changes weights by less than 1e-8.
    """
    ordered = {row: labels[row] for row in sorted(labels)}
    lesson = lesson_of(table, ordered, learner, believed, importance)
    return learner.classifier.fit(lesson, last=last)


class Apprentice:
    """A learner at one screening: keeps what saves time from one lesson to the next."""

    def __init__(self, learner: Learner, table: Table, believed: LinearModel | None = None) -> None:
        self.learner, self.table, self.believed = learner, table, believed
        self.model: LinearModel | None = None
        self._kept = Grown(table.matrix)
        self._learnt_from = 0

    def learn(self, labels: Mapping[int, bool], news: bool) -> bool:
        """Learn from the labels, the new ones last, if it is due; tell whether it was."""
        if not can_learn(self.table, labels):
            return False
        if self.model and not self.learner.is_due(len(labels), self._learnt_from, news):
            return False
        lesson = lesson_of(self.table, labels, self.learner, self.believed)
        self.model = self.learner.classifier.fit(lesson, last=self.model, kept=self._kept)
        self._learnt_from = len(labels)
        return True
