"""The products of labelled rows with each other: all that a linear learner needs of them.

Of n rows X, with a constant 1 appended for the intercept, that is the matrix K = X X' + 1. Two
ways to K v, for two uses. `Sparse` makes two passes over the few hundred terms of each row and
needs no memory of n x n. `Grown` keeps K itself, row by row as labels come, while it is small.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Vector = npt.NDArray[np.float64]
    Rows = npt.NDArray[np.intp]

LARGEST = 1000
"""Rows up to which K is kept (8 MB); beyond it two passes over the terms are faster, too."""


class Gram(Protocol):
    """K of some rows."""

    def times(self, vector: Vector) -> Vector:
        """Give K times a vector."""


@dataclass(frozen=True, slots=True, eq=False)
class Sparse:
    """K = S S' + diag(own) + 1, never written down."""

    shared: Any
    """S, scipy CSR: the columns that stand in two rows or more, numbered anew."""
    turned: Any
    """S'."""
    own: Vector
    """For each row the squares of the columns that no other row has."""

    def times(self, vector: Vector) -> Vector:
        """Give K times a vector."""
        import numpy as np

        both = self.shared @ (self.turned @ vector) + self.own * vector + vector.sum()
        return np.asarray(both, dtype=np.float64)


def sparse(rows: Any) -> Sparse:
    """Make ready the products of some rows (scipy CSR, rows x columns)."""
    import numpy as np
    from scipy.sparse import csr_matrix

    at, spread = narrowed(rows)
    often = spread > 1
    kept = often[at]
    ends = np.concatenate([[0], np.cumsum(kept)])[rows.indptr]
    numbers = np.cumsum(often) - 1
    shape = (rows.shape[0], int(often.sum()))
    shared = csr_matrix((rows.data[kept], numbers[at[kept]], ends), shape=shape)
    line = np.repeat(np.arange(rows.shape[0]), np.diff(rows.indptr))[~kept]
    own = np.bincount(line, rows.data[~kept] ** 2, minlength=rows.shape[0])
    return Sparse(shared, shared.T.tocsr(), own.astype(np.float64))


def narrowed(rows: Any) -> tuple[Rows, Rows]:
    """Give each cell's column and each column's number of cells, without most empty columns."""
    import numpy as np

    if rows.shape[1] < 10 * rows.nnz:  # counting is cheaper than sorting
        return rows.indices, np.bincount(rows.indices, minlength=rows.shape[1])
    _, at, spread = np.unique(rows.indices, return_inverse=True, return_counts=True)
    return at, spread


@dataclass(slots=True, eq=False)
class Grown:
    """K of rows that come one after the other; grows, so it belongs to one screening only."""

    matrix: Any
    """scipy CSR, all works x columns."""
    rows: list[int] = field(default_factory=list)
    _room: Any = None
    _line: Any = None

    def of(self, rows: Rows) -> Gram:
        """Give K of rows, which begin with those of the call before."""
        if len(rows) > LARGEST:
            self._room = None
            return sparse(self.matrix[rows])
        labelled = self.matrix[rows]
        self._widen(len(rows))
        for at in range(len(self.rows), len(rows)):
            self._add(labelled, at)
        self.rows = rows.tolist()
        return Dense(self._room[: len(rows), : len(rows)])

    def _widen(self, size: int) -> None:
        """Make room for as many rows, and as many again."""
        import numpy as np

        if self._line is None:
            self._line = np.zeros(self.matrix.shape[1])
        if self._room is None or len(self._room) < size:
            room = np.zeros((min(LARGEST, 2 * size),) * 2)
            known = len(self.rows)
            room[:known, :known] = 0 if self._room is None else self._room[:known, :known]
            self._room = room

    def _add(self, labelled: Any, at: int) -> None:
        """Multiply one row with all rows."""
        cells = slice(*labelled.indptr[at : at + 2])
        self._line[labelled.indices[cells]] = labelled.data[cells]
        products = labelled @ self._line + 1
        self._room[at, : len(products)] = self._room[: len(products), at] = products
        self._line[labelled.indices[cells]] = 0


@dataclass(frozen=True, slots=True, eq=False)
class Dense:
    """K, written down."""

    products: Any

    def times(self, vector: Vector) -> Vector:
        """Give K times a vector."""
        import numpy as np

        return np.asarray(self.products @ vector, dtype=np.float64)
