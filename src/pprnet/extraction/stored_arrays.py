"""The file of a learned model: names as JSON, weights as bytes with a step for each column."""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

StoredArrays = Mapping[str, NDArray[np.generic]]


def stored_arrays(package: str, name: str) -> StoredArrays:
    """Return the arrays of a model that the package contains, by name.

    Args:
        package: the package in whose folder the file is.
        name: name of the file without `.npz`.
    """
    with (files(package) / f"{name}.npz").open("rb") as file:
        stored = np.load(file, allow_pickle=False)
        return {key: stored[key] for key in stored.files}


def stored_names(stored: StoredArrays) -> dict[str, Any]:
    """Return the names of the features and labels of a model.

    Args:
        stored: the arrays of the model.
    """
    names: dict[str, Any] = json.loads(stored["names"].tobytes())
    return names


def stored_weights(stored: StoredArrays) -> NDArray[np.float32]:
    """Return the weights of a model, shape (n_features, n_labels).

    Args:
        stored: the arrays of the model.
    """
    return stored["weights"].astype(np.float32) * stored["steps"].astype(np.float32)
