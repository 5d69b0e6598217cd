"""Evidence for a label, gathered from the fields of a record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pprnet.reading.phrases import Hit, PhraseBook
from pprnet.reading.tokens import Token
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


def gather(
    book: PhraseBook, field_name: str, words: Sequence[Token], weights: Weights
) -> dict[str, Evidence]:
    """Find a book's phrases in a field and weigh them, subject by subject."""
    found: dict[str, Evidence] = {}
    for subject, hits in _by_subject(book.find(words)).items():
        evidence = Evidence()
        ordered = sorted(hits, key=lambda hit: -weights.first.get(hit.cue.strength, 0.0))
        for number, hit in enumerate(ordered[: weights.most]):
            table = weights.again if number else weights.first
            span = Span(field_name, words[hit.first].start, words[hit.last].end)
            evidence.add(table.get(hit.cue.strength, 0.0), span)
        found[subject] = evidence
    return found


def _by_subject(hits: Iterable[Hit]) -> dict[str, list[Hit]]:
    """Sort hits by subject, without those inside a phrase that takes their sense away."""
    grouped: dict[str, list[Hit]] = defaultdict(list)
    for hit in hits:
        grouped[hit.cue.subject].append(hit)
    return {subject: list(_distinct(_meant(group))) for subject, group in grouped.items()}


def _meant(hits: list[Hit]) -> list[Hit]:
    masked = {
        index
        for hit in hits
        if hit.cue.strength == "unless"
        for index in range(hit.first, hit.last + 1)
    }
    return [
        hit
        for hit in hits
        if hit.cue.strength != "unless" and not (masked and _inside(hit, masked))
    ]


def _inside(hit: Hit, masked: set[int]) -> bool:
    return any(index in masked for index in range(hit.first, hit.last + 1))


def _distinct(hits: list[Hit]) -> Iterable[Hit]:
    """Drop a hit that overlaps the one kept before it, so that one phrase counts once."""
    free_from = 0
    longest_first = sorted(hits, key=lambda hit: (hit.first, hit.first - hit.last))
    for hit in longest_first:
        if hit.first >= free_from:
            yield hit
            free_from = hit.last + 1
