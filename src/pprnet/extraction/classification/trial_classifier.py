"""Whether a work reports a randomised trial, from its title and abstract alone.

A logistic model over two kinds of features: the groups of phrases of `vocab/trial_cues.toml`, in
the title and in the abstract, and single words and pairs of words. Its weights are learned by
`scripts/train_trial_classifier.py`; `docs/explanation/topics-and-types.md` says from what.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from pprnet.extraction.classification.cue_lists import TRIAL
from pprnet.extraction.classification.cue_matches import CueMatches, FieldMatches
from pprnet.extraction.classification.log_odds import sigmoid
from pprnet.extraction.text_processing.word_runs import (
    RunTable,
    run_names,
    words_with_numbers_marked,
)
from pprnet.extraction.text_processing.word_tokenizer import RecordTokens
from pprnet.records import Record, Span

EXPLAINED_CUE_GROUPS = ("assigned", "design", "blind", "crossover", "placebo")
"""Groups of phrases that a person is shown as what the decision rests on."""
CUE_COUNT_STEPS = (1, 2, 4)
"""How often a group is met in an abstract: once, more than once, often."""
SHORT_ABSTRACT_WORDS = 60
"""Words under which an abstract says too little."""
TITLE_WORD = "title "
"""Begins the names of the words of a title."""


@dataclass(frozen=True, slots=True)
class TrialModel:
    """The weights of the features, on the scale of log odds."""

    intercept: float
    cues: dict[str, float]
    words: Sequence[float]
    """The weight of each word and pair of words."""
    title_rows: RunTable
    abstract_rows: RunTable


@dataclass(frozen=True, slots=True)
class TrialScore:
    """The probability that a work reports a randomised trial, and the supporting places."""

    probability: float
    spans: tuple[Span, ...]


def trial_probability(source: Record | RecordTokens) -> float:
    """Return the probability that a work reports a randomised trial, 0-1.

    The prior probability is one half.

    Args:
        source: a record, or the words of its fields.
    """
    tokens = source if isinstance(source, RecordTokens) else RecordTokens.from_record(source)
    return score_trial(tokens, CueMatches.from_tokens(tokens)).probability


def score_trial(tokens: RecordTokens, cue_matches: CueMatches) -> TrialScore:
    """Return the probability of a randomised trial by the words and phrases of a work.

    Args:
        tokens: the words of each field of the record.
        cue_matches: the phrases found in the fields of the record.
    """
    model = _trial_model()
    log_odds = model.intercept
    log_odds += sum(model.cues.get(name, 0.0) for name in cue_features(tokens, cue_matches))
    rows = model.title_rows.find(cue_matches.title.words)
    rows += model.abstract_rows.find(cue_matches.abstract.words)
    log_odds += sum([model.words[row] for row in rows])
    return TrialScore(sigmoid(log_odds), tuple(_trial_spans(cue_matches)))


def cue_features(tokens: RecordTokens, cue_matches: CueMatches) -> Iterator[str]:
    """Yield the groups of phrases found in the title, and their number in the abstract.

    Args:
        tokens: the words of each field of the record.
        cue_matches: the phrases found in the fields of the record.
    """
    for subject in cue_matches.title.matches(TRIAL):
        yield f"title {subject}"
    for subject, matches in cue_matches.abstract.matches(TRIAL).items():
        for step in CUE_COUNT_STEPS:
            if len(matches) >= step:
                yield f"abstract {subject} {step}"
    if len(tokens.abstract) < SHORT_ABSTRACT_WORDS:
        yield "abstract short" if tokens.abstract else "abstract absent"


def word_features(tokens: RecordTokens) -> set[str]:
    """Return the words and pairs of words of a work; those of a title begin with "title ".

    Args:
        tokens: the words of each field of the record.
    """
    title, abstract = (
        run_names(words_with_numbers_marked(words)) for words in (tokens.title, tokens.abstract)
    )
    return {TITLE_WORD + name for name in title} | set(abstract)


def _trial_spans(cue_matches: CueMatches) -> Iterator[Span]:
    for field in (cue_matches.title, cue_matches.abstract):
        yield from _explaining_spans(field)


def _explaining_spans(field: FieldMatches) -> Iterator[Span]:
    matches = field.matches(TRIAL)
    for subject in EXPLAINED_CUE_GROUPS:
        yield from (field.span(match) for match in matches.get(subject, ())[:2])


@cache
def _trial_model() -> TrialModel:
    """Return the weights that the package contains."""
    text = (
        files("pprnet.extraction.classification")
        .joinpath("trial_weights.json")
        .read_text(encoding="utf-8")
    )
    weights: dict[str, Any] = json.loads(text)
    rows = {name: row for row, name in enumerate(weights["words"])}
    title_rows = {
        name.removeprefix(TITLE_WORD): row
        for name, row in rows.items()
        if name.startswith(TITLE_WORD)
    }
    abstract_rows = {name: row for name, row in rows.items() if not name.startswith(TITLE_WORD)}
    return TrialModel(
        weights["intercept"],
        weights["cues"],
        tuple(weights["words"].values()),
        RunTable.from_rows(title_rows),
        RunTable.from_rows(abstract_rows),
    )
