"""Find many phrases in one pass over the words of a text.

A phrase is written as words: `a|b` is either word, `stem*` any word that begins so, and a word
in capitals matches capitals only. The phrases stand in a tree of words, so that the time
depends on the text's length and hardly on the number of phrases.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from pprnet.reading.tokens import Token, spell

_CAPITALS_FROM = 2  # "A" alone is a word, "GAD" an abbreviation
_LONGEST_REMEMBERED = 40  # characters
_MOST_REMEMBERED = 65536  # words of which the book remembers which phrases they begin


@dataclass(frozen=True, slots=True)
class Cue:
    """What a phrase speaks for, and how."""

    reader: str
    """Who asks: `topic`, `type` or `trial`."""
    subject: str
    """A key of the vocabulary, or of the reader's own."""
    strength: str
    """`sure`, `likely`, `hint`, `title`, `unless`."""


class Hit(NamedTuple):
    """A phrase found: its cue and the tokens `first` to `last`, inclusive."""

    cue: Cue
    first: int
    last: int


@dataclass(slots=True)
class _Node:
    exact: dict[str, _Node] = field(default_factory=dict)
    stems: dict[str, _Node] = field(default_factory=dict)
    cues: list[Cue] = field(default_factory=list)
    goes_on: bool = False


class PhraseBook:
    """Phrases and what each speaks for."""

    def __init__(self) -> None:
        self._root = _Node()
        self._first_words: dict[str, tuple[_Node, ...]] = {}

    def add(self, phrase: str, cue: Cue) -> None:
        """Put a phrase into the book."""
        nodes = [self._root]
        for part in phrase.split():
            nodes = [_step(node, option) for node in nodes for option in part.split("|")]
        for node in nodes:
            node.cues.append(cue)
        self._first_words.clear()

    def find(self, words: Sequence[Token]) -> list[Hit]:
        """Give every place at which a phrase stands, in the order of the text."""
        hits: list[Hit] = []
        known = self._first_words
        for index, token in enumerate(words):
            nodes = known.get(token[1])
            if nodes is None:
                nodes = self._starts(token)
            for node in nodes:
                _follow(node, words, index, index, hits)
        return hits

    def _starts(self, token: Token) -> tuple[_Node, ...]:
        """Give the nodes that a word leads to; it is the printed form that decides."""
        nodes = tuple(_next(self._root, token))
        if len(token.printed) <= _LONGEST_REMEMBERED:
            if len(self._first_words) >= _MOST_REMEMBERED:
                self._first_words.clear()
            self._first_words[token.printed] = nodes
        return nodes


def _step(node: _Node, option: str) -> _Node:
    """Give the node that a word of a phrase leads to, made if it is new."""
    node.goes_on = True
    if option.endswith("*"):
        return node.stems.setdefault(spell(option[:-1]), _Node())
    key = option if _is_capitals(option) else spell(option)
    return node.exact.setdefault(key, _Node())


def _is_capitals(word: str) -> bool:
    return len(word) >= _CAPITALS_FROM and word != word.lower()


def _next(node: _Node, token: Token) -> list[_Node]:
    word, printed = token[0], token[1]
    found = []
    if (after := node.exact.get(word)) is not None:
        found.append(after)
    if printed != word and (after := node.exact.get(printed)) is not None:
        found.append(after)
    if node.stems:
        found += [after for stem, after in node.stems.items() if word.startswith(stem)]
    return found


def _follow(node: _Node, words: Sequence[Token], first: int, last: int, hits: list[Hit]) -> None:
    """Walk on from a node; its depth is that of the longest phrase, a handful of words."""
    if node.cues:
        hits += [Hit(cue, first, last) for cue in node.cues]
    last += 1
    if node.goes_on and last < len(words):
        for after in _next(node, words[last]):
            _follow(after, words, first, last, hits)
