"""Whether two versions differ in white space and spelling only."""

from __future__ import annotations

import re

from pprnet.citations.checking.name_spelling import edit_distance
from pprnet.text import fold
from pprnet_site.reviews.queries.versions import VersionText

_TOKEN = re.compile(r"\d(?:[\d.,\u202f]*\d)?|[^\W\d_]+(?:['’][^\W\d_]+)*|[%<>=≤≥±+\-−–]")
"""A number, a word, or a sign that belongs to numbers; other punctuation is left out."""
SHORTEST_WORD = 4
"""Letters of a word that may differ in one: "no" and "so", "more" and "less" are two words."""
LONG_WORD = 8
"""Letters of a word that may differ in two."""


def differs_in_spelling_only(first: VersionText, second: VersionText) -> bool:
    """Return whether two versions have the same facts and sources and nearly the same words."""
    if (first.facts, first.sources) != (second.facts, second.sources):
        return False
    pairs = zip(first.texts, second.texts, strict=True)
    return all(are_same_words(one[1], other[1]) for one, other in pairs)


def are_same_words(first: str, second: str) -> bool:
    """Return whether two texts have the same words in the same order, spelled nearly the same."""
    a, b = _TOKEN.findall(first), _TOKEN.findall(second)
    return len(a) == len(b) and all(map(is_same_word, a, b))


def is_same_word(first: str, second: str) -> bool:
    """Return whether two words may be one, misspelled; numbers and short words must agree.

    A word with another first letter ("effective", "ineffective") is another word.
    """
    a, b = fold(first), fold(second)
    if a == b:
        return True
    if not (a.isalpha() and b.isalpha()) or a[0] != b[0] or min(len(a), len(b)) < SHORTEST_WORD:
        return False
    return edit_distance(a, b) <= (2 if min(len(a), len(b)) >= LONG_WORD else 1)
