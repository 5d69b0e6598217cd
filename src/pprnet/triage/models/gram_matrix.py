"""The products of labelled rows with each other: all that a linear learner needs of them.

Of n rows X, with a constant 1 appended for the intercept, that is the matrix K = X X' + 1. Two
ways to K v, for two uses. `SparseGram` makes two passes over the few hundred terms of each row and
needs no memory of n x n. `IncrementalGram` keeps K itself, row by row as labels come, while it is
small.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Vector = npt.NDArray[np.float64]
    Rows = npt.NDArray[np.intp]

MAX_STORED_ROWS = 1000
"""Rows up to which K is kept (8 MB); beyond it two passes over the terms are faster, too."""


class Gram(Protocol):
    """K of some rows."""

    def multiply(self, vector: Vector) -> Vector:
        """Give K times a vector."""


@dataclass(frozen=True, slots=True, eq=False)
class SparseGram:
    """K = S S' + diag(diagonal) + 1, never written down."""

    shared: Any
    """S, scipy CSR: the columns that stand in two rows or more, numbered anew."""
    transposed: Any
    """S'."""
    diagonal: Vector
    """For each row the squares of the columns that no other row has."""

    def multiply(self, vector: Vector) -> Vector:
        """Give K times a vector."""
        import numpy as np

        both = self.shared @ (self.transposed @ vector) + self.diagonal * vector + vector.sum()
        return np.asarray(both, dtype=np.float64)


def sparse_gram(rows: Any) -> SparseGram:
    """Make ready the products of some rows (scipy CSR, rows x columns)."""
    import numpy as np
    from scipy.sparse import csr_matrix

    at, spread = compact_columns(rows)
    is_shared = spread > 1
    kept = is_shared[at]
    ends = np.concatenate([[0], np.cumsum(kept)])[rows.indptr]
    numbers = np.cumsum(is_shared) - 1
    shape = (rows.shape[0], int(is_shared.sum()))
    shared = csr_matrix((rows.data[kept], numbers[at[kept]], ends), shape=shape)
    line = np.repeat(np.arange(rows.shape[0]), np.diff(rows.indptr))[~kept]
    diagonal = np.bincount(line, rows.data[~kept] ** 2, minlength=rows.shape[0])
    return SparseGram(shared, shared.T.tocsr(), diagonal.astype(np.float64))


def compact_columns(rows: Any) -> tuple[Rows, Rows]:
    """Give each cell's column and each column's number of cells, without most empty columns."""
    import numpy as np

    if rows.shape[1] < 10 * rows.nnz:  # counting is cheaper than sorting
        return rows.indices, np.bincount(rows.indices, minlength=rows.shape[1])
    _, at, spread = np.unique(rows.indices, return_inverse=True, return_counts=True)
    return at, spread


@dataclass(slots=True, eq=False)
class IncrementalGram:
    """K of rows that come one after the other; grows, so it belongs to one screening only."""

    matrix: Any
    """scipy CSR, all works x columns."""
    rows: list[int] = field(default_factory=list)
    _buffer: Any = None
    _dense_row: Any = None

    def gram_of(self, rows: Rows) -> Gram:
        """Give K of rows, which begin with those of the call before."""
        if len(rows) > MAX_STORED_ROWS:
            self._buffer = None
            return sparse_gram(self.matrix[rows])
        labelled = self.matrix[rows]
        self._reserve(len(rows))
        for at in range(len(self.rows), len(rows)):
            self._add(labelled, at)
        self.rows = rows.tolist()
        return DenseGram(self._buffer[: len(rows), : len(rows)])

    def _reserve(self, size: int) -> None:
        """Make room for as many rows, and as many again."""
        import numpy as np

        if self._dense_row is None:
            self._dense_row = np.zeros(self.matrix.shape[1])
        if self._buffer is None or len(self._buffer) < size:
            buffer = np.zeros((min(MAX_STORED_ROWS, 2 * size),) * 2)
            known = len(self.rows)
            buffer[:known, :known] = 0 if self._buffer is None else self._buffer[:known, :known]
            self._buffer = buffer

    def _add(self, labelled: Any, at: int) -> None:
        """Multiply one row with all rows."""
        cells = slice(*labelled.indptr[at : at + 2])
        self._dense_row[labelled.indices[cells]] = labelled.data[cells]
        products = labelled @ self._dense_row + 1
        self._buffer[at, : len(products)] = self._buffer[: len(products), at] = products
        self._dense_row[labelled.indices[cells]] = 0


@dataclass(frozen=True, slots=True, eq=False)
class DenseGram:
    """K, written down."""

    products: Any

    def multiply(self, vector: Vector) -> Vector:
        """Give K times a vector."""
        import numpy as np

        return np.asarray(self.products @ vector, dtype=np.float64)
