"""Feature matrices as scipy matrices, with which the tests compare them."""

from __future__ import annotations

from scipy.sparse import csr_matrix

from pprnet.triage.features.sparse_matrix import SparseMatrix


def as_csr(matrix: SparseMatrix) -> csr_matrix:
    """Return the same matrix in scipy's form."""
    return csr_matrix((matrix.data, matrix.indices, matrix.indptr), shape=matrix.shape)


def from_csr(matrix: csr_matrix) -> SparseMatrix:
    """Return the matrix of the engine that holds the same cells."""
    return SparseMatrix(
        matrix.data, matrix.indices, matrix.indptr.astype("int64"), tuple(matrix.shape)
    )
