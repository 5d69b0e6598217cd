"""Where the passage of a comment is now, and a text cut at the passages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

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
    words = quotation.split()
    if not words:
        return None
    pattern = r"\s+".join(re.escape(word) for word in words)
    found = [Passage(*match.span()) for match in re.finditer(pattern, text)]
    return min(found, key=lambda passage: abs(passage.start - near), default=None)


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
