"""Weighted columns of metadata, appended to the columns of terms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING

from pprnet.errors import TriageError
from pprnet.triage.features.metadata import MetadataFeature, WorkMetadata, metadata_features
from pprnet.triage.features.sparse_matrix import SparseMatrix, stack_columns
from pprnet.triage.features.tfidf import FeatureMatrix, normalise_rows

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from pprnet.triage.array_types import Vector

DEFAULT_BLOCK_NORMS: Mapping[str, float] = MappingProxyType(
    {
        "topic": 0.1,
        "research type": 0.1,
        "MeSH": 0.3,
        "journal": 0.1,
        "author": 0.3,
        "criterion": 0.3,
    }
)
"""Euclidean norm of the part of a row with one kind of metadata; that of the terms is 1.

MeSH, authors, types and journals were chosen on monthly streams of the shared reviews
(benchmarks/triage_warm_start.py): larger norms ranked worse. Criteria are not in those data."""


@dataclass(frozen=True, slots=True)
class MetadataWeighting:
    """The weight of each kind of metadata relative to the terms."""

    block_norms: Mapping[str, float] = field(default_factory=lambda: DEFAULT_BLOCK_NORMS)

    def __call__(self, words: FeatureMatrix, metadata: Sequence[WorkMetadata]) -> CombinedFeatures:
        """Return the terms of works with metadata columns appended.

        The metadata are in the order of the rows.
        """
        if len(metadata) != words.rows:
            raise TriageError(f"expected the metadata of {words.rows} works, got {len(metadata)}")
        listed = [
            [feature for feature in metadata_features(each) if self.block_norms.get(feature.kind)]
            for each in metadata
        ]
        blocks = [words.matrix]
        column_names: list[str] = []
        for kind, norm in self.block_norms.items():
            names, block = _weigh_metadata_kind(
                [[m for m in row if m.kind == kind] for row in listed]
            )
            if names and norm:
                column_names.extend(names)
                blocks.append(replace(block, data=block.data * norm))
        return CombinedFeatures(stack_columns(blocks), words, tuple(column_names))


@dataclass(frozen=True, slots=True, eq=False)
class CombinedFeatures:
    """Features of terms with further columns of metadata; the columns of terms come first."""

    matrix: SparseMatrix
    """Weights of shape (n_works, n_terms + n_metadata_columns)."""
    words: FeatureMatrix
    column_names: tuple[str, ...]
    """The names of the metadata columns."""

    @property
    def rows(self) -> int:
        """Return the number of works."""
        return int(self.matrix.shape[0])

    def names(self, columns: Sequence[int]) -> list[str]:
        """Return the names of columns: a term, or "journal: ..." for metadata.

        Args:
            columns: column numbers, from 0.
        """
        width = self.words.matrix.shape[1]
        spelt = iter(self.words.names([at for at in columns if at < width]))
        return [next(spelt) if at < width else self.column_names[at - width] for at in columns]


def _weigh_metadata_kind(
    rows: Sequence[Sequence[MetadataFeature]],
) -> tuple[list[str], SparseMatrix]:
    """Return names and weights of one kind of metadata; rows of length 1, or empty.

    weight = count * (ln((1 + works) / (1 + works with the feature)) + 1), as for terms.
    """
    import numpy as np

    summed = [_feature_counts(row) for row in rows]
    numbers = {name: at for at, name in enumerate(dict.fromkeys(chain.from_iterable(summed)))}
    ends = np.cumsum([0, *map(len, summed)])
    columns = np.array([numbers[name] for row in summed for name in row], dtype=np.int32)
    counts = np.array([count for row in summed for count in row.values()], dtype=np.float64)
    weights = counts * _column_idf(columns, len(rows), len(numbers))[columns]
    matrix = SparseMatrix(weights, columns, ends, (len(rows), len(numbers)))
    return list(numbers), normalise_rows(matrix)


def _feature_counts(row: Sequence[MetadataFeature]) -> dict[str, float]:
    """Return each feature of a work once, with its largest count or score."""
    found: dict[str, float] = {}
    for feature in row:
        found[feature.label] = max(feature.count, found.get(feature.label, 0.0))
    return found


def _column_idf(columns: npt.NDArray[np.int32], works: int, width: int) -> Vector:
    """Return the inverse document frequency of each column, one cell for each work and feature."""
    import numpy as np

    spread = np.bincount(columns, minlength=width)
    return np.asarray(np.log((1 + works) / (1 + spread)) + 1, dtype=np.float64)
