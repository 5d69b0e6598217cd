"""The words of a field with what stands in brackets told apart, and where its sentences end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pprnet.reading.numbers import Number, numbers
from pprnet.reading.tokens import Token
from pprnet.records import Span


@dataclass(frozen=True, slots=True)
class Passage:
    """The words of a field, and which of them stand outside brackets."""

    field: str
    text: str
    words: Sequence[Token]
    outside: frozenset[int]
    """Places of the words that stand outside brackets."""
    firsts: frozenset[int]
    """Places of the words with which a sentence, or a part of it, begins."""
    numbers: tuple[Number, ...]
    """The whole numbers, in the order of the text."""

    @classmethod
    def of(cls, field: str, text: str, words: Sequence[Token]) -> Passage:
        """Mark which words stand in brackets; a bracket that is never closed counts for little."""
        depth = place = 0
        outside, ends = [], []
        for index, (_, _, start, end) in enumerate(words):
            gap = text[place:start]
            if gap != " ":
                depth = max(0, depth + _opened(gap))
                if "." in gap or ";" in gap:
                    ends.append(index)
            place = end
            if not depth:
                outside.append(index)
        outsides, first = frozenset(outside), frozenset(ends)
        return cls(field, text, words, outsides, first, tuple(numbers(words)))

    def after(self, index: int, reach: int) -> list[int]:
        """Give the places of the next words on the same level of brackets, in one sentence."""
        level = index in self.outside
        places: list[int] = []
        for place in range(index + 1, min(len(self.words), index + 1 + 4 * reach)):
            if place in self.firsts:
                break
            if (place in self.outside) == level or not level:
                places.append(place)
            if len(places) == reach:
                break
        return places

    def words_after(self, index: int, reach: int) -> list[str]:
        """Give the next words on the same level of brackets, in one sentence."""
        return [self.words[place].word for place in self.after(index, reach)]

    def before(self, index: int, reach: int) -> list[str]:
        """Give the words before a place."""
        return [token.word for token in self.words[max(0, index - reach) : index]]

    def before_in_sentence(self, index: int, reach: int) -> list[str]:
        """Give the words before a place that belong to its sentence."""
        start = index
        while start > max(0, index - reach) and start not in self.firsts:
            start -= 1
        return [token.word for token in self.words[start:index]]

    def sentence_between(self, one: Number, other: Number) -> bool:
        """Say whether two numbers stand in different sentences."""
        return ". " in self.gap(one.last, other.first)

    def gap(self, one: int, other: int) -> str:
        """Give the text between two words."""
        return self.text[self.words[one].end : self.words[other].start]

    def span(self, number: Number) -> Span:
        """Give the place of a number in its field."""
        return Span(self.field, self.words[number.first].start, self.words[number.last].end)


def _opened(gap: str) -> int:
    opened = gap.count("(") + gap.count("[")
    return opened - gap.count(")") - gap.count("]") - 2 * gap.count(". ")
