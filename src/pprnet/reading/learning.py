"""What people's corrections teach about the next text.

For each topic and each type of research a logistic model stands on top of the rules: the log odds
that the rules give, plus a weighted sum over the traits of the text. The weights start at 0 and
are the most probable ones under a normal prior (ridge), found one correction at a time by
coordinate ascent on the dual (Yu, Huang and Lin, 2011, Machine Learning 85), so that one
correction moves a text of another kind little, and a text of the same kind much.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import sqrt
from typing import Any, NamedTuple

from pprnet.reading.calibration import logit, sigmoid
from pprnet.reading.cues import TOPIC, TYPE
from pprnet.reading.marks import Marks
from pprnet.records import Span

NEVER = 0.02
"""Probability of a label that no rule speaks for."""
LABEL_SCALE, MARK_SCALE, WORD_SCALE = 0.4, 0.9, 1.2
"""Prior standard deviation, in log odds, of what holds for a label in every text, for the phrases
of a text taken together, and for its words taken together; chosen on cross-validated gold."""
SHORTEST = 4
"""Letters; shorter words tell nothing of a text's subject."""
CAUTION = 1.0
"""Corrections of a label at which half of what they teach is believed."""
PASSES = 12
SMALL = 1e-3
MOST_SPANS = 3

Traits = dict[str, float]


class Example(NamedTuple):
    """A correction as the learner sees it."""

    label: str
    """Kind and key, as in "topic:cbt"."""
    before: float
    """The probability by the rules alone."""
    traits: Traits
    accepted: bool


@dataclass(frozen=True, slots=True)
class Learnt:
    """What was learned, as a value: the weight of each trait for each label."""

    weights: Mapping[str, Mapping[str, float]] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """Give what was learned in a form that JSON can hold."""
        return {label: dict(weights) for label, weights in self.weights.items()}

    @classmethod
    def from_dict(cls, stored: Mapping[str, Mapping[str, float]]) -> Learnt:
        """Read what `as_dict` gave."""
        return cls(
            {str(label): {str(k): float(w) for k, w in ws.items()} for label, ws in stored.items()}
        )

    def lesson(self, kind: str, marks: Marks, research_type: str = "") -> Lesson:
        """Give what was learned about the labels of a kind, for one text."""
        start = f"{kind}:"
        labels = {k.removeprefix(start): w for k, w in self.weights.items() if k.startswith(start)}
        traits = traits_of(marks, research_type) if labels else {}
        return Lesson(labels, traits, marks)


@dataclass(frozen=True, slots=True)
class Lesson:
    """What was learned, brought to one text."""

    labels: Mapping[str, Mapping[str, float]]
    traits: Traits
    marks: Marks | None = None

    @property
    def keys(self) -> Iterable[str]:
        """Name the labels of which something was learned."""
        return self.labels.keys()

    def shift(self, key: str) -> float:
        """Give the change in log odds."""
        weights = self.labels.get(key, {})
        return sum(weights[name] * value for name, value in self.traits.items() if name in weights)

    def applied(self, key: str, before: float) -> float:
        """Give the probability after the change."""
        shift = self.shift(key)
        return sigmoid(logit(before) + shift) if shift else before

    def spans(self, key: str) -> tuple[Span, ...]:
        """Give the places of the words that speak most for a label."""
        weights = self.labels.get(key, {})
        telling = {
            name: weights[name] * value
            for name, value in self.traits.items()
            if name.startswith("word ") and weights.get(name, 0.0) * value > 0.0
        }
        chosen = sorted(telling, key=lambda name: (-telling[name], name))[:MOST_SPANS]
        return tuple(_places(self.marks, {name.removeprefix("word ") for name in chosen}))


NOTHING = Lesson({}, {})


def _places(marks: Marks | None, words: set[str]) -> Iterable[Span]:
    """Give the first place of each word."""
    sought = set(words)
    for place in marks or ():
        for token in place.words:
            if token.word in sought:
                sought.discard(token.word)
                yield Span(place.name, token.start, token.end)


def traits_of(marks: Marks, research_type: str = "") -> Traits:
    """Give what a text is like: its phrases, its type, its words, each group of one length."""
    found = [
        f"{place.name} {reader} {subject}"
        for place in (marks.title, marks.abstract)
        for reader in (TOPIC, TYPE)
        for subject in place.found(reader)
    ]
    if research_type:
        found.append(f"type {research_type}")
    words = {
        f"word {token.word}"
        for place in (marks.title, marks.keywords)
        for token in place.words
        if len(token.word) >= SHORTEST
    }
    return {"label": LABEL_SCALE} | _scaled(found, MARK_SCALE) | _scaled(sorted(words), WORD_SCALE)


def _scaled(names: Sequence[str], scale: float) -> Traits:
    return dict.fromkeys(names, scale / sqrt(len(names))) if names else {}


def fit(examples: Iterable[Example]) -> Learnt:
    """Find the weights for each label that was corrected."""
    by_label: dict[str, list[Example]] = {}
    for example in examples:
        by_label.setdefault(example.label, []).append(example)
    return Learnt({label: _ascend(group) for label, group in by_label.items()})


def _ascend(group: Sequence[Example]) -> dict[str, float]:
    weights: dict[str, float] = {}
    pulls = [0.0] * len(group)
    for _ in range(PASSES):
        moved = 0.0
        for index, example in enumerate(group):
            step = _step(example, weights, pulls[index])
            pulls[index] += step
            moved = max(moved, abs(step))
            for name, value in example.traits.items():
                weights[name] = weights.get(name, 0.0) + step * value
        if moved < SMALL:
            break
    trust = len(group) / (len(group) + CAUTION)
    return {
        name: round(weight * trust, 4) for name, weight in weights.items() if abs(weight) >= SMALL
    }


def _step(example: Example, weights: Mapping[str, float], pull: float) -> float:
    """Give Newton's step for one correction: its pull is what is left of its error."""
    traits = example.traits
    odds = logit(example.before) + sum(weights.get(name, 0.0) * v for name, v in traits.items())
    probability = sigmoid(odds)
    length = sum(value * value for value in traits.values())
    error = (1.0 if example.accepted else 0.0) - probability - pull
    return error / (1.0 + length * probability * (1.0 - probability))
