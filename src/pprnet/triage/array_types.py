"""Names for the arrays of this package; imported for type checking only."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Vector = npt.NDArray[np.float64]
"""Real numbers, one for each row or column."""
DenseMatrix = npt.NDArray[np.float64]
"""Real numbers in two dimensions."""
Rows = npt.NDArray[np.intp]
"""Row numbers of a feature matrix, from 0, in any order."""
Order = npt.NDArray[np.intp]
"""Positions in another array, from 0, each once: the first to show comes first."""
Flags = npt.NDArray[np.bool_]
"""One yes or no for each row."""
Counts = npt.NDArray[np.int64]
"""Integers of any meaning: counts, 1-based positions, codes."""
