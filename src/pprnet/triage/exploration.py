"""A share of places for works drawn by lot, so that the unexpected is seen, too."""

from __future__ import annotations

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

    def __call__(self, rows: Rows, step: int) -> tuple[Rows, frozenset[int]]:
        """Bring drawn works forward in an order of rows; tell which they are.

        Places are counted from the first label, of which there were `step`, so that the next
        draw comes nearer with each decision. For each draw a work holds one lot as long as it
        waits: the work that was announced is the one that comes, unless its score brings it
        sooner. A draw is among the works that would come later, so it sets none back for good.
        """
        order, drawn = rows.copy(), []
        for place in self.places(len(rows), step):
            lots = self.lots((step + place + 1) // self.every, order[place:])
            at = place + int(lots.argmax())
            drawn.append(int(order[at]))
            order[place + 1 : at + 1] = order[place:at].copy()
            order[place] = drawn[-1]
        return order, frozenset(drawn)

    def places(self, count: int, step: int) -> range:
        """Give the places, from 0, that are drawn, out of so many."""
        if self.every <= 0:
            return range(0)
        return range(-(step + 1) % self.every, min(self.far, count), self.every)

    def lots(self, turn: int, rows: Rows) -> npt.NDArray[np.float64]:
        """Give each row its lot for one draw; it depends on nothing but seed, draw and row."""
        import numpy as np

        return np.random.default_rng([self.seed, turn]).random(int(rows.max()) + 1)[rows]
