"""Where the passage of a comment is now, and a text cut at the passages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

_WORD = re.compile(r"\S+")
MAX_QUOTATION = 1000
"""Characters of a passage that are kept."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of a text, by its characters."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a text, and the numbers of the comments on it."""

    text: str
    comments: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()
    """The comments whose passage ends with this piece."""


def find_passage(quotation: str, text: str, *, near: int) -> Passage | None:
    """Return the place of a quotation in a text, the nearest of several, or None.

    White space may differ: a line that was broken elsewhere is the same passage.
    """
    words = " ".join(quotation.split())
    if not words:
        return None
    found = passages_of(words, text)
    return min(found, key=lambda passage: abs(passage.start - near), default=None)


def passages_of(words: str, text: str) -> Iterator[Passage]:
    """Yield each place of some words, separated by one space each, in a text."""
    spaced, places = with_single_spaces(text)
    at = spaced.find(words)
    while at >= 0:
        end = at + len(words)
        yield Passage(places[at], places[end - 1] + 1)
        at = spaced.find(words, end)


def with_single_spaces(text: str) -> tuple[str, list[int]]:
    """Return a text with one space between its words, and where each character was before."""
    words, places = [], []
    for word in _WORD.finditer(text):
        words.append(word[0])
        places += [*range(word.start(), word.end()), word.end()]
    return " ".join(words), places


def segments(text: str, passages: Iterable[tuple[int, Passage]]) -> list[Segment]:
    """Return a text in pieces, each with the comments on it.

    Args:
        text: the text.
        passages: the number of each comment with its passage.
    """
    marked = list(passages)
    edges = {0, len(text)}
    for _number, passage in marked:
        edges |= {passage.start, passage.end}
    return list(_pieces(text, sorted(edges), marked))


def _pieces(
    text: str, edges: Sequence[int], marked: Sequence[tuple[int, Passage]]
) -> Iterator[Segment]:
    """Yield the pieces between neighbouring edges."""
    for start, end in pairwise(edges):
        on = tuple(n for n, each in marked if each.start <= start and end <= each.end)
        ends = tuple(n for n, each in marked if each.end == end and n in on)
        yield Segment(text[start:end], on, ends)
