"""Labels of the vocabulary that the weights were not learned for, such as a new topic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from pprnet.extraction.classification.label_model.label_model import (
    FloatArray,
    LabelGroup,
    LabelModel,
)


def with_untrained_labels(
    model: LabelModel, topics: Sequence[str], types: Sequence[str]
) -> LabelModel:
    """Return a model that also reads labels it has not learned, by their evidence alone.

    The evidence has the weights that all labels share; the bias is the median of the learned ones.

    Args:
        model: the learned model.
        topics: keys of all topics.
        types: keys of all types.
    """
    new_topics = [key for key in topics if key not in model.topics.keys]
    new_types = [key for key in types if key not in model.types.keys]
    if not new_topics and not new_types:
        return model
    learned = len(model.topics.keys)
    weights = np.hstack(
        [
            _widened(model.weights[:, :learned], len(new_topics)),
            _widened(model.weights[:, learned:], len(new_types)),
        ]
    )
    type_weights = np.pad(model.type_weights, ((0, len(new_types)), (0, len(new_topics))))
    return replace(
        model,
        weights=weights,
        type_weights=type_weights,
        topics=_extended(model.topics, new_topics),
        types=_extended(model.types, new_types),
    )


def _widened(weights: NDArray[np.float32], columns: int) -> NDArray[np.float32]:
    return np.pad(weights, ((0, 0), (0, columns)))


def _extended(group: LabelGroup, keys: Sequence[str]) -> LabelGroup:
    bias: FloatArray = np.concatenate([group.bias, np.full(len(keys), np.median(group.bias))])
    return replace(group, keys=(*group.keys, *keys), bias=bias)
