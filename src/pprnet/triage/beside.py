"""Traits -> columns that stand beside the words, few and light enough not to outshout them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from pprnet.errors import TriageError
from pprnet.triage.features import Table, scale
from pprnet.triage.traits import Mark, Traits, marks

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

LIGHT: Mapping[str, float] = MappingProxyType(
    {
        "topic": 0.1,
        "research type": 0.1,
        "MeSH": 0.3,
        "journal": 0.1,
        "author": 0.3,
        "criterion": 0.3,
    }
)
"""How long the part of a row is that one kind of evidence fills; the words' part is 1 long.

MeSH, authors, types and journals were chosen on monthly streams of the shared reviews
(benchmarks/triage_warm.py): longer parts did harm. Criteria are not in those data."""


@dataclass(frozen=True, slots=True)
class Sides:
    """How much each kind of evidence weighs beside the words."""

    lengths: Mapping[str, float] = field(default_factory=lambda: LIGHT)

    def __call__(self, words: Table, traits: Sequence[Traits]) -> Beside:
        """Set the traits of works, in the order of the rows, beside their words."""
        from scipy.sparse import csr_matrix, hstack

        if len(traits) != words.rows:
            raise TriageError(f"expected the traits of {words.rows} works, got {len(traits)}")
        listed = [[mark for mark in marks(each) if self.lengths.get(mark.kind)] for each in traits]
        blocks = [words.matrix]
        names: list[str] = []
        for kind, length in self.lengths.items():
            labels, block = weigh_kind([[m for m in row if m.kind == kind] for row in listed])
            if labels and length:
                names.extend(labels)
                blocks.append(block * length)
        return Beside(csr_matrix(hstack(blocks, format="csr")), words, tuple(names))


@dataclass(frozen=True, slots=True, eq=False)
class Beside:
    """A table of words widened by traits; its first columns are those of the words."""

    matrix: Any
    """scipy CSR, works x (terms and traits)."""
    words: Table
    labels: tuple[str, ...]
    """The names of the trait columns."""

    @property
    def rows(self) -> int:
        """Count the works."""
        return int(self.matrix.shape[0])

    def names(self, columns: Sequence[int]) -> list[str]:
        """Name columns: a term as it is spelt, a trait as "journal: ..."."""
        width = self.words.matrix.shape[1]
        spelt = iter(self.words.names([at for at in columns if at < width]))
        return [next(spelt) if at < width else self.labels[at - width] for at in columns]


def weigh_kind(rows: Sequence[Sequence[Mark]]) -> tuple[list[str], Any]:
    """Weigh the marks of one kind: the rarer, the more; each row 1 long, or empty.

    weight = count * (ln((1 + works) / (1 + works with the mark)) + 1), as words are weighed.
    """
    import numpy as np
    from scipy.sparse import csr_matrix

    summed = [totals(row) for row in rows]
    numbers = {name: at for at, name in enumerate(dict.fromkeys(chain.from_iterable(summed)))}
    ends = np.cumsum([0, *map(len, summed)])
    columns = np.array([numbers[name] for row in summed for name in row], dtype=np.int32)
    counts = np.array([count for row in summed for count in row.values()], dtype=np.float64)
    matrix = csr_matrix((counts, columns, ends), shape=(len(rows), len(numbers)))
    matrix.data *= rarity(columns, len(rows), len(numbers))[columns]
    matrix.data *= np.repeat(scale(matrix), np.diff(matrix.indptr))
    return list(numbers), matrix


def totals(row: Sequence[Mark]) -> dict[str, float]:
    """Count each mark of a work once, as often or as surely as it was stated most."""
    found: dict[str, float] = {}
    for mark in row:
        found[mark.label] = max(mark.count, found.get(mark.label, 0.0))
    return found


def rarity(columns: npt.NDArray[np.int32], works: int, width: int) -> npt.NDArray[np.float64]:
    """Give the inverse document frequency of each column, from one cell for each work and mark."""
    import numpy as np

    spread = np.bincount(columns, minlength=width)
    return np.asarray(np.log((1 + works) / (1 + spread)) + 1, dtype=np.float64)
