"""Sparse matrices of the triage, compared with those of scipy."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_matrix, hstack, vstack
from scipy.sparse import random as random_matrix
from scipy.special import betainc, gammaln

from pprnet.triage.features import sparse_matrix
from pprnet.triage.features.sparse_matrix import SparseMatrix, stack_columns, stack_rows
from pprnet.triage.stopping.binomials import log_choose, negative_binomial_tail
from scipy_matrices import as_csr, from_csr

ROWS, COLUMNS = 9, 14


def matrix_of(seed: int, density: float, rows: int = ROWS, columns: int = COLUMNS) -> csr_matrix:
    return csr_matrix(random_matrix(rows, columns, density, format="csr", rng=seed))


matrices = st.builds(
    matrix_of,
    st.integers(0, 10_000),
    st.sampled_from((0.0, 0.05, 0.3, 1.0)),
    rows=st.integers(0, ROWS),
)


def dense(matrix: SparseMatrix | csr_matrix) -> np.ndarray:
    return matrix.toarray()


@settings(max_examples=60, deadline=None)
@given(matrices, st.data())
def test_rows_are_selected_as_in_scipy(expected: csr_matrix, data: st.DataObject):
    height = expected.shape[0]
    rows = data.draw(st.lists(st.integers(0, max(height - 1, 0)), max_size=12 if height else 0))
    found = from_csr(expected).select_rows(rows)
    assert np.array_equal(dense(found), dense(expected)[rows])
    assert np.array_equal(dense(as_csr(found)), dense(found))


@settings(max_examples=60, deadline=None)
@given(matrices, st.integers(0, 99), st.sampled_from((1, 4, 1 << 16)))
def test_products_are_those_of_scipy(expected: csr_matrix, seed: int, batch: int):
    matrix, random = from_csr(expected), np.random.default_rng(seed)
    across, down = random.normal(size=COLUMNS), random.normal(size=expected.shape[0])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sparse_matrix, "CELLS_PER_BATCH", batch)
        assert np.allclose(matrix.dot(across), expected @ across)
    assert np.allclose(matrix.transposed_dot(down), expected.T @ down)
    other = matrix_of(seed, 0.3)
    assert np.allclose(matrix.row_products(from_csr(other)), (other @ expected.T).toarray())


@settings(max_examples=60, deadline=None)
@given(matrices)
def test_norms_and_sums_are_those_of_numpy(expected: csr_matrix):
    matrix, cells = from_csr(expected), dense(expected)
    assert np.allclose(matrix.row_norms(), np.linalg.norm(cells, axis=1))
    assert np.allclose(matrix.column_sums(), cells.sum(axis=0))
    factors = np.arange(1.0, expected.shape[0] + 1)
    assert np.allclose(dense(matrix.scale_rows(factors)), cells * factors[:, None])


@settings(max_examples=60, deadline=None)
@given(matrices, st.randoms())
def test_cells_are_removed_and_rows_keep_their_numbers(expected: csr_matrix, random):
    kept = np.array([random.random() < 0.5 for _ in expected.data], dtype=bool)
    found = from_csr(expected).keep_cells(kept)
    copy = expected.copy()
    copy.data = copy.data * kept
    assert np.array_equal(dense(found), dense(copy))
    assert found.n_cells == kept.sum()


@settings(max_examples=60, deadline=None)
@given(st.lists(matrices, min_size=1, max_size=4))
def test_matrices_are_stacked_as_in_scipy(blocks: list[csr_matrix]):
    found = stack_rows([from_csr(block) for block in blocks], COLUMNS)
    assert np.array_equal(dense(found), dense(vstack(blocks, format="csr")))
    height = min(block.shape[0] for block in blocks)
    cut = [csr_matrix(block[:height]) for block in blocks]
    beside = stack_columns([from_csr(block) for block in cut])
    assert np.array_equal(dense(beside), dense(hstack(cut, format="csr")))


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 3000), st.integers(0, 3000), st.lists(st.floats(0, 0.999999999), min_size=1))
def test_the_tail_is_the_incomplete_beta_function(count: int, found: int, chances: list[float]):
    expected = betainc(count + 1, found + 1, np.array(chances))
    assert np.allclose(
        negative_binomial_tail(count, found, np.array(chances)), expected, rtol=0, atol=1e-9
    )


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.integers(-3, 100_000), st.integers(-3, 100_000)), min_size=1))
def test_binomial_coefficients_are_those_of_log_gammas(pairs: list[tuple[int, int]]):
    of, some = np.array(pairs).T
    size = np.maximum(of, 0)
    part = np.clip(some, 0, size)
    expected = gammaln(size + 1) - gammaln(part + 1) - gammaln(size - part + 1)
    assert np.allclose(log_choose(of, some), expected, rtol=1e-12, atol=1e-8)
