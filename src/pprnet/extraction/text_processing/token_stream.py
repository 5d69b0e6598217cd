"""The words of a field with what stands in brackets told apart, and where its sentences end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pprnet.extraction.text_processing.whole_numbers import WholeNumber, whole_numbers
from pprnet.extraction.text_processing.word_tokenizer import Token
from pprnet.records import Span


@dataclass(frozen=True, slots=True)
class TokenStream:
    """The words of a field, and which of them stand outside brackets."""

    field: str
    text: str
    tokens: Sequence[Token]
    outside_brackets: frozenset[int]
    """Places of the words that stand outside brackets."""
    sentence_starts: frozenset[int]
    """Places of the words with which a sentence, or a part of it, begins."""
    numbers: tuple[WholeNumber, ...]
    """The whole numbers, in the order of the text."""

    @classmethod
    def from_tokens(cls, field: str, text: str, tokens: Sequence[Token]) -> TokenStream:
        """Mark which words stand in brackets; a bracket that is never closed counts for little."""
        depth = previous_end = 0
        outside_indices, start_indices = [], []
        for index, (_, _, start, end) in enumerate(tokens):
            gap_text = text[previous_end:start]
            if gap_text != " ":
                depth = max(0, depth + _bracket_depth_change(gap_text))
                if "." in gap_text or ";" in gap_text:
                    start_indices.append(index)
            previous_end = end
            if not depth:
                outside_indices.append(index)
        outside_brackets, sentence_starts = frozenset(outside_indices), frozenset(start_indices)
        return cls(
            field, text, tokens, outside_brackets, sentence_starts, tuple(whole_numbers(tokens))
        )

    def indices_after(self, index: int, max_words: int) -> list[int]:
        """Give the places of the next words on the same level of brackets, in one sentence."""
        level = index in self.outside_brackets
        indices: list[int] = []
        for position in range(index + 1, min(len(self.tokens), index + 1 + 4 * max_words)):
            if position in self.sentence_starts:
                break
            if (position in self.outside_brackets) == level or not level:
                indices.append(position)
            if len(indices) == max_words:
                break
        return indices

    def words_after(self, index: int, max_words: int) -> list[str]:
        """Give the next words on the same level of brackets, in one sentence."""
        return [self.tokens[position].word for position in self.indices_after(index, max_words)]

    def words_before(self, index: int, max_words: int) -> list[str]:
        """Give the words before a place."""
        return [token.word for token in self.tokens[max(0, index - max_words) : index]]

    def sentence_words_before(self, index: int, max_words: int) -> list[str]:
        """Give the words before a place that belong to its sentence."""
        start = index
        while start > max(0, index - max_words) and start not in self.sentence_starts:
            start -= 1
        return [token.word for token in self.tokens[start:index]]

    def in_different_sentences(self, one: WholeNumber, other: WholeNumber) -> bool:
        """Say whether two numbers stand in different sentences."""
        return ". " in self.text_between(one.last, other.first)

    def text_between(self, one: int, other: int) -> str:
        """Give the text between two words."""
        return self.text[self.tokens[one].end : self.tokens[other].start]

    def span(self, number: WholeNumber) -> Span:
        """Give the place of a number in its field."""
        return Span(self.field, self.tokens[number.first].start, self.tokens[number.last].end)


def _bracket_depth_change(gap: str) -> int:
    change = gap.count("(") + gap.count("[")
    return change - gap.count(")") - gap.count("]") - 2 * gap.count(". ")
