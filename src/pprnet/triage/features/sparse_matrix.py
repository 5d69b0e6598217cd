"""A sparse matrix of compressed rows (CSR) on numpy alone: what the learner needs of one.

The cells of row i are `data[indptr[i]:indptr[i + 1]]`, in the columns `indices[...]` of the same
slice; a column stands at most once in a row. It is the layout of `scipy.sparse.csr_matrix`, so
`csr_matrix((m.data, m.indices, m.indptr), m.shape)` is the same matrix there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from pprnet.triage.array_types import DenseMatrix, Flags, Rows, Vector

CELLS_PER_BATCH = 1 << 16
"""Cells that are multiplied at once: what is in between stays in the processor's cache."""


@dataclass(frozen=True, slots=True, eq=False)
class SparseMatrix:
    """A matrix of which only the cells that hold something are kept."""

    data: npt.NDArray[Any]
    """The value of each cell, float64 or int32, of shape (n_cells,)."""
    indices: npt.NDArray[np.int32] | npt.NDArray[np.int64]
    """The column of each cell, from 0, of shape (n_cells,)."""
    indptr: npt.NDArray[np.int64]
    """Where each row begins in `data`, and where the last one ends, of shape (n_rows + 1,)."""
    shape: tuple[int, int]
    """Number of rows and columns."""

    @property
    def n_cells(self) -> int:
        """Return the number of cells that are kept."""
        return len(self.data)

    @property
    def cell_rows(self) -> Rows:
        """Return the row of each cell, of shape (n_cells,)."""
        import numpy as np

        return np.repeat(np.arange(self.shape[0]), np.diff(self.indptr))

    def row(self, row: int) -> _SparseRow:
        """Return the cells of one row.

        Args:
            row: number of the row, from 0.
        """
        cells = slice(*self.indptr[row : row + 2].tolist())
        return _SparseRow(self.indices[cells], self.data[cells])

    def select_rows(self, rows: Rows | Sequence[int]) -> SparseMatrix:
        """Return a matrix of some rows, in the order given.

        Args:
            rows: numbers of the rows, from 0; one may come twice.
        """
        import numpy as np

        picked = np.asarray(rows, dtype=np.intp)
        starts, ends = self.indptr[picked], self.indptr[picked + 1]
        cells = list(map(slice, starts.tolist(), ends.tolist()))
        return SparseMatrix(
            data=np.concatenate([self.data[:0], *map(self.data.__getitem__, cells)]),
            indices=np.concatenate([self.indices[:0], *map(self.indices.__getitem__, cells)]),
            indptr=np.concatenate([[0], np.cumsum(ends - starts)]),
            shape=(len(picked), self.shape[1]),
        )

    def keep_cells(self, kept: Flags) -> SparseMatrix:
        """Return the matrix without some cells; rows and columns keep their numbers.

        Args:
            kept: whether to keep each cell, of shape (n_cells,).
        """
        import numpy as np

        cells = np.flatnonzero(kept)
        return SparseMatrix(
            data=self.data[cells],
            indices=self.indices[cells],
            indptr=np.searchsorted(cells, self.indptr),
            shape=self.shape,
        )

    def scale_rows(self, factors: Vector) -> SparseMatrix:
        """Return the matrix with each row multiplied by a number.

        Args:
            factors: one number for each row, of shape (n_rows,).
        """
        import numpy as np

        return replace(self, data=self.data * np.repeat(factors, np.diff(self.indptr)))

    def row_norms(self) -> Vector:
        """Return the Euclidean length of each row, of shape (n_rows,)."""
        import numpy as np

        squares = np.bincount(self.cell_rows, self.data**2, minlength=self.shape[0])
        return np.asarray(np.sqrt(squares), dtype=np.float64)

    def column_sums(self) -> Vector:
        """Return the sum of each column, of shape (n_columns,)."""
        import numpy as np

        sums = np.bincount(self.indices, self.data, minlength=self.shape[1])
        return sums.astype(np.float64, copy=False)

    def dot(self, vector: Vector) -> Vector:
        """Return the product with a column vector, of shape (n_rows,).

        Args:
            vector: one number for each column, of shape (n_columns,).
        """
        import numpy as np

        found = np.zeros(self.shape[0])
        filled = np.flatnonzero(np.diff(self.indptr))
        bounds = np.append(self.indptr[filled], self.n_cells)
        for first, last in _batches(bounds):
            cells = slice(bounds[first], bounds[last])
            # Each column exists, so "clip" changes none; it spares a check of each.
            products = vector.take(self.indices[cells], mode="clip")
            products *= self.data[cells]
            found[filled[first:last]] = np.add.reduceat(products, bounds[first:last] - cells.start)
        return found

    def row_products(self, other: SparseMatrix) -> DenseMatrix:
        """Return the product of each row of another matrix with each row of this one.

        Args:
            other: matrix of shape (n_other, n_columns).

        Returns:
            Products of shape (n_other, n_rows).
        """
        import numpy as np

        used = np.zeros(self.shape[1], np.bool_)
        used[other.indices] = True
        shared = self.keep_cells(used.take(self.indices, mode="clip"))
        products, dense_row = np.empty((other.shape[0], self.shape[0])), np.zeros(self.shape[1])
        for at in range(other.shape[0]):
            row = other.row(at)
            dense_row[row.columns] = row.values
            products[at] = shared.dot(dense_row)
            dense_row[row.columns] = 0
        return products

    def transposed_dot(self, vector: Vector) -> Vector:
        """Return the product of the transposed matrix with a vector, of shape (n_columns,).

        Args:
            vector: one number for each row, of shape (n_rows,).
        """
        import numpy as np

        products = self.data * np.repeat(vector, np.diff(self.indptr))
        sums = np.bincount(self.indices, products, minlength=self.shape[1])
        return sums.astype(np.float64, copy=False)

    def toarray(self) -> DenseMatrix:
        """Return every cell written out, of shape (n_rows, n_columns): for small matrices."""
        import numpy as np

        dense = np.zeros(self.shape)
        dense[self.cell_rows, self.indices] = self.data
        return dense


@dataclass(frozen=True, slots=True, eq=False)
class _SparseRow:
    """The cells of one row."""

    columns: npt.NDArray[np.int32] | npt.NDArray[np.int64]
    """The column of each cell, from 0."""
    values: npt.NDArray[Any]
    """The value of each cell."""


def stack_rows(blocks: Sequence[SparseMatrix], n_columns: int) -> SparseMatrix:
    """Return matrices one below the other, each widened by empty columns.

    Args:
        blocks: at least one matrix, from top to bottom.
        n_columns: number of columns of the result, no fewer than any block has.
    """
    import numpy as np

    ends = np.cumsum([0, *(block.n_cells for block in blocks)])
    starts = [block.indptr[:-1] + end for block, end in zip(blocks, ends, strict=False)]
    return SparseMatrix(
        data=np.concatenate([block.data for block in blocks]),
        indices=np.concatenate([block.indices for block in blocks]),
        indptr=np.concatenate([*starts, ends[-1:]]),
        shape=(sum(block.shape[0] for block in blocks), n_columns),
    )


def stack_columns(blocks: Sequence[SparseMatrix]) -> SparseMatrix:
    """Return matrices side by side.

    Args:
        blocks: at least one matrix, from left to right, each of shape (n_rows, any).
    """
    import numpy as np

    n_rows, ends = blocks[0].shape[0], np.cumsum([0, *(block.shape[1] for block in blocks)])
    moved = [
        replace(block, indices=block.indices + block.indices.dtype.type(end))
        for block, end in zip(blocks, ends, strict=False)
    ]
    # One below the other first; then the rows that belong side by side follow each other.
    order = np.arange(len(blocks) * n_rows).reshape(len(blocks), n_rows).T.ravel()
    mixed = stack_rows(moved, int(ends[-1])).select_rows(order)
    return replace(mixed, indptr=mixed.indptr[:: len(blocks)], shape=(n_rows, mixed.shape[1]))


def _batches(bounds: npt.NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    """Yield runs of rows, first and last + 1, of about `CELLS_PER_BATCH` cells each."""
    import numpy as np

    if bounds[-1] <= CELLS_PER_BATCH:
        return iter([(0, len(bounds) - 1)][: len(bounds) - 1])
    cuts = np.searchsorted(bounds[:-1], np.arange(0, bounds[-1], CELLS_PER_BATCH)).tolist()
    return pairwise([*sorted(set(cuts)), len(bounds) - 1])
