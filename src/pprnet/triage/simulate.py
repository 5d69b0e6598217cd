"""A screening replayed: known labels are shown to the learner one by one, in its own order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from pprnet.errors import TriageError
from pprnet.triage.classifier import LinearModel, can_learn, fit
from pprnet.triage.features import Features
from pprnet.triage.order import check_rows

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

GROWTH = 0.05
"""Learn anew once the labels grew by this share, and after every relevant record.

Far into a screening one more exclusion hardly moves the line; 0 learns after each label.
"""


def pick(scores: npt.NDArray[np.float64], open_rows: npt.NDArray[np.bool_]) -> int:
    """Choose the open row with the highest score, the lowest row among equals."""
    import numpy as np

    return int(np.argmax(np.where(open_rows, scores, -np.inf)))


def simulate(
    features: Features,
    labels: Sequence[bool],
    priors: Sequence[int],
    *,
    growth: float = GROWTH,
    seen: Callable[[], object] = lambda: None,
) -> tuple[int, ...]:
    """Screen all rows but the priors, most likely first, and give the order.

    Until the labels hold both kinds, rows come in their own order. `seen` is called after
    each row, for a progress bar.
    """
    import numpy as np

    if len(labels) != features.rows:
        raise TriageError(f"expected a label for each of {features.rows} texts, got {len(labels)}")
    check_rows(features, priors, "prior")
    known = {row: bool(labels[row]) for row in priors}
    open_rows = np.ones(features.rows, dtype=np.bool_)
    open_rows[list(priors)] = False
    order: list[int] = []
    model: LinearModel | None = None
    scores, learnt_from, news = np.zeros(features.rows), 0, True
    while open_rows.any():
        if can_learn(features, known) and (
            model is None or news or len(known) >= learnt_from * (1 + growth)
        ):
            model, learnt_from = fit(features, known), len(known)
            scores = model.score(features.matrix)
        row = pick(scores, open_rows)
        open_rows[row] = False
        known[row] = news = bool(labels[row])
        order.append(row)
        seen()
    return tuple(order)
