"""Lines joined to paragraphs: words that are broken at the end of a line become complete."""

from __future__ import annotations

import re
from collections.abc import Iterable

HYPHENS = "-\N{HYPHEN}\N{SOFT HYPHEN}"
_FIRST_LETTERS = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+(?:[-‐][^\W\d_]+)*")
_KEPT = frozenset(
    {"self", "follow", "well", "long", "short", "evidence", "non", "meta", "drop", "client"}
    | {"therapist", "patient", "cognitive", "high", "low", "half", "double", "single", "one", "two"}
    | {
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "twelve",
        "waiting",
        "wait",
        "face",
        "person",
        "emotion",
        "trauma",
    }
    | {"post", "pre", "mid", "cross", "intention", "health", "mental", "family", "group", "goal"}
)
"""First parts of usual compounds, after which a hyphen at the end of a line stays."""
_FEWEST_LETTERS = 3
_SIGN_AT_END = re.compile(r"(?:[=<>≤≥≈(\[,;]\s?|\b(?:to|and|of|from|or|CI)\s)[-−–]$")


class Vocabulary:
    """The words of a document, by which a broken word is put together."""

    def __init__(self, lines: Iterable[str]) -> None:
        """Collect the words that are complete."""
        self._words: set[str] = set()
        for line in lines:
            found = _WORD.findall(line)
            if line.rstrip()[-1:] in HYPHENS and found:
                found = found[:-1]
            self._words.update(word.replace("\N{HYPHEN}", "-").lower() for word in found)

    def __contains__(self, word: str) -> bool:
        return word.lower() in self._words

    def joined(self, first: str, second: str) -> str:
        """Return two lines as one text.

        Args:
            first: the upper line.
            second: the lower line.
        """
        first, second = first.rstrip(), second.lstrip()
        if not first or not second:
            return first or second
        if first[-1] in HYPHENS and first[-2:-1] != " ":
            return self._without_break(first, second)
        is_dash = first[-1] in "–—−/" and first[-2:-1] not in ("", " ")
        is_dash = is_dash or (second[0].isdigit() and bool(_SIGN_AT_END.search(first)))
        return f"{first}{second}" if is_dash else f"{first} {second}"

    def _without_break(self, first: str, second: str) -> str:
        stem, head = _FIRST_LETTERS.match(first[-2::-1]), _FIRST_LETTERS.match(second)
        if stem is None or head is None or not head[0][0].islower():
            return f"{first[:-1]}-{second}"
        hyphen = "-" if self._is_compound(stem[0][::-1], head[0]) else ""
        return f"{first[:-1]}{hyphen}{second}"

    def _is_compound(self, stem: str, head: str) -> bool:
        """Return whether the hyphen between two parts belongs to the word."""
        if stem + head in self:
            return False
        if f"{stem}-{head}" in self:
            return True
        if stem.lower() in _KEPT:
            return True
        return min(len(stem), len(head)) >= _FEWEST_LETTERS and stem in self and head in self
