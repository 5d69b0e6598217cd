"""The model of sentence roles: weights of traits, learnt by `scripts/train_roles.py`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from pprnet.reading.chain import Floats, marginals
from pprnet.reading.role_features import place_traits, scale, traits
from pprnet.reading.section_labels import Role

ROLES = tuple(Role)
NAME = "roles-1"
MOST_KNOWN = 64


@dataclass(frozen=True, slots=True)
class RoleModel:
    """Log weights of roles by trait, and of one role after another."""

    own: dict[str, int]
    """Row of each trait of a sentence in `weights`."""
    weights: NDArray[np.float32]
    """Columns: the roles of the sentence itself, of the next and of the one before it."""
    places: dict[str, NDArray[np.float64]]
    """Weights of the roles by trait of place."""
    transitions: Floats
    """From a role (row) to the next sentence's (column)."""
    known_places: dict[int, Floats] = field(default_factory=dict, compare=False)
    """Weights of places by number of sentences, remembered between texts."""

    def probabilities(self, texts: Sequence[str], open_roles: NDArray[np.bool_]) -> Floats:
        """Give the probability of each role (column) of each sentence (row) of one text.

        `open_roles` has the same shape and says which roles a sentence may have.
        """
        emissions = self._emissions(texts)
        return marginals(np.where(open_roles, emissions, -np.inf), self.transitions)

    def _emissions(self, texts: Sequence[str]) -> Floats:
        count, width = len(texts), len(ROLES)
        sums = self._sums(texts)
        emissions = sums[:, :width].astype(np.float64)
        emissions[1:] += sums[:-1, width : 2 * width]
        emissions[:-1] += sums[1:, 2 * width :]
        emissions += self._stood(count)
        return emissions

    def _stood(self, count: int) -> Floats:
        """Give the weights of each place among so many sentences."""
        if count in self.known_places:
            return self.known_places[count]
        stood = np.zeros((count, len(ROLES)))
        for place in range(count):
            for trait in place_traits(place, count):
                if (weights := self.places.get(trait)) is not None:
                    stood[place] += weights
        if count <= MOST_KNOWN:
            self.known_places[count] = stood
        return stood

    def _sums(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Sum the weights of each sentence's traits, one row a sentence."""
        rows: list[int] = [0]  # row 0 weighs nothing: no sentence is without a row
        starts, scales = [], []
        for text in texts:
            found = traits(text)
            starts.append(len(rows) - 1)
            scales.append(scale(found))
            rows.extend([row for trait in found if (row := self.own.get(trait))])
            rows.append(0)
        sums: NDArray[np.float32] = np.add.reduceat(self.weights[rows[1:]], starts, axis=0)
        return sums * np.array(scales, np.float32)[:, None]


@cache
def role_model() -> RoleModel:
    """Load the model that comes with the package, once."""
    folder = files("pprnet.reading") / "models"
    with (folder / f"{NAME}.npz").open("rb") as file:
        stored = np.load(file, allow_pickle=False)
        return restored({name: stored[name] for name in stored.files})


def restored(stored: dict[str, NDArray[np.generic]]) -> RoleModel:
    """Build a model from the arrays of its file."""
    names = json.loads(stored["names"].tobytes())
    weights = stored["weights"].astype(np.float32) * stored["steps"].astype(np.float32)
    return RoleModel(
        own={name: row for row, name in enumerate(names["own"], start=1)},
        weights=np.vstack([np.zeros((1, weights.shape[1]), np.float32), weights]),
        places=dict(zip(names["places"], stored["places"].astype(np.float64), strict=True)),
        transitions=stored["transitions"].astype(np.float64),
    )
