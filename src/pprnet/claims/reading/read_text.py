"""All that is read of a text before claims are compared."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from pprnet.claims.concepts.abbreviations import Abbreviations
from pprnet.claims.concepts.concept_search import find_concepts
from pprnet.claims.concepts.concept_values import Mention
from pprnet.claims.quantities.quantity_reader import read_quantities
from pprnet.claims.quantities.quantity_values import Quantity, TimePoint
from pprnet.claims.quantities.time_point_reader import read_time_points
from pprnet.claims.reading.doses import dose_mentions
from pprnet.claims.statements import read_statements
from pprnet.claims.statements.statement_values import Statement
from pprnet.extraction.text_processing.sentence_splitter import Sentence, split_sentences
from pprnet.extraction.text_processing.word_tokenizer import Token, tokenize_words


class _Placed(Protocol):
    @property
    def start(self) -> int: ...


P = TypeVar("P", bound=_Placed)


@dataclass(frozen=True, slots=True)
class ReadSentence:
    """A sentence with what is stated in it; all places are in characters of the text."""

    start: int
    end: int
    quantities: tuple[Quantity, ...]
    times: tuple[TimePoint, ...]
    mentions: tuple[Mention, ...]
    statements: tuple[Statement, ...]
    tokens: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class ReadText:
    """A text with its sentences."""

    text: str
    language: str
    sentences: tuple[ReadSentence, ...]


def read_text(text: str, language: str, abbreviations: Abbreviations) -> ReadText:
    """Return what a text states, sentence by sentence.

    Args:
        text: of a summary or a source.
        language: "en" or "fr".
        abbreviations: defined in the text or in its sources.
    """
    quantities = read_quantities(text, language)
    times = read_time_points(text, language)
    concepts = find_concepts(text, language, abbreviations)
    statements = read_statements(text, language, concepts)
    mentions = sorted([*concepts, *dose_mentions(quantities)], key=lambda each: each.start)
    sentences = split_sentences(text)
    parts = zip(
        sentences,
        _by_sentence(quantities, sentences),
        _by_sentence(times, sentences),
        _by_sentence(mentions, sentences),
        _by_sentence(statements, sentences),
        _by_sentence(tuple(tokenize_words(text)), sentences),
        strict=True,
    )
    return ReadText(
        text,
        language,
        tuple(ReadSentence(sentence.start, sentence.end, *found) for sentence, *found in parts),
    )


def _by_sentence(found: Sequence[P], sentences: Sequence[Sentence]) -> list[tuple[P, ...]]:
    """Return the things that start in each sentence."""
    starts = [each.start for each in found]
    return [
        tuple(found[bisect_left(starts, each.start) : bisect_left(starts, each.end)])
        for each in sentences
    ]
