"""What the desk shows next: the learner's order, kept from getting stuck."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from pprnet.triage.bare import Lift
from pprnet.triage.classifier import LinearModel
from pprnet.triage.diversity import Diversity
from pprnet.triage.exploration import Exploration
from pprnet.triage.features import Table
from pprnet.triage.learner import ELAS_U4, Learner
from pprnet.triage.order import Ranking, rank


@dataclass(frozen=True, slots=True)
class Desk:
    """A learner and what is done to its order before a person sees it."""

    learner: Learner
    lift: Lift
    diversity: Diversity
    exploration: Exploration


DESK = Desk(
    learner=replace(ELAS_U4, name="desk", growth=0.0),
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
    importance: Mapping[int, float] | None = None,
    bare: Collection[int] = (),
    shown: Sequence[int] = (),
    prior: Sequence[float] | None = None,
    believed: LinearModel | None = None,
    last: LinearModel | None = None,
) -> Suggestions:
    """Order the waiting rows for a person; the same input gives the same order.

    `bare` names rows without an abstract, `shown` those seen before, the last one last; the
    others are as in `rank`. The scores of the ranking stay those of the model, which the
    reasons add up to, so they need not fall along the order. Until labels of both kinds
    taught a line, the order is that of `rank`.
    """
    import numpy as np

    ranking = rank(
        table,
        labels,
        waiting=waiting,
        prior=prior,
        learner=desk.learner,
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
