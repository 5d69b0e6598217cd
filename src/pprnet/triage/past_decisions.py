"""Labels from the decisions of earlier months, and their weights."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pprnet.triage.features.metadata import WorkMetadata


@dataclass(frozen=True, slots=True)
class TrainingLabels:
    """Labels, and their weights relative to each other."""

    labels: dict[int, bool]
    importance: dict[int, float]
    """Only where it is not 1."""


@dataclass(frozen=True, slots=True)
class PastDecisionWeighting:
    """The weight of past decisions."""

    published_weight: float = 1.5
    """Weight of a published work relative to one that was only included."""
    rating_effect: float = 0.5
    """The best rating adds this share to the weight, the worst subtracts it."""

    def __call__(
        self, decided: Mapping[int, bool], metadata: Sequence[WorkMetadata]
    ) -> TrainingLabels:
        """Return the decisions of all months with what was published and its rating.

        A published work counts as included whatever its screening; ratings change the weight of
        published works only, because readers rate no others.
        """
        published = {row: each for row, each in enumerate(metadata) if each.published}
        labels = dict(decided) | dict.fromkeys(published, True)
        importance = {row: self.weight(each) for row, each in published.items()}
        return TrainingLabels(labels, {row: each for row, each in importance.items() if each != 1})

    def weight(self, metadata: WorkMetadata) -> float:
        """Return the weight of a published work, at least 1.

        Args:
            metadata: the work's metadata, with its rating by readers.
        """
        rating = 0.5 if metadata.rating is None else min(1.0, max(0.0, metadata.rating))
        return max(1.0, self.published_weight * (1 + self.rating_effect * (2 * rating - 1)))
