"""Concepts found in a text: by the lexicon, by abbreviations and by words that name an arm."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pprnet.claims.concepts.abbreviations import Abbreviation, Abbreviations
from pprnet.claims.concepts.arm_words import ARM_HEADS
from pprnet.claims.concepts.concept_values import Mention
from pprnet.claims.concepts.lexicon_search import (
    Place,
    lexicon_places,
    longest_places,
    mention_at,
)
from pprnet.claims.concepts.medicines import named_medicines
from pprnet.claims.concepts.named_arms import ARM_KEY, named_arms, named_scales
from pprnet.extraction.text_processing.word_tokenizer import Token, tokenize_words

_MIN_NAME = 3  # words: "comprehensive validation" is a name without "therapy", "group" is not


def find_concepts(
    text: str, language: str, abbreviations: Abbreviations | None = None
) -> tuple[Mention, ...]:
    """Return the concepts of a text in order; those of one group do not overlap.

    Args:
        text: any text.
        language: "en" or "fr".
        abbreviations: those that the text or its sources define.
    """
    tokens = tokenize_words(text)
    places = lexicon_places(tokens, language)
    if abbreviations:
        places = [
            *_abbreviated_places(tokens, abbreviations),
            *_without_other_senses(places, text, tokens, abbreviations.others),
        ]
    places += [
        *named_arms(text, tokens, language, places),
        *named_medicines(text, tokens, places),
        *named_scales(text, tokens, places),
    ]
    return tuple(mention_at(place, tokens) for place in longest_places(places))


def _without_other_senses(
    places: Sequence[Place], text: str, tokens: Sequence[Token], others: frozenset[str]
) -> Iterator[Place]:
    """Yield the places but those of a short form that the text uses for something else."""
    for place in places:
        if text[tokens[place.first].start : tokens[place.last].end] not in others:
            yield place


def _abbreviated_places(tokens: Sequence[Token], abbreviations: Abbreviations) -> Iterator[Place]:
    """Yield the places of the short forms and of the phrases that they stand for."""
    starts = _by_first_word(abbreviations)
    for index, token in enumerate(tokens):
        for entry, words, is_short in starts.get(token.printed, ()):
            if is_short and _follows(words, tokens, index, 1):
                yield _place(entry, index, len(words))
        for entry, words, is_short in starts.get(token.word, ()):
            if not is_short and _follows(words, tokens, index, 0):
                yield _place(entry, index, len(words))


_Starts = dict[str, list[tuple[Abbreviation, tuple[str, ...], bool]]]


def _by_first_word(abbreviations: Abbreviations) -> _Starts:
    starts: _Starts = {}
    for entry in abbreviations.entries:
        short = tuple(token.printed for token in tokenize_words(entry.short))
        starts.setdefault(short[0], []).append((entry, short, True))
        starts.setdefault(f"{short[0]}s", []).append((entry, (f"{short[0]}s", *short[1:]), True))
        for words in _worded_forms(entry):
            starts.setdefault(words[0], []).append((entry, words, False))
    return starts


def _worded_forms(entry: Abbreviation) -> Iterator[tuple[str, ...]]:
    """Yield the phrase, and for an arm with a name of its own what is left without its head."""
    yield entry.words
    is_named = entry.key.startswith(ARM_KEY) and entry.words[-1] in ARM_HEADS
    if is_named and len(entry.words) >= _MIN_NAME:
        yield entry.words[:-1]


def _follows(words: tuple[str, ...], tokens: Sequence[Token], index: int, form: int) -> bool:
    """Return whether words stand at a place, folded (form 0) or as printed (form 1)."""
    return words == tuple(token[form] for token in tokens[index : index + len(words)])


def _place(entry: Abbreviation, index: int, length: int) -> Place:
    return Place(index, index + length - 1, entry.key, entry.group, entry.valence)
