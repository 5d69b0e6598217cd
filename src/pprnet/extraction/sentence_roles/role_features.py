"""The features of a sentence in the model of roles: its words, their pairs and its position."""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise

NUMBER_PLACEHOLDER = "0"
_NUMBER = re.compile(r"\d[\d.,·]*")
# A word, a number, or a mark that tells; each character is looked at once.
_TOKEN = re.compile(rf"[^\W\d_]+|{NUMBER_PLACEHOLDER}|[()\[\]=<>≤≥±%:;?\"'\-–—/+©&≈]")
_MAX_WORDS = 240
_MAX_CHARACTERS = 1440
"""Looked at of one sentence: no sentence of an abstract is longer, other text may be."""
_LENGTH_BINS = (6, 10, 15, 20, 27, 35, 50)
_NUMBER_BINS = (1, 2, 4, 8)
FEATURE_SCALE = 5.0
"""So that a trait of a sentence of 25 counts 1."""


def _role_tokens(sentence: str) -> list[str]:
    """Return the folded words of a sentence, "0" for every number, and informative marks."""
    start = sentence[:_MAX_CHARACTERS].lower()
    return _TOKEN.findall(_NUMBER.sub(NUMBER_PLACEHOLDER, start))[:_MAX_WORDS]


def sentence_features(sentence: str) -> set[str]:
    """Return the features of a sentence by itself.

    Args:
        sentence: its text; the first 1,440 characters and 240 words count.
    """
    tokens = _role_tokens(sentence)
    found = set(tokens)
    found.update(map(" ".join, pairwise(tokens)))
    found.update(f"^{' '.join(tokens[:count])}" for count in (1, 2, 3))
    found.add(f"|words{_bin(len(tokens), _LENGTH_BINS)}")
    found.add(f"|numbers{_bin(tokens.count(NUMBER_PLACEHOLDER), _NUMBER_BINS)}")
    return found


def feature_scale(found: set[str]) -> float:
    """Return the value of each feature, so that a long sentence weighs no more than a short one.

    Args:
        found: the features of the sentence, at least one.
    """
    return FEATURE_SCALE / math.sqrt(len(found))


def position_features(position: int, count: int) -> Iterator[str]:
    """Yield the features of a sentence's position in its text.

    Args:
        position: from 0.
        count: number of sentences of the text.
    """
    remaining = count - 1 - position
    yield f"|first{min(position, 4)}"
    yield f"|last{min(remaining, 4)}"
    yield f"|tenth{10 * position // max(1, count)}"
    yield f"|of{min(count, 20)},{min(position, 20) * 8 // max(1, count)}"


def _bin(value: int, edges: tuple[int, ...]) -> int:
    return bisect_right(edges, value)
