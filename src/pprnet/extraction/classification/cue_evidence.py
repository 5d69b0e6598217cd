"""Evidence for a label, weighed from the phrases found in the fields of a record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pprnet.extraction.classification.cue_matches import FieldMatches
from pprnet.extraction.text_processing.phrase_matcher import PhraseMatch
from pprnet.records import Span

MAX_EVIDENCE_SPANS = 12  # enough to show a person; a work on CBT says "CBT" fifty times


@dataclass(slots=True)
class CueEvidence:
    """How strongly a text supports one subject, and where."""

    complement: float = 1.0
    """The product of (1 - weight): independent hints, joined as a noisy-or."""
    spans: list[Span] = field(default_factory=list)

    @property
    def score(self) -> float:
        """The evidence, 0-1."""
        return 1.0 - self.complement

    def add(self, weight: float, span: Span | None = None) -> None:
        """Add a piece of evidence.

        Args:
            weight: 0-1; pieces are joined as a noisy-or.
            span: its place; `None` where it has none.
        """
        self.complement *= 1.0 - weight
        if span and weight and len(self.spans) < MAX_EVIDENCE_SPANS and span not in self.spans:
            self.spans.append(span)


@dataclass(frozen=True, slots=True)
class CueWeights:
    """Weights of a phrase by its strength: at its first match in a field and at repeated ones."""

    first_match: dict[str, float]
    repeat_match: dict[str, float]
    max_matches: int
    """Hints counted in one field for one subject."""


def add_cue_evidence(
    evidence_by_subject: dict[str, CueEvidence],
    field_matches: FieldMatches,
    matches_by_subject: dict[str, list[PhraseMatch]],
    weights: CueWeights,
) -> None:
    """Add the phrases that one classifier found in a field to the evidence.

    Args:
        evidence_by_subject: the evidence so far, changed in place.
        field_matches: the field.
        matches_by_subject: the phrases found in it.
        weights: the weights of this classifier in this field.
    """
    for subject, matches in matches_by_subject.items():
        evidence = evidence_by_subject.get(subject)
        if evidence is None:
            evidence = evidence_by_subject[subject] = CueEvidence()
        for number, match in enumerate(_strongest_matches(matches, weights)):
            table = weights.repeat_match if number else weights.first_match
            weight = table.get(match.cue.strength, 0.0)
            evidence.add(weight, field_matches.span(match) if weight else None)


def _strongest_matches(matches: list[PhraseMatch], weights: CueWeights) -> Sequence[PhraseMatch]:
    if len(matches) == 1:
        return matches
    first_match = weights.first_match
    return sorted(matches, key=lambda match: -first_match.get(match.cue.strength, 0.0))[
        : weights.max_matches
    ]
