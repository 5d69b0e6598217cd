"""Simulation: known labels are given to the learner one by one, in its own order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from pprnet.errors import TriageError
from pprnet.triage.features.tfidf import FeatureMatrix
from pprnet.triage.learner import ELAS_U4, IncrementalLearner, Learner
from pprnet.triage.models.classifier import LinearModel
from pprnet.triage.ranking import check_rows


def simulate(
    table: FeatureMatrix,
    labels: Sequence[bool],
    priors: Sequence[int],
    *,
    learner: Learner = ELAS_U4,
    growth: float | None = None,
    prior_model: LinearModel | None = None,
    on_step: Callable[[], object] = lambda: None,
) -> tuple[int, ...]:
    """Return the order in which all rows except the priors are screened.

    Until the labels are of both kinds, rows are screened in their own order.

    Args:
        table: features of shape (n_works, n_columns).
        labels: the verdict (true: include) for each row.
        priors: rows whose labels are known from the start.
        learner: the parts of the learner.
        growth: replaces that of the learner, 0-1; `None` keeps it.
        prior_model: a model from before these labels.
        on_step: called after each row, for a progress bar.

    Raises:
        TriageError: The number of labels differs from that of rows, or a prior is not a row.
    """
    import numpy as np

    if len(labels) != table.rows:
        raise TriageError(f"expected a label for each of {table.rows} texts, got {len(labels)}")
    check_rows(table, priors, "prior")
    learner = learner if growth is None else replace(learner, growth=growth)
    incremental = IncrementalLearner(learner, table, prior_model)
    known = {row: bool(labels[row]) for row in priors}
    queue = np.setdiff1d(np.arange(table.rows), np.asarray(priors, dtype=np.intp))
    order: list[int] = []
    last_relevant, at = True, 0
    while at < len(queue):
        if incremental.learn(known, last_relevant) and incremental.model:
            # Between two fits the order stays; rows are sorted first, so that ties keep it.
            queue, at = np.sort(queue[at:]), 0
            scores = incremental.model.score(table.matrix)[queue]
            queue = queue[learner.querier(scores, len(known))]
        row = int(queue[at])
        at += 1
        known[row] = last_relevant = bool(labels[row])
        order.append(row)
        on_step()
    return tuple(order)
