"""A sequence of labels, each of which depends on its text and on the label before it.

The linear-chain conditional random field of Lafferty, McCallum and Pereira (ICML 2001); the sums
over all sequences are Rabiner's scaled forward-backward recursions (Proceedings of the IEEE 77(2),
1989).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
MIN_LOG_WEIGHT = -60.0
"""No label that is open weighs less than this below the best: products stay above zero."""


def marginals(emissions: FloatArray, transitions: FloatArray) -> FloatArray:
    """Return the probability of each label at each position, shape (n_positions, n_labels), 0-1.

    Args:
        emissions: log weights, shape (n_positions, n_labels); minus infinity where a label is
            excluded. Each position must allow a label.
        transitions: log weights of a label (column) after another (row), shape (n_labels,
            n_labels).

    Source:
        Lafferty, McCallum and Pereira (2001); Rabiner (1989), scaled forward-backward recursions.
    """
    if not len(emissions):
        return emissions
    scaled_emissions = np.maximum(emissions - emissions.max(axis=1, keepdims=True), MIN_LOG_WEIGHT)
    local_weights = np.where(np.isneginf(emissions), 0.0, np.exp(scaled_emissions))
    transition_factors = np.exp(transitions - transitions.max())
    forward = _scaled_forward_sums(local_weights, transition_factors)
    backward = _scaled_forward_sums(local_weights[::-1], transition_factors.T)[::-1]
    # Both sweeps weigh the place itself: once is enough.
    product = forward * np.divide(
        backward, local_weights, out=np.zeros_like(local_weights), where=local_weights > 0
    )
    total: FloatArray = product.sum(axis=1, keepdims=True)
    result: FloatArray = product / total
    return result


def _scaled_forward_sums(local_weights: FloatArray, transition_factors: FloatArray) -> FloatArray:
    """Return the sums over the sequences that lead to each position, scaled to 1 there."""
    sums = np.empty_like(local_weights)
    current = local_weights[0] / local_weights[0].sum()
    sums[0] = current
    for position in range(1, len(local_weights)):
        current = (current @ transition_factors) * local_weights[position]
        current = current / current.sum()
        sums[position] = current
    return sums
