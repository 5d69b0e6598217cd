"""Diversity: the first positions are not all filled by one sub-topic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pprnet.triage.features.sparse_matrix import SparseMatrix
from pprnet.triage.features.tfidf import FeatureMatrix

if TYPE_CHECKING:
    from pprnet.triage.array_types import DenseMatrix, Rows, Vector


@dataclass(frozen=True, slots=True)
class Diversity:
    """Maximal marginal relevance over the next positions.

    The next work is the one with the highest (1 - share) * score - share * similarity, both
    0-1, where similarity is the greatest cosine with the last works shown (Carbonell and Goldstein
    1998, "The use of MMR, diversity-based reranking", SIGIR 98).
    """

    share: float = 0.1
    """Weight of dissimilarity relative to the score, 0-1; 0 keeps the order."""
    window: int = 5
    """Number of the last works with which each is compared."""
    head: int = 40
    """Number of positions that are filled in this way; the rest keeps its order."""

    def __call__(
        self, table: FeatureMatrix, rows: Rows, scores: Vector, shown: Sequence[int]
    ) -> Rows:
        """Return rows, sorted by score before, in a more diverse order.

        `shown` were shown before, the last one last.
        """
        import numpy as np

        head = rows[: self.head]
        if self.share <= 0 or not len(head):
            return rows
        ahead = set(head.tolist())
        last = [row for row in shown if row not in ahead][-self.window :]
        similarity = cosine_similarities(table.matrix.select_rows([*last, *head.tolist()]))
        reordered = self.greedy_order(_min_max_scale(scores[: self.head]), similarity, len(last))
        return np.concatenate([head[reordered], rows[self.head :]])

    def greedy_order(self, scores: Vector, similarity: DenseMatrix, before: int) -> list[int]:
        """Return positions in the order to show; among equals the earlier comes first.

        Args:
            scores: scores of the rows to order, 0-1, of shape (n_rows,).
            similarity: cosines of shape (before + n_rows, before + n_rows), rows shown before
                first.
            before: number of rows that were shown before.
        """
        import numpy as np

        seen = list(range(before))
        left = np.ones(len(scores), np.bool_)
        for _ in scores:
            recent = seen[-self.window :]
            nearest = similarity[before:, recent].max(axis=1) if recent else np.zeros(len(scores))
            worth = (1 - self.share) * scores - self.share * nearest
            best = int(np.argmax(np.where(left, worth, -np.inf)))
            left[best] = False
            seen.append(before + best)
        return [at - before for at in seen[before:]]


def _min_max_scale(scores: Vector) -> Vector:
    """Return scores scaled to 0-1; all 0 where they are equal."""
    import numpy as np

    spread = float(np.ptp(scores))
    return np.asarray((scores - scores.min()) / spread if spread else scores * 0.0)


def cosine_similarities(matrix: SparseMatrix) -> DenseMatrix:
    """Return the cosine of each row with each; an empty row has cosine 0.

    Args:
        matrix: weights of shape (n_rows, n_columns).

    Returns:
        Cosines of shape (n_rows, n_rows).
    """
    import numpy as np

    # Of a million columns a few thousand are used here; renumbered, the product is fast.
    used, at = np.unique(matrix.indices, return_inverse=True)
    # No product of dense matrices: for so small ones numpy would start a thread for each core.
    narrow = replace(matrix, indices=at, shape=(matrix.shape[0], len(used)))
    products = narrow.row_products(narrow)
    lengths = np.sqrt(products.diagonal())
    lengths[lengths == 0] = 1.0
    return np.asarray(products / np.outer(lengths, lengths), dtype=np.float64)
