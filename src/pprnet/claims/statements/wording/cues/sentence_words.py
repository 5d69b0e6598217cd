"""A sentence as its readers see it: words, the marks between them, and the concepts mentioned."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pprnet.claims.concepts.concept_values import ConceptGroup, Mention
from pprnet.claims.statements.wording.cues.cue_lexicon import word_table
from pprnet.extraction.text_processing.sentence_splitter import split_sentences
from pprnet.extraction.text_processing.word_tokenizer import Token, tokenize_words

_MAX_WORDS = 120
"""Words of a sentence that are read; a longer one is a list or no prose."""
_CLAUSE_MARKS = frozenset(";:")


class PlacedMention(NamedTuple):
    """A mention with the positions of its first and last word in the sentence."""

    first: int
    last: int
    mention: Mention


class Clause(NamedTuple):
    """A part of a sentence, by the positions of its words, end exclusive."""

    first: int
    end: int


@dataclass(frozen=True, slots=True)
class SentenceWords:
    """A sentence with its words and mentions."""

    text: str
    """The whole text."""
    language: str
    start: int
    end: int
    tokens: Sequence[Token]
    words: Sequence[str]
    marks: Sequence[str]
    """The characters before each word, from the end of the word before it."""
    arms: Sequence[PlacedMention]
    """Arms; populations where there is no arm."""
    outcomes: Sequence[PlacedMention]
    clauses: Sequence[Clause]


def read_sentences(
    text: str, language: str, mentions: Sequence[Mention]
) -> Iterator[SentenceWords]:
    """Yield the sentences of a text that are no questions.

    Args:
        text: any text.
        language: "en" or "fr".
        mentions: the concepts of the text.
    """
    tokens = tokenize_words(text)
    starts = [token.start for token in tokens]
    placed = sorted(mentions, key=lambda mention: mention.start)
    mention_starts = [mention.start for mention in placed]
    for sentence in split_sentences(text):
        if text[sentence.end - 1] == "?":
            continue
        first, end = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
        inside = tokens[first : min(end, first + _MAX_WORDS)]
        if inside:
            low = bisect_left(mention_starts, sentence.start)
            high = bisect_left(mention_starts, sentence.end)
            yield _sentence(
                text, language, (sentence.start, sentence.end), inside, placed[low:high]
            )


def _sentence(
    text: str,
    language: str,
    place: tuple[int, int],
    tokens: Sequence[Token],
    mentions: Sequence[Mention],
) -> SentenceWords:
    words = [token.word for token in tokens]
    ends = [place[0], *(token.end for token in tokens)]
    marks = [text[end : token.start] for end, token in zip(ends, tokens, strict=False)]
    placed = list(_placed(tokens, mentions))
    return SentenceWords(
        text,
        language,
        *place,
        tokens,
        words,
        marks,
        _arms(placed),
        [place for place in placed if place.mention.group is ConceptGroup.OUTCOME],
        list(_clauses(words, marks, language)),
    )


def _arms(placed: Sequence[PlacedMention]) -> list[PlacedMention]:
    arms = [place for place in placed if place.mention.group is ConceptGroup.ARM]
    return arms or [place for place in placed if place.mention.group is ConceptGroup.POPULATION]


def _placed(tokens: Sequence[Token], mentions: Sequence[Mention]) -> Iterator[PlacedMention]:
    """Yield the mentions with the positions of their words."""
    starts = [token.start for token in tokens]
    for mention in mentions:
        first = max(0, bisect_left(starts, mention.start + 1) - 1)
        last = max(first, bisect_left(starts, mention.end) - 1)
        yield PlacedMention(first, last, mention)


def _clauses(words: Sequence[str], marks: Sequence[str], language: str) -> Iterator[Clause]:
    """Yield the parts of a sentence between semicolons, colons, "but" and the like."""
    boundaries = word_table(language, "boundaries")
    first = 0
    for place in range(1, len(words)):
        if not _CLAUSE_MARKS.isdisjoint(marks[place]) or words[place] in boundaries:
            yield Clause(first, place)
            first = place
    yield Clause(first, len(words))
