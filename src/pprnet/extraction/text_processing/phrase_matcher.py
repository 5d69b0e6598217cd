"""Many phrases found in one pass over the words of a text.

A phrase is written as words: `a|b` is either word, `stem*` any word that begins so, and a word in
capitals matches capitals only. The phrases are kept in a tree of words, so that the time depends on
the length of the text and hardly on the number of phrases.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from pprnet.extraction.text_processing.word_tokenizer import Token, normalise_spelling

_MIN_CAPITALS = 2  # "A" alone is a word, "GAD" an abbreviation
_MAX_CACHED_LENGTH = 40  # characters
_MAX_CACHED_WORDS = 65536  # words of which the book remembers which phrases they begin


@dataclass(frozen=True, slots=True)
class Cue:
    """What a phrase indicates, and how strongly."""

    classifier: str
    """Who asks: `topic`, `type` or `trial`."""
    subject: str
    """A key of the vocabulary, or of the reader's own."""
    strength: str
    """`sure`, `likely`, `hint`, `title`, `unless`."""


class PhraseMatch(NamedTuple):
    """A phrase found: its cue and the tokens `first` to `last`, inclusive."""

    cue: Cue
    first: int
    last: int


@dataclass(slots=True)
class _Node:
    exact: dict[str, _Node] = field(default_factory=dict)
    stems: dict[str, _Node] = field(default_factory=dict)
    stem_starts: tuple[str, ...] = ()
    """The keys of `stems`, to ask at once whether a word begins with one of them."""
    cues: list[Cue] = field(default_factory=list)
    has_children: bool = False

    def may_lead_on(self, token: Token) -> bool:
        """Return whether a word leads from here to another node."""
        return (
            token[0] in self.exact
            or token[1] in self.exact
            or token[0].startswith(self.stem_starts)
        )


class PhraseMatcher:
    """Phrases with the cue of each."""

    def __init__(self) -> None:
        self._root = _Node()
        self._first_words: dict[str, tuple[_Node, ...]] = {}

    def add(self, phrase: str, cue: Cue) -> None:
        """Add a phrase.

        Args:
            phrase: words in the notation of the module.
            cue: what the phrase indicates.
        """
        nodes = [self._root]
        for part in phrase.split():
            nodes = [_child_node(node, option) for node in nodes for option in part.split("|")]
        for node in nodes:
            node.cues.append(cue)
        self._first_words.clear()

    def find(self, tokens: Sequence[Token]) -> list[PhraseMatch]:
        """Return every match of a phrase, in the order of the text.

        Args:
            tokens: the words of a text.
        """
        matches: list[PhraseMatch] = []
        cached = self._first_words
        last = len(tokens) - 1
        for index, token in enumerate(tokens):
            nodes = cached.get(token[1])
            if nodes is None:
                nodes = self._start_nodes(token)
            for node in nodes:
                if node.cues:
                    matches += [PhraseMatch(cue, index, index) for cue in node.cues]
                # "the" begins many phrases and seldom goes on as one of them
                if node.has_children and index < last and node.may_lead_on(tokens[index + 1]):
                    for child in _next_nodes(node, tokens[index + 1]):
                        _collect_matches(child, tokens, index, index + 1, matches)
        return matches

    def _start_nodes(self, token: Token) -> tuple[_Node, ...]:
        """Return the nodes that a word leads to; its printed form decides."""
        nodes = tuple(_next_nodes(self._root, token))
        if len(token.printed) <= _MAX_CACHED_LENGTH:
            if len(self._first_words) >= _MAX_CACHED_WORDS:
                self._first_words.clear()
            self._first_words[token.printed] = nodes
        return nodes


def _child_node(node: _Node, option: str) -> _Node:
    """Return the node that a word of a phrase leads to, created if it is new."""
    node.has_children = True
    if option.endswith("*"):
        child = node.stems.setdefault(normalise_spelling(option[:-1]), _Node())
        node.stem_starts = tuple(node.stems)
        return child
    key = option if _is_capitals(option) else normalise_spelling(option)
    return node.exact.setdefault(key, _Node())


def _is_capitals(word: str) -> bool:
    return len(word) >= _MIN_CAPITALS and word != word.lower()


def _next_nodes(node: _Node, token: Token) -> list[_Node]:
    word, printed = token[0], token[1]
    found = []
    if (child := node.exact.get(word)) is not None:
        found.append(child)
    if printed != word and (child := node.exact.get(printed)) is not None:
        found.append(child)
    if node.stems:
        found += [child for stem, child in node.stems.items() if word.startswith(stem)]
    return found


def _collect_matches(
    node: _Node, tokens: Sequence[Token], first: int, last: int, matches: list[PhraseMatch]
) -> None:
    """Add the matches from a node on; the depth is that of the longest phrase, a few words."""
    if node.cues:
        matches += [PhraseMatch(cue, first, last) for cue in node.cues]
    last += 1
    if node.has_children and last < len(tokens):
        for child in _next_nodes(node, tokens[last]):
            _collect_matches(child, tokens, first, last, matches)
