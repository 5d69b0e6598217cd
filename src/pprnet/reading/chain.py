"""A chain of labels of which each depends on its text and on the label before it.

The linear-chain conditional random field of Lafferty, McCallum and Pereira (ICML 2001); the sums
over all chains are Rabiner's scaled forward-backward recursions (Proceedings of the IEEE 77(2),
1989).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
FLOOR = -60.0
"""No label that is open weighs less than this below the best: products stay above zero."""


def marginals(emissions: Floats, transitions: Floats) -> Floats:
    """Give the probability of each label (column) at each place (row).

    `emissions` are log weights of labels by place, minus infinity where a label is ruled out;
    `transitions` are log weights of a label (column) after another (row). Each place must leave
    a label open.
    """
    if not len(emissions):
        return emissions
    below = np.maximum(emissions - emissions.max(axis=1, keepdims=True), FLOOR)
    places = np.where(np.isneginf(emissions), 0.0, np.exp(below))
    steps = np.exp(transitions - transitions.max())
    forward = _swept(places, steps)
    backward = _swept(places[::-1], steps.T)[::-1]
    # Both sweeps weigh the place itself: once is enough.
    product = forward * np.divide(backward, places, out=np.zeros_like(places), where=places > 0)
    total: Floats = product.sum(axis=1, keepdims=True)
    result: Floats = product / total
    return result


def _swept(places: Floats, steps: Floats) -> Floats:
    """Sum over the chains that lead to each place, scaled to a sum of 1 there."""
    swept = np.empty_like(places)
    current = places[0] / places[0].sum()
    swept[0] = current
    for place in range(1, len(places)):
        current = (current @ steps) * places[place]
        current = current / current.sum()
        swept[place] = current
    return swept
