"""What the model of sentence roles sees of a sentence: its words, their pairs and its place."""

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
    """Split a sentence into folded words, "0" for every number, and marks that tell."""
    start = sentence[:_MAX_CHARACTERS].lower()
    return _TOKEN.findall(_NUMBER.sub(NUMBER_PLACEHOLDER, start))[:_MAX_WORDS]


def sentence_features(sentence: str) -> set[str]:
    """Give the traits of a sentence by itself."""
    tokens = _role_tokens(sentence)
    found = set(tokens)
    found.update(map(" ".join, pairwise(tokens)))
    found.update(f"^{' '.join(tokens[:count])}" for count in (1, 2, 3))
    found.add(f"|words{_bin(len(tokens), _LENGTH_BINS)}")
    found.add(f"|numbers{_bin(tokens.count(NUMBER_PLACEHOLDER), _NUMBER_BINS)}")
    return found


def feature_scale(found: set[str]) -> float:
    """Give what each trait counts, so that a long sentence does not weigh more than a short."""
    return FEATURE_SCALE / math.sqrt(len(found))


def position_features(position: int, count: int) -> Iterator[str]:
    """Give the traits of a sentence's place (from 0) among the sentences of its text."""
    remaining = count - 1 - position
    yield f"|first{min(position, 4)}"
    yield f"|last{min(remaining, 4)}"
    yield f"|tenth{10 * position // max(1, count)}"
    yield f"|of{min(count, 20)},{min(position, 20) * 8 // max(1, count)}"


def _bin(value: int, edges: tuple[int, ...]) -> int:
    return bisect_right(edges, value)
