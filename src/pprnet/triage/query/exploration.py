"""Exploration: a share of positions goes to a random sample of the waiting works."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from pprnet.triage.array_types import Rows


@dataclass(frozen=True, slots=True)
class Exploration:
    """Every n-th position goes to a random work of those that wait."""

    interval: int = 20
    """n; 0 for no random works."""
    seed: int = 0
    horizon: int = 200
    """Number of positions considered: nobody reads further before the next ranking."""

    def __call__(self, rows: Rows, step: int) -> tuple[Rows, frozenset[int]]:
        """Return the rows with random works moved forward, and which these are.

        Positions are counted from the first label, of which there were `step`, so that the next
        random work comes nearer with each decision. For each sample a work has one key as long as
        it waits: the work that was announced is the one that comes, unless its score brings it
        sooner. A sample is among the works that would come later, so it delays none for good.
        """
        order, random_rows = rows.copy(), []
        for place in self.random_places(len(rows), step):
            random_keys = self.random_keys((step + place + 1) // self.interval, order[place:])
            at = place + int(random_keys.argmax())
            random_rows.append(int(order[at]))
            order[place + 1 : at + 1] = order[place:at].copy()
            order[place] = random_rows[-1]
        return order, frozenset(random_rows)

    def random_places(self, count: int, step: int) -> range:
        """Return the positions, from 0, that get a random work.

        Args:
            count: number of positions.
            step: number of labels so far.
        """
        if self.interval <= 0:
            return range(0)
        return range(-(step + 1) % self.interval, min(self.horizon, count), self.interval)

    def random_keys(self, turn: int, rows: Rows) -> npt.NDArray[np.float64]:
        """Return the random key of each row for one sample, of shape (n_rows,).

        Args:
            turn: number of the sample.
            rows: row numbers; a key depends only on seed, sample and row.
        """
        import numpy as np

        return np.random.default_rng([self.seed, turn]).random(int(rows.max()) + 1)[rows]
