"""What editors' corrections teach about the next text.

For each topic and research type a logistic model is added to the rules: the log odds that the rules
give, plus a weighted sum over the features of the text. The weights start at 0 and are the most
probable ones under a normal prior (ridge), fitted one correction at a time by coordinate ascent on
the dual (Yu, Huang and Lin, 2011, Machine Learning 85), so that one correction moves a text of
another kind little, and a text of the same kind much.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import sqrt
from typing import Any, NamedTuple

from pprnet.extraction.classification.cue_lists import TOPIC, TYPE
from pprnet.extraction.classification.cue_matches import CueMatches
from pprnet.extraction.classification.log_odds import logit, sigmoid
from pprnet.records import Span

LEAST_PROBABILITY = 0.02
"""Probability that a label is counted to have before corrections, so that several can raise it."""
LABEL_SCALE, CUE_SCALE, WORD_SCALE = 0.4, 0.9, 1.2
"""Prior standard deviation, in log odds, of what holds for a label in every text, for the phrases
of a text taken together, and for its words taken together; chosen on cross-validated gold."""
MIN_WORD_LENGTH = 4
"""Letters; shorter words tell nothing of a text's subject."""
SHRINKAGE = 1.0
"""Corrections of a label at which half of what they teach is believed."""
PASSES = 12
MIN_STEP = 1e-3
MAX_WORD_SPANS = 3

TextFeatures = dict[str, float]


class CorrectionExample(NamedTuple):
    """A correction in the form that the model is fitted to."""

    label: str
    """Kind and key, as in "topic:cbt"."""
    probability: float
    """The probability by the learned weights alone."""
    features: TextFeatures
    accepted: bool


@dataclass(frozen=True, slots=True)
class CorrectionModel:
    """The learned weight of each feature for each label."""

    weights: Mapping[str, Mapping[str, float]] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """Return the weights in a form that JSON can hold."""
        return {label: dict(weights) for label, weights in self.weights.items()}

    @classmethod
    def from_dict(cls, stored: Mapping[str, Mapping[str, float]]) -> CorrectionModel:
        """Return the model that `as_dict` described.

        Args:
            stored: weights by label and feature, in log odds.
        """
        return cls(
            {str(label): {str(k): float(w) for k, w in ws.items()} for label, ws in stored.items()}
        )

    def adjustment(
        self, kind: str, cue_matches: CueMatches, research_type: str = ""
    ) -> LabelAdjustment:
        """Return what was learned about the labels of one kind, for one text.

        Args:
            kind: `TOPIC` or `TYPE`.
            cue_matches: the phrases found in the fields of the record.
            research_type: key of the research type, empty where none is known.
        """
        start = f"{kind}:"
        weights_by_label = {
            k.removeprefix(start): w for k, w in self.weights.items() if k.startswith(start)
        }
        features = text_features(cue_matches, research_type) if weights_by_label else {}
        return LabelAdjustment(weights_by_label, features, cue_matches)


@dataclass(frozen=True, slots=True)
class LabelAdjustment:
    """What was learned, applied to one text."""

    weights_by_label: Mapping[str, Mapping[str, float]]
    features: TextFeatures
    cue_matches: CueMatches | None = None

    @property
    def keys(self) -> Iterable[str]:
        """The labels of which something was learned."""
        return self.weights_by_label.keys()

    def log_odds_shift(self, key: str) -> float:
        """Return the change in log odds of a label, 0 where nothing was learned of it.

        Args:
            key: key of a topic or research type.
        """
        weights = self.weights_by_label.get(key, {})
        return sum(
            weights[name] * value for name, value in self.features.items() if name in weights
        )

    def adjusted_probability(self, key: str, probability: float) -> float:
        """Return the probability of a label after the change, 0-1.

        Args:
            key: key of a topic or research type.
            probability: 0-1, the probability by the learned weights alone.
        """
        log_odds_shift = self.log_odds_shift(key)
        return (
            sigmoid(logit(max(LEAST_PROBABILITY, probability)) + log_odds_shift)
            if log_odds_shift
            else probability
        )

    def spans(self, key: str) -> tuple[Span, ...]:
        """Return the places of the words that support a label most, three at most.

        Args:
            key: key of a topic or research type.
        """
        weights = self.weights_by_label.get(key, {})
        contributions = {
            name: weights[name] * value
            for name, value in self.features.items()
            if name.startswith("word ") and weights.get(name, 0.0) * value > 0.0
        }
        chosen = sorted(contributions, key=lambda name: (-contributions[name], name))[
            :MAX_WORD_SPANS
        ]
        return tuple(_word_spans(self.cue_matches, {name.removeprefix("word ") for name in chosen}))


def _word_spans(cue_matches: CueMatches | None, words: set[str]) -> Iterable[Span]:
    """Yield the first place of each word."""
    remaining = set(words)
    for field_matches in cue_matches or ():
        for token in field_matches.tokens:
            if token.word in remaining:
                remaining.discard(token.word)
                yield Span(field_matches.name, token.start, token.end)


def text_features(cue_matches: CueMatches, research_type: str = "") -> TextFeatures:
    """Return the features of a text: its phrases, its type and its words.

    Each group has the same length (the root of its sum of squares), however many it holds.

    Args:
        cue_matches: the phrases found in the fields of the record.
        research_type: key of the research type, empty where none is known.
    """
    cue_names = [
        f"{field_matches.name} {classifier} {subject}"
        for field_matches in (cue_matches.title, cue_matches.abstract)
        for classifier in (TOPIC, TYPE)
        for subject in field_matches.matches(classifier)
    ]
    if research_type:
        cue_names.append(f"type {research_type}")
    word_names = {
        f"word {token.word}"
        for field_matches in (cue_matches.title, cue_matches.keywords)
        for token in field_matches.tokens
        if len(token.word) >= MIN_WORD_LENGTH
    }
    return (
        {"label": LABEL_SCALE}
        | _scaled(cue_names, CUE_SCALE)
        | _scaled(sorted(word_names), WORD_SCALE)
    )


def _scaled(names: Sequence[str], scale: float) -> TextFeatures:
    return dict.fromkeys(names, scale / sqrt(len(names))) if names else {}


def fit_corrections(examples: Iterable[CorrectionExample]) -> CorrectionModel:
    """Return the model fitted to corrections, with weights for each label corrected.

    Args:
        examples: the corrections; their order does not matter beyond rounding.

    Source:
        Yu, Huang and Lin (2011), Machine Learning 85: dual coordinate ascent.
    """
    by_label: dict[str, list[CorrectionExample]] = {}
    for example in examples:
        by_label.setdefault(example.label, []).append(example)
    return CorrectionModel({label: _coordinate_ascent(group) for label, group in by_label.items()})


def _coordinate_ascent(group: Sequence[CorrectionExample]) -> dict[str, float]:
    """Return the weights for one label, in log odds."""
    weights: dict[str, float] = {}
    duals = [0.0] * len(group)
    for _ in range(PASSES):
        moved = 0.0
        for index, example in enumerate(group):
            step = _newton_step(example, weights, duals[index])
            duals[index] += step
            moved = max(moved, abs(step))
            for name, value in example.features.items():
                weights[name] = weights.get(name, 0.0) + step * value
        if moved < MIN_STEP:
            break
    shrinkage = len(group) / (len(group) + SHRINKAGE)
    return {
        name: round(weight * shrinkage, 4)
        for name, weight in weights.items()
        if abs(weight) >= MIN_STEP
    }


def _newton_step(example: CorrectionExample, weights: Mapping[str, float], dual: float) -> float:
    """Return Newton's step for one correction, towards the rest of its error."""
    features = example.features
    odds = logit(max(LEAST_PROBABILITY, example.probability)) + sum(
        weights.get(name, 0.0) * v for name, v in features.items()
    )
    probability = sigmoid(odds)
    length = sum(value * value for value in features.values())
    error = (1.0 if example.accepted else 0.0) - probability - dual
    return error / (1.0 + length * probability * (1.0 - probability))
