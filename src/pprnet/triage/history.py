"""What the network did before -> labels: a new month begins with what the earlier ones taught."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pprnet.triage.traits import Traits


@dataclass(frozen=True, slots=True)
class Taught:
    """Labels, and how much each counts beside the others."""

    labels: dict[int, bool]
    importance: dict[int, float]
    """Only where it is not 1."""


@dataclass(frozen=True, slots=True)
class History:
    """How the past is weighed."""

    published: float = 1.5
    """What was written about counts so much more than what was only let through."""
    rated: float = 0.5
    """The best rating adds, and the worst takes away, this share."""

    def __call__(self, decided: Mapping[int, bool], traits: Sequence[Traits]) -> Taught:
        """Join the decisions of all months with what was published and how readers rated it.

        A published work counts as included whatever the screening said; ratings weigh
        published works only, for nobody rates what readers never saw.
        """
        published = {row: each for row, each in enumerate(traits) if each.published}
        labels = dict(decided) | dict.fromkeys(published, True)
        importance = {row: self.weight(each) for row, each in published.items()}
        return Taught(labels, {row: each for row, each in importance.items() if each != 1})

    def weight(self, traits: Traits) -> float:
        """Weigh one published work; never less than any other label."""
        rating = 0.5 if traits.rating is None else min(1.0, max(0.0, traits.rating))
        return max(1.0, self.published * (1 + self.rated * (2 * rating - 1)))
