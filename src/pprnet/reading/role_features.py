"""What the model of sentence roles sees of a sentence: its words, their pairs and its place."""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise

NUMBER = "0"
_NUMBER = re.compile(r"\d[\d.,·]*")
# A word, a number, or a mark that tells; each character is looked at once.
_TOKEN = re.compile(rf"[^\W\d_]+|{NUMBER}|[()\[\]=<>≤≥±%:;?\"'\-–—/+©&≈]")
_MOST_WORDS = 240
_MOST_CHARACTERS = 1440
"""Looked at of one sentence: no sentence of an abstract is longer, other text may be."""
_LONG = (6, 10, 15, 20, 27, 35, 50)
_NUMERIC = (1, 2, 4, 8)
SCALE = 5.0
"""So that a trait of a sentence of 25 counts 1."""


def words(sentence: str) -> list[str]:
    """Split a sentence into folded words, "0" for every number, and marks that tell."""
    start = sentence[:_MOST_CHARACTERS].lower()
    return _TOKEN.findall(_NUMBER.sub(NUMBER, start))[:_MOST_WORDS]


def traits(sentence: str) -> set[str]:
    """Give the traits of a sentence by itself."""
    own = words(sentence)
    found = set(own)
    found.update(map(" ".join, pairwise(own)))
    found.update(f"^{' '.join(own[:count])}" for count in (1, 2, 3))
    found.add(f"|words{_bin(len(own), _LONG)}")
    found.add(f"|numbers{_bin(own.count(NUMBER), _NUMERIC)}")
    return found


def scale(found: set[str]) -> float:
    """Give what each trait counts, so that a long sentence does not weigh more than a short."""
    return SCALE / math.sqrt(len(found))


def place_traits(place: int, count: int) -> Iterator[str]:
    """Give the traits of a sentence's place (from 0) among the sentences of its text."""
    left = count - 1 - place
    yield f"|first{min(place, 4)}"
    yield f"|last{min(left, 4)}"
    yield f"|tenth{10 * place // max(1, count)}"
    yield f"|of{min(count, 20)},{min(place, 20) * 8 // max(1, count)}"


def _bin(value: int, edges: tuple[int, ...]) -> int:
    return bisect_right(edges, value)
