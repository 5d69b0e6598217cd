"""The Gram matrix of labelled rows: all that a linear model needs of them.

Of n rows X, with a constant 1 appended for the intercept, that is the matrix K = X X' + 1. There
are two ways to compute K v. `_SparseGram` makes two passes over the few hundred terms of each row
and needs no memory of n x n. `IncrementalGram` stores K itself, extended with each label, while it
is small.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from pprnet.triage.features.sparse_matrix import SparseMatrix, stack_rows

if TYPE_CHECKING:
    from pprnet.triage.array_types import Counts, DenseMatrix, Rows, Vector

MAX_STORED_ROWS = 1000
"""Rows up to which K is stored (8 MB); for more rows two passes over the terms are faster."""


class Gram(Protocol):
    """K of some rows."""

    def multiply(self, vector: Vector) -> Vector:
        """Return the product K v, of shape (n_rows,).

        Args:
            vector: v, of shape (n_rows,).
        """


@dataclass(frozen=True, slots=True, eq=False)
class _SparseGram:
    """K = S S' + diag(diagonal) + 1, never written out."""

    shared: SparseMatrix
    """S: the columns that occur in two rows or more, renumbered."""
    diagonal: Vector
    """For each row the sum of squares of the columns that no other row has."""

    def multiply(self, vector: Vector) -> Vector:
        """Return the product K v, of shape (n_rows,)."""
        import numpy as np

        products = self.shared.dot(self.shared.transposed_dot(vector))
        return np.asarray(products + self.diagonal * vector + vector.sum(), dtype=np.float64)


def sparse_gram(rows: SparseMatrix) -> _SparseGram:
    """Return K of some rows in a form that is never written out.

    Args:
        rows: features of shape (n_rows, n_columns).
    """
    import numpy as np

    rows, spread = _compact_columns(rows)
    is_shared = spread > 1
    kept = is_shared.take(rows.indices, mode="clip")
    shared, numbers = rows.keep_cells(kept), np.cumsum(is_shared) - 1
    shape = (rows.shape[0], int(is_shared.sum()))
    own = rows.keep_cells(~kept).row_norms() ** 2
    return _SparseGram(replace(shared, indices=numbers[shared.indices], shape=shape), own)


def _compact_columns(rows: SparseMatrix) -> tuple[SparseMatrix, Counts]:
    """Return the rows without most of the empty columns, and the number of cells of each column."""
    import numpy as np

    if rows.shape[1] < 10 * rows.n_cells:  # counting is cheaper than sorting
        return rows, np.bincount(rows.indices, minlength=rows.shape[1])
    _, at, spread = np.unique(rows.indices, return_inverse=True, return_counts=True)
    return replace(rows, indices=at, shape=(rows.shape[0], len(spread))), spread


class IncrementalGram:
    """K of rows that are added one after the other, during one screening."""

    def __init__(self, matrix: SparseMatrix) -> None:
        """Start with no rows.

        Args:
            matrix: the features of all works, of shape (n_works, n_columns).
        """
        import numpy as np

        self._matrix = matrix
        self._works = sparse_gram(matrix)
        self._labelled = self._works.shared.select_rows([])
        self._products = np.zeros((0, 0))
        """K of the rows so far, and space for more."""

    def gram_of(self, rows: Rows) -> Gram:
        """Return K of some rows.

        Args:
            rows: numbers of rows, of which the first are those of the call before.
        """
        if len(rows) > MAX_STORED_ROWS:
            return sparse_gram(self._matrix.select_rows(rows))
        known, size = self._labelled.shape[0], len(rows)
        self._reserve(size)
        if size > known:
            self._products[known:size, :size] = self._multiply_new(rows[known:])
            self._products[:known, known:size] = self._products[known:size, :known].T
        return _DenseGram(self._products[:size, :size])

    def _reserve(self, size: int) -> None:
        """Allocate space for some rows, and as many again."""
        import numpy as np

        if len(self._products) < size:
            old, known = self._products, self._labelled.shape[0]
            self._products = np.zeros((min(MAX_STORED_ROWS, 2 * size),) * 2)
            self._products[:known, :known] = old[:known, :known]

    def _multiply_new(self, rows: Rows) -> DenseMatrix:
        """Add rows; return their part of K, of shape (n_new, n_rows)."""
        import numpy as np

        new = self._works.shared.select_rows(rows)
        self._labelled = stack_rows([self._labelled, new], new.shape[1])
        products = self._labelled.row_products(new) + 1
        products[:, -len(rows) :] += np.diag(self._works.diagonal[rows])
        return products


@dataclass(frozen=True, slots=True, eq=False)
class _DenseGram:
    """K, written out."""

    products: DenseMatrix

    def multiply(self, vector: Vector) -> Vector:
        """Return the product K v, of shape (n_rows,)."""
        import numpy as np

        return np.asarray(self.products @ vector, dtype=np.float64)
