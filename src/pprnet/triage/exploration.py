"""A share of places for works drawn by lot, so that the unexpected is seen, too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Rows = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Exploration:
    """Every n-th place goes to a work drawn from all that wait."""

    every: int = 20
    """n; 0 draws none."""
    seed: int = 0
    far: int = 200
    """Places looked ahead: nobody reads further before the next decision orders anew."""

    def drawn(self, rows: Rows, step: int) -> dict[int, int]:
        """Give the places from 0 that are drawn, each with its row.

        Places are counted from the first label, of which there were `step`, so that the next
        draw comes nearer with each decision. Each work holds one lot for each draw and keeps
        it while it waits: the work that was announced stays the one that comes.
        """
        import numpy as np

        if self.every <= 0 or not len(rows):
            return {}
        first = -(step + 1) % self.every
        found: dict[int, int] = {}
        for place in range(first, min(self.far, len(rows)), self.every):
            turn = (step + place + 1) // self.every
            lots = np.random.default_rng([self.seed, turn]).random(int(rows.max()) + 1)[rows]
            lots[np.isin(rows, list(found.values()))] = -1.0
            found[place] = int(rows[np.argmax(lots)])
        return found

    def __call__(self, rows: Rows, step: int) -> tuple[Rows, frozenset[int]]:
        """Put the drawn works in their places; tell which they are."""
        drawn = self.drawn(rows, step)
        return placed(rows, drawn), frozenset(drawn.values())


def placed(rows: Rows, at: Mapping[int, int]) -> Rows:
    """Put some rows at given places; the others keep their order around them."""
    import numpy as np

    order = np.empty_like(rows)
    free = np.ones(len(rows), np.bool_)
    free[list(at)] = False
    order[free] = rows[~np.isin(rows, list(at.values()))]
    for place, row in at.items():
        order[place] = row
    return order
