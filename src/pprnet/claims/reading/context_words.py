"""The words and concepts around a place, weighted by how near they are."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping

from pprnet.claims.reading.read_text import ReadSentence, ReadText
from pprnet.extraction.text_processing.word_tokenizer import Token, word_set

_STEM = 6
"""Letters; two words that begin with the same six count as one."""
_HALF = 8
"""Words after which the weight is halved."""
_CONCEPT_WEIGHT = 2.0
_VALUE_WEIGHT = 1.5
_STOP_WORDS = word_set(
    "the of and to in with for was were is are that this by from at on as or than not had have "
    "their they who after it be an a but which these those its his her one two both all also more "
    "less le la les des du un une et est dans pour par sur avec aux au que qui ne pas ont plus en "
    "ces cette ce leur leurs sont ete entre apres ou ils elle elles d l s n qu de a"
)


def context_of(sentence: ReadSentence, start: int, end: int) -> dict[str, float]:
    """Return the words and concepts of a sentence with weights of 0 to 2 that fall with distance.

    Args:
        sentence: that holds the place.
        start: of the place, in characters.
        end: of the place, exclusive.
    """
    starts = [token.start for token in sentence.tokens]
    index = bisect_left(starts, start)
    weights: dict[str, float] = {}
    for at, token in enumerate(sentence.tokens):
        if token.start >= start and token.end <= end:
            continue
        if key := _word_key(token):
            weights[key] = max(weights.get(key, 0.0), _nearness(at - index))
    for mention in sentence.mentions:
        at = bisect_left(starts, mention.start)
        key = f"#{mention.key}"
        weight = _CONCEPT_WEIGHT * _nearness(at - index)
        weights[key] = max(weights.get(key, 0.0), weight)
    for quantity in sentence.quantities:
        if quantity.start >= start and quantity.end <= end:
            continue
        at = bisect_left(starts, quantity.start)
        for value in {quantity.low, quantity.high}:
            key = _value_key(value)
            weight = _VALUE_WEIGHT * _nearness(at - index)
            weights[key] = max(weights.get(key, 0.0), weight)
    return weights


def _value_key(value: float) -> str:
    return f"={abs(value):g}"


def _nearness(words: int) -> float:
    return 1 / (1 + abs(words) / _HALF)


def _word_key(token: Token) -> str:
    if token.word in _STOP_WORDS or token.word[0].isdecimal() or len(token.word) < 2:  # noqa: PLR2004
        return ""
    return token.word[:_STEM]


def keys_of(sentence: ReadSentence) -> set[str]:
    """Return the words, concepts and values of a sentence.

    Args:
        sentence: as read.
    """
    words = {key for token in sentence.tokens if (key := _word_key(token))}
    concepts = {f"#{mention.key}" for mention in sentence.mentions}
    return words | concepts | {_value_key(quantity.low) for quantity in sentence.quantities}


def rarity(texts: Iterable[ReadText]) -> dict[str, float]:
    """Return the weight of each word and concept: the fewer sentences have it, the more.

    Args:
        texts: the sources.
    """
    counts: Counter[str] = Counter()
    number = 0
    for text in texts:
        for sentence in text.sentences:
            number += 1
            counts.update(keys_of(sentence))
    return {key: math.log((number + 1) / count) + 0.1 for key, count in counts.items()}


def similarity(
    first: Mapping[str, float], second: Mapping[str, float], weights: Mapping[str, float]
) -> float:
    """Return how much two contexts share.

    Args:
        first: words and concepts with weights.
        second: likewise.
        weights: from `rarity`.
    """
    return sum(
        min(weight, second[key]) * weights.get(key, 1.0)
        for key, weight in first.items()
        if key in second
    )
