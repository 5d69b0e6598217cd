"""Evidence for a label, weighed from the phrases found in the fields of a record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pprnet.reading.marks import Field
from pprnet.reading.phrases import Hit
from pprnet.records import Span

MOST_SPANS = 12  # enough to show a person; a work on CBT says "CBT" fifty times


@dataclass(slots=True)
class Evidence:
    """How strongly a text speaks for one subject, and where."""

    doubt: float = 1.0
    """The product of (1 - weight): independent hints, joined as a noisy-or."""
    spans: list[Span] = field(default_factory=list)

    @property
    def score(self) -> float:
        """Give the evidence as a number from 0 to 1."""
        return 1.0 - self.doubt

    def add(self, weight: float, span: Span | None = None) -> None:
        """Take a hint into account."""
        self.doubt *= 1.0 - weight
        if span and weight and len(self.spans) < MOST_SPANS and span not in self.spans:
            self.spans.append(span)


@dataclass(frozen=True, slots=True)
class Weights:
    """How much a phrase weighs, by its strength: first met in a field, and met again."""

    first: dict[str, float]
    again: dict[str, float]
    most: int
    """Hints counted in one field for one subject."""


def weigh(
    into: dict[str, Evidence],
    place: Field,
    found: dict[str, list[Hit]],
    weights: Weights,
) -> None:
    """Add what a reader's phrases in a field speak for, subject by subject."""
    for subject, hits in found.items():
        evidence = into.get(subject)
        if evidence is None:
            evidence = into[subject] = Evidence()
        for number, hit in enumerate(_strongest(hits, weights)):
            table = weights.again if number else weights.first
            weight = table.get(hit.cue.strength, 0.0)
            evidence.add(weight, place.span(hit) if weight else None)


def _strongest(hits: list[Hit], weights: Weights) -> Sequence[Hit]:
    if len(hits) == 1:
        return hits
    first = weights.first
    return sorted(hits, key=lambda hit: -first.get(hit.cue.strength, 0.0))[: weights.most]
