"""What the desk shows next: the learner's order, kept from getting stuck."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from pprnet.triage.balancer import Balanced
from pprnet.triage.bare import Lift
from pprnet.triage.classifier import LinearModel, SquaredHinge
from pprnet.triage.diversity import Diversity
from pprnet.triage.exploration import Exploration
from pprnet.triage.features import Table
from pprnet.triage.learner import ELAS_U4, Learner
from pprnet.triage.order import Ranking, rank
from pprnet.triage.querier import Highest


@dataclass(frozen=True, slots=True)
class Desk:
    """Learners, and what is done to their order before a person sees it."""

    learner: Learner
    """For a first month."""
    warm: Learner
    """For a month that others came before."""
    lift: Lift
    diversity: Diversity
    exploration: Exploration

    def learner_for(self, labels: Mapping[int, bool], earlier: Collection[int]) -> Learner:
        """Choose the learner: the warm one once earlier months hold labels of both kinds."""
        kinds = {labels[row] for row in earlier if row in labels}
        return self.warm if len(kinds) > 1 else self.learner


WARM = Learner(
    name="warm",
    features=ELAS_U4.features,
    balancer=Balanced(ratio=3.0),
    classifier=SquaredHinge(cost=1.0),
    querier=Highest(),
    growth=0.0,
)
"""Trusts its labels more than u4 does, and the excluded more.

Where whole months were read the labels are a fair sample, not what a learner picked. Chosen on
monthly streams of the shared reviews (benchmarks/triage_warm.py); in a first month u4 is safer.
"""

DESK = Desk(
    learner=replace(ELAS_U4, growth=0.0),
    warm=WARM,
    lift=Lift(),
    diversity=Diversity(),
    exploration=Exploration(),
)
"""How the site orders its inbox."""


@dataclass(frozen=True, slots=True, eq=False)
class Suggestions:
    """The order for a person, and which works stand elsewhere than their score alone says."""

    ranking: Ranking
    drawn: frozenset[int] = frozenset()
    """Rows that were drawn by lot."""
    lifted: frozenset[int] = frozenset()
    """Rows without an abstract that were raised for it."""


def suggest(
    table: Table,
    labels: Mapping[int, bool],
    *,
    waiting: Sequence[int],
    desk: Desk = DESK,
    earlier: Collection[int] = (),
    importance: Mapping[int, float] | None = None,
    bare: Collection[int] = (),
    shown: Sequence[int] = (),
    prior: Sequence[float] | None = None,
    believed: LinearModel | None = None,
    last: LinearModel | None = None,
) -> Suggestions:
    """Order the waiting rows for a person; the same input gives the same order.

    `earlier` names the rows decided in earlier months or published, `bare` those without an
    abstract, `shown` those seen before, the last one last; the others are as in `rank`.
    The scores of the ranking stay those of the model, which the reasons add up to, so they
    need not fall along the order. Until both kinds of labels taught a line, `rank` decides.
    """
    import numpy as np

    ranking = rank(
        table,
        labels,
        waiting=waiting,
        prior=prior,
        learner=desk.learner_for(labels, earlier),
        believed=believed,
        importance=importance,
        last=last,
    )
    if ranking.model is None:
        return Suggestions(ranking)
    rows, own = np.asarray(ranking.rows, dtype=np.intp), np.asarray(ranking.scores)
    score_of = dict(zip(ranking.rows, ranking.scores, strict=True))
    scores = desk.lift(own, np.isin(rows, list(bare)))
    lifted = frozenset(rows[scores > own].tolist())
    order = np.argsort(-scores, kind="stable")
    varied = desk.diversity(table, rows[order], scores[order], shown)
    final, drawn = desk.exploration(varied, len(labels))
    placed = tuple(final.tolist())
    kept = Ranking(placed, tuple(score_of[row] for row in placed), ranking.model)
    return Suggestions(kept, drawn, lifted)
