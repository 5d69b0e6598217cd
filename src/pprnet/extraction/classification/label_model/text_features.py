"""The features of a text that all labels share: phrases by their place, numbers and words."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from pprnet.extraction.classification.cue_lists import STUDY, TOPIC, TRIAL, TYPE
from pprnet.extraction.classification.cue_matches import CueMatches, FieldMatches
from pprnet.extraction.classification.label_model.abstract_parts import REST, AbstractParts
from pprnet.extraction.text_processing.word_runs import NUMBER, run_names
from pprnet.extraction.text_processing.word_tokenizer import Token
from pprnet.records import Span

CONTEXTS = ("therapy", "care", "against")
CLASSIFIERS = (TOPIC, TYPE, TRIAL, STUDY)
TITLE_MARK = " @title"
OFTEN_MARK = " often"
OFTEN = 3
"""Matches from which a group of phrases is met often in an abstract."""
FEW_NUMBERS = 3
LONG_ABSTRACT = 200
"""Words; longer abstracts count by their length up to twice this."""
TITLE_WORD, ABSTRACT_WORD = "word of title ", "word of abstract "
WORD_SCALE = 2.0
"""Length of the vector of the words of a field, against 1 for a phrase."""
MIN_WORDS = 4
"""Words that a field is counted to have at least, so that one word does not stand for all."""


class TextFeatures(NamedTuple):
    """The features of a text: phrases and sizes by name, with their values, and the words."""

    cues: dict[str, float]
    title: list[str]
    abstract: list[str]

    @property
    def title_words(self) -> list[str]:
        """The names of the words and pairs of words of the title."""
        return [TITLE_WORD + name for name in run_names(self.title)]

    @property
    def abstract_words(self) -> list[str]:
        """The names of the words and pairs of words of the abstract."""
        return [ABSTRACT_WORD + name for name in run_names(self.abstract)]


class FeaturePlace(NamedTuple):
    """Where a feature is read: a group of phrases or a run of words, in the title or abstract."""

    in_title: bool
    words: tuple[str, ...]
    """The words; empty for a group of phrases."""
    classifier: str
    subject: str


def feature_place(name: str) -> FeaturePlace | None:
    """Return where a feature is read, or `None` for one that is nowhere, such as a length.

    Args:
        name: name of a feature.
    """
    for prefix, in_title in ((TITLE_WORD, True), (ABSTRACT_WORD, False)):
        if name.startswith(prefix):
            return FeaturePlace(in_title, tuple(name.removeprefix(prefix).split()), "", "")
    classifier, _, rest = name.partition(" ")
    if classifier not in CLASSIFIERS:
        return None
    subject = rest.removesuffix(OFTEN_MARK).partition(" @")[0]
    return FeaturePlace(name.endswith(TITLE_MARK), (), classifier, subject)


def word_run_spans(field: FieldMatches, words: Sequence[str]) -> tuple[Span, ...]:
    """Return the first place where words stand one after the other, or nothing.

    Args:
        field: the field in which they are looked for.
        words: folded words; `NUMBER` is any number.
    """
    tokens = field.tokens
    for first in range(len(tokens) - len(words) + 1):
        if all(_is_word(tokens[first + i], word) for i, word in enumerate(words)):
            last = first + len(words) - 1
            return (Span(field.name, tokens[first].start, tokens[last].end),)
    return ()


def _is_word(token: Token, word: str) -> bool:
    return token.word == word or (word == NUMBER and token.word[0].isdecimal())


def read_text_features(
    cue_matches: CueMatches, parts: AbstractParts, contexts: Mapping[str, float]
) -> TextFeatures:
    """Return the features of a text.

    Args:
        cue_matches: the phrases found in the fields of the record.
        parts: the parts of the abstract.
        contexts: how far the text is about treatment, care or something else, 0-1.
    """
    about = {f"about {name}": contexts[name] for name in CONTEXTS}
    return TextFeatures(
        _cue_features(cue_matches, parts) | about,
        cue_matches.title.words,
        cue_matches.abstract.words,
    )


def word_value(count: int) -> float:
    """Return the value of each word of a field.

    Args:
        count: number of the words of the field that the model knows.
    """
    return WORD_SCALE / math.sqrt(max(MIN_WORDS, count))


def _cue_features(cue_matches: CueMatches, parts: AbstractParts) -> dict[str, float]:
    features: dict[str, float] = {}
    for classifier in CLASSIFIERS:
        for subject in cue_matches.title.matches(classifier):
            features[f"{classifier} {subject}{TITLE_MARK}"] = 1.0
        for subject, matches in cue_matches.abstract.matches(classifier).items():
            name = f"{classifier} {subject}"
            features[name] = 1.0
            for match in matches:
                if (mark := parts.mark_at(match.first)) != REST:
                    features[name + mark] = 1.0
            if len(matches) >= OFTEN:
                features[name + OFTEN_MARK] = 1.0
    features.update(_size_features(cue_matches.abstract.words))
    return features


def _size_features(words: Sequence[str]) -> Iterable[tuple[str, float]]:
    if not words:
        yield "no abstract", 1.0
        return
    numbers = words.count(NUMBER)
    yield "numbers", min(2.0, math.log1p(numbers) / 2.0)
    yield "few numbers", float(numbers < FEW_NUMBERS)
    yield "length", min(2.0, len(words) / LONG_ABSTRACT)
