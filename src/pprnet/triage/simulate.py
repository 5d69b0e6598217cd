"""A screening replayed: known labels are shown to the learner one by one, in its own order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from pprnet.errors import TriageError
from pprnet.triage.classifier import LinearModel
from pprnet.triage.features import Table
from pprnet.triage.learner import ELAS_U4, Apprentice, Learner
from pprnet.triage.order import check_rows


def simulate(
    table: Table,
    labels: Sequence[bool],
    priors: Sequence[int],
    *,
    learner: Learner = ELAS_U4,
    growth: float | None = None,
    believed: LinearModel | None = None,
    seen: Callable[[], object] = lambda: None,
) -> tuple[int, ...]:
    """Screen all rows but the priors, most likely first, and give the order.

    Until the labels hold both kinds, rows come in their own order. `growth` stands in for the
    learner's own; `seen` is called after each row, for a progress bar.
    """
    import numpy as np

    if len(labels) != table.rows:
        raise TriageError(f"expected a label for each of {table.rows} texts, got {len(labels)}")
    check_rows(table, priors, "prior")
    learner = learner if growth is None else replace(learner, growth=growth)
    apprentice = Apprentice(learner, table, believed)
    known = {row: bool(labels[row]) for row in priors}
    queue = np.setdiff1d(np.arange(table.rows), np.asarray(priors, dtype=np.intp))
    order: list[int] = []
    news, at = True, 0
    while at < len(queue):
        if apprentice.learn(known, news) and apprentice.model:
            # Between two lessons the order stands; rows sorted first, so that ties keep it.
            queue, at = np.sort(queue[at:]), 0
            scores = apprentice.model.score(table.matrix)[queue]
            queue = queue[learner.querier(scores, len(known))]
        row = int(queue[at])
        at += 1
        known[row] = news = bool(labels[row])
        order.append(row)
        seen()
    return tuple(order)
