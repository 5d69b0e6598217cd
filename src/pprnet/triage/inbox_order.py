"""The order of the inbox: the learner's ranking, with adjustment, diversity and exploration."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from pprnet.triage.features.tfidf import FeatureMatrix
from pprnet.triage.learner import ELAS_U4, Learner
from pprnet.triage.models.balancer import BalancedWeighting
from pprnet.triage.models.classifier import LinearModel, LinearSVM
from pprnet.triage.query.diversity import Diversity
from pprnet.triage.query.exploration import Exploration
from pprnet.triage.query.missing_abstract import MissingAbstractAdjustment
from pprnet.triage.query.querier import MaxQuerier
from pprnet.triage.ranking import Ranking, rank


@dataclass(frozen=True, slots=True)
class InboxPolicy:
    """Learners, and the additions to their ranking before a person sees it."""

    learner: Learner
    """For a first month."""
    warm_start_learner: Learner
    """For a month after others."""
    abstract_adjustment: MissingAbstractAdjustment
    diversity: Diversity
    exploration: Exploration

    def learner_for(self, labels: Mapping[int, bool], earlier_rows: Collection[int]) -> Learner:
        """Return the learner: the warm one once earlier months have both kinds of labels.

        Args:
            labels: the verdict (true: include) for each labelled row.
            earlier_rows: rows decided in earlier months or published.
        """
        kinds = {labels[row] for row in earlier_rows if row in labels}
        return self.warm_start_learner if len(kinds) > 1 else self.learner


WARM_START_LEARNER = Learner(
    name="warm",
    features=ELAS_U4.features,
    balancer=BalancedWeighting(ratio=3.0),
    classifier=LinearSVM(cost=1.0),
    querier=MaxQuerier(),
    growth=0.0,
)
"""A higher cost of errors than in ELAS u4, and a higher weight of exclusions.

Where complete months were screened the labels are a fair sample, not what a learner selected.
Chosen on monthly streams of the shared reviews (benchmarks/triage_warm_start.py); in a first month
u4 is safer.
"""

INBOX_POLICY = InboxPolicy(
    learner=replace(ELAS_U4, growth=0.0),
    warm_start_learner=WARM_START_LEARNER,
    abstract_adjustment=MissingAbstractAdjustment(),
    diversity=Diversity(),
    exploration=Exploration(),
)
"""The policy of the site's inbox."""


@dataclass(frozen=True, slots=True, eq=False)
class Suggestions:
    """The order for a person, and the works whose position does not follow from the score alone."""

    ranking: Ranking
    random_rows: frozenset[int] = frozenset()
    """Rows that come from a random sample."""
    adjusted_rows: frozenset[int] = frozenset()
    """Rows without an abstract whose score was raised."""


def suggest(
    table: FeatureMatrix,
    labels: Mapping[int, bool],
    *,
    waiting: Sequence[int],
    policy: InboxPolicy = INBOX_POLICY,
    earlier_rows: Collection[int] = (),
    importance: Mapping[int, float] | None = None,
    missing_abstract: Collection[int] = (),
    shown: Sequence[int] = (),
    prior: Sequence[float] | None = None,
    prior_model: LinearModel | None = None,
    previous_model: LinearModel | None = None,
) -> Suggestions:
    """Return the waiting rows in the order for a person; the same input gives the same order.

    The scores of the ranking stay those of the model, to which the explanations add up, so they
    need not decrease along the order. Until both kinds of labels are known, the order is that of
    `rank`.

    Args:
        table: features of shape (n_works, n_columns).
        labels: the verdict (true: include) for each labelled row.
        waiting: rows to order, each once.
        policy: the learners and the additions to their ranking.
        earlier_rows: rows decided in earlier months or published.
        importance: weight of a label relative to the others; 1 where none is stated.
        missing_abstract: rows without an abstract.
        shown: rows that were shown before, the last one last.
        prior: a number for each row, the highest first; see `rank`.
        prior_model: a model from before these labels; see `rank`.
        previous_model: the model of an earlier ranking; it saves time.

    Raises:
        TriageError: A row is unknown or named twice, or `prior` has another length than the table.
    """
    import numpy as np

    ranking = rank(
        table,
        labels,
        waiting=waiting,
        prior=prior,
        learner=policy.learner_for(labels, earlier_rows),
        prior_model=prior_model,
        importance=importance,
        previous_model=previous_model,
    )
    if ranking.model is None:
        return Suggestions(ranking)
    rows, own = np.asarray(ranking.rows, dtype=np.intp), np.asarray(ranking.scores)
    score_of = dict(zip(ranking.rows, ranking.scores, strict=True))
    scores = policy.abstract_adjustment(own, np.isin(rows, list(missing_abstract)))
    adjusted_rows = frozenset(rows[scores > own].tolist())
    order = np.argsort(-scores, kind="stable")
    varied = policy.diversity(table, rows[order], scores[order], shown)
    final, random_rows = policy.exploration(varied, len(labels))
    placed = tuple(final.tolist())
    kept = Ranking(placed, tuple(score_of[row] for row in placed), ranking.model)
    return Suggestions(kept, random_rows, adjusted_rows)
