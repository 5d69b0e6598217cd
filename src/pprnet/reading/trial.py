"""Whether a work reports a randomised trial, from its title and abstract alone.

A logistic model over two kinds of features: the groups of phrases of `vocab/trial_cues.toml`, in
the title and in the abstract, and single words and pairs of words. Its weights are learned by
`scripts/learn_trials.py`; `docs/explanation/topics-and-types.md` says from what.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from pprnet.reading.calibration import sigmoid
from pprnet.reading.cues import TRIAL
from pprnet.reading.marks import Field, Marks
from pprnet.reading.tokens import Token, Words
from pprnet.records import Record, Span

TOLD_BY = ("assigned", "design", "blind", "crossover", "placebo")
"""Groups of phrases that a person is shown as what the decision rests on."""
STEPS = (1, 2, 4)
"""How often a group is met in an abstract: once, more than once, often."""
SHORT = 60
"""Words under which an abstract says too little."""
NUMBER = "#"
"""Stands for any number among the words."""


@dataclass(frozen=True, slots=True)
class TrialModel:
    """The weights of the features, on the scale of log odds."""

    intercept: float
    cues: dict[str, float]
    words: dict[str, float]


@dataclass(frozen=True, slots=True)
class TrialScore:
    """The probability that a work reports a randomised trial, and the places it rests on."""

    probability: float
    spans: tuple[Span, ...]


def trial_probability(source: Record | Words) -> float:
    """Give the probability from 0 to 1 that a work reports a randomised trial.

    One work in two is taken to be a trial beforehand.
    """
    words = source if isinstance(source, Words) else Words.of(source)
    return read_trial(words, Marks.of(words)).probability


def read_trial(words: Words, marks: Marks) -> TrialScore:
    """Weigh what the words and phrases of a work say for and against a randomised trial."""
    model = trial_model()
    odds = model.intercept
    odds += sum(model.cues.get(name, 0.0) for name in cue_features(words, marks))
    odds += sum(map(model.words.__getitem__, model.words.keys() & word_features(words)))
    return TrialScore(sigmoid(odds), tuple(_spans(marks)))


def cue_features(words: Words, marks: Marks) -> Iterator[str]:
    """Name the groups of phrases met in the title, and how often in the abstract."""
    for subject in marks.title.found(TRIAL):
        yield f"title {subject}"
    for subject, hits in marks.abstract.found(TRIAL).items():
        for step in STEPS:
            if len(hits) >= step:
                yield f"abstract {subject} {step}"
    if len(words.abstract) < SHORT:
        yield "abstract short" if words.abstract else "abstract absent"


def word_features(words: Words) -> set[str]:
    """Name the words and pairs of words that occur; those of a title begin with "title "."""
    title = {f"title {name}" for name in _singly_and_in_pairs(_forms(words.title))}
    return title.union(_singly_and_in_pairs(_forms(words.abstract)))


def _forms(words: Sequence[Token]) -> list[str]:
    return [word if (word := token[0])[:1].isalpha() else _form(word) for token in words]


def _form(word: str) -> str:
    return NUMBER if word[:1].isdecimal() else word


def _singly_and_in_pairs(forms: list[str]) -> list[str]:
    return forms + list(map(" ".join, itertools.pairwise(forms)))


def _spans(marks: Marks) -> Iterator[Span]:
    for field in (marks.title, marks.abstract):
        yield from _told(field)


def _told(field: Field) -> Iterator[Span]:
    found = field.found(TRIAL)
    for subject in TOLD_BY:
        yield from (field.span(hit) for hit in found.get(subject, ())[:2])


@cache
def trial_model() -> TrialModel:
    """Read the weights that ship."""
    text = files("pprnet.reading").joinpath("trial_weights.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return TrialModel(found["intercept"], found["cues"], found["words"])
