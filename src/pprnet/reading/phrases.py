"""Find many phrases in one pass over the words of a text.

A phrase is written as words: `a|b` is either word, `stem*` any word that begins so, and a word
in capitals matches capitals only. The phrases stand in a tree of words, so that the time
depends on the text's length and hardly on the number of phrases.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from pprnet.reading.tokens import Token, spell

_CAPITALS_FROM = 2  # "A" alone is a word, "GAD" an abbreviation


@dataclass(frozen=True, slots=True)
class Cue:
    """What a phrase speaks for, and how."""

    subject: str
    """A key of the vocabulary."""
    strength: str
    """`sure`, `likely`, `hint`, `title`, `unless`."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase found: its cue and the tokens `first` to `last`, inclusive."""

    cue: Cue
    first: int
    last: int


@dataclass(slots=True)
class _Node:
    exact: dict[str, _Node] = field(default_factory=dict)
    stems: dict[str, _Node] = field(default_factory=dict)
    cues: list[Cue] = field(default_factory=list)


class PhraseBook:
    """Phrases and what each speaks for."""

    def __init__(self) -> None:
        self._root = _Node()
        self._first_words = lru_cache(maxsize=32768)(self._starts)

    def add(self, phrase: str, cue: Cue) -> None:
        """Put a phrase into the book."""
        nodes = [self._root]
        for part in phrase.split():
            nodes = [_step(node, option) for node in nodes for option in part.split("|")]
        for node in nodes:
            node.cues.append(cue)

    def find(self, words: Sequence[Token]) -> Iterator[Hit]:
        """Give every place at which a phrase stands, in the order of the text."""
        for index, token in enumerate(words):
            for node in self._first_words(token.word, token.printed):
                yield from _follow(node, words, index, index)

    def _starts(self, word: str, printed: str) -> tuple[_Node, ...]:
        return tuple(_next(self._root, word, printed))


def _step(node: _Node, option: str) -> _Node:
    """Give the node that a word of a phrase leads to, made if it is new."""
    if option.endswith("*"):
        return node.stems.setdefault(spell(option[:-1]), _Node())
    key = option if _is_capitals(option) else spell(option)
    return node.exact.setdefault(key, _Node())


def _is_capitals(word: str) -> bool:
    return len(word) >= _CAPITALS_FROM and word != word.lower()


def _next(node: _Node, word: str, printed: str) -> Iterator[_Node]:
    if word in node.exact:
        yield node.exact[word]
    if printed in node.exact and printed != word:
        yield node.exact[printed]
    for stem, after in node.stems.items():
        if word.startswith(stem):
            yield after


def _follow(node: _Node, words: Sequence[Token], first: int, last: int) -> Iterator[Hit]:
    """Walk on from a node; its depth is that of the longest phrase, a handful of words."""
    for cue in node.cues:
        yield Hit(cue, first, last)
    if last + 1 < len(words) and (node.exact or node.stems):
        token = words[last + 1]
        for after in _next(node, token.word, token.printed):
            yield from _follow(after, words, first, last + 1)
