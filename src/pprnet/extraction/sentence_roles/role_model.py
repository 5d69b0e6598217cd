"""The model of sentence roles: weights of features, learned by `scripts/train_roles.py`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

import numpy as np
from numpy.typing import NDArray

from pprnet.extraction.sentence_roles.crf import FloatArray, marginals
from pprnet.extraction.sentence_roles.role_features import (
    feature_scale,
    position_features,
    sentence_features,
)
from pprnet.extraction.stored_arrays import (
    StoredArrays,
    stored_arrays,
    stored_names,
    stored_weights,
)
from pprnet.extraction.text_processing.section_labels import Role

ROLES = tuple(Role)
ROLE_MODEL_NAME = "roles-1"
MAX_CACHED_SENTENCE_COUNT = 64


@dataclass(frozen=True, slots=True)
class RoleModel:
    """Log weights of roles by feature, and of one role after another."""

    feature_rows: dict[str, int]
    """Row of each trait of a sentence in `weights`."""
    weights: NDArray[np.float32]
    """Columns: the roles of the sentence itself, of the next and of the one before it."""
    position_weights: dict[str, NDArray[np.float64]]
    """Weights of the roles by trait of place."""
    transitions: FloatArray
    """From a role (row) to the next sentence's (column)."""
    position_cache: dict[int, FloatArray] = field(default_factory=dict, compare=False)
    """Weights of places by number of sentences, remembered between texts."""

    def probabilities(self, texts: Sequence[str], open_roles: NDArray[np.bool_]) -> FloatArray:
        """Return the probability of each role, shape (n_sentences, n_roles), 0-1.

        Args:
            texts: the sentences of one text, in order.
            open_roles: shape (n_sentences, n_roles): whether a sentence may have a role; at least
                one each.
        """
        emissions = self._emissions(texts)
        return marginals(np.where(open_roles, emissions, -np.inf), self.transitions)

    def _emissions(self, texts: Sequence[str]) -> FloatArray:
        count, width = len(texts), len(ROLES)
        sums = self._feature_sums(texts)
        emissions = sums[:, :width].astype(np.float64)
        emissions[1:] += sums[:-1, width : 2 * width]
        emissions[:-1] += sums[1:, 2 * width :]
        emissions += self._position_sums(count)
        return emissions

    def _position_sums(self, count: int) -> FloatArray:
        """Return the weights of each position among so many sentences."""
        if count in self.position_cache:
            return self.position_cache[count]
        totals = np.zeros((count, len(ROLES)))
        for position in range(count):
            for feature in position_features(position, count):
                if (weights := self.position_weights.get(feature)) is not None:
                    totals[position] += weights
        if count <= MAX_CACHED_SENTENCE_COUNT:
            self.position_cache[count] = totals
        return totals

    def _feature_sums(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the sums of the weights of each sentence's features, one row for each sentence."""
        rows: list[int] = [0]  # row 0 weighs nothing: no sentence is without a row
        starts, scales = [], []
        for text in texts:
            found = sentence_features(text)
            starts.append(len(rows) - 1)
            scales.append(feature_scale(found))
            rows.extend([row for feature in found if (row := self.feature_rows.get(feature))])
            rows.append(0)
        sums: NDArray[np.float32] = np.add.reduceat(self.weights[rows[1:]], starts, axis=0)
        return sums * np.array(scales, np.float32)[:, None]


@cache
def role_model() -> RoleModel:
    """Return the model that the package contains."""
    return role_model_from_arrays(
        stored_arrays("pprnet.extraction.sentence_roles", ROLE_MODEL_NAME)
    )


def role_model_from_arrays(stored: StoredArrays) -> RoleModel:
    """Return the model of the arrays of its file.

    Args:
        stored: arrays by name, as `scripts/train_roles.py` writes them.
    """
    names, weights = stored_names(stored), stored_weights(stored)
    return RoleModel(
        feature_rows={name: row for row, name in enumerate(names["own"], start=1)},
        weights=np.vstack([np.zeros((1, weights.shape[1]), np.float32), weights]),
        position_weights=dict(
            zip(names["places"], stored["places"].astype(np.float64), strict=True)
        ),
        transitions=stored["transitions"].astype(np.float64),
    )
