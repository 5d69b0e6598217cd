"""The words of a field, with brackets, sentence starts and whole numbers marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pprnet.extraction.text_processing.whole_numbers import WholeNumber, whole_numbers
from pprnet.extraction.text_processing.word_tokenizer import Token
from pprnet.records import Span

_PHRASE_ENDS = frozenset(",;.:()")


@dataclass(frozen=True, slots=True)
class TokenStream:
    """The words of a field, and which of them are outside brackets."""

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
        """Return the words of a field with brackets, sentence starts and numbers marked.

        The end of a sentence closes two levels of brackets, so that an unclosed bracket has little
        effect.

        Args:
            field: name of the field, such as "abstract".
            text: the text of the field.
            tokens: the words of `text`.
        """
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
            field,
            text,
            tokens,
            outside_brackets,
            sentence_starts,
            tuple(whole_numbers(tokens, text)),
        )

    def indices_after(self, index: int, max_words: int) -> list[int]:
        """Return the positions of the next words of the sentence on the same level of brackets.

        Args:
            index: position in `tokens`.
            max_words: the most words returned.
        """
        starts, outside = self.sentence_starts, self.outside_brackets
        is_outside = index in outside
        indices: list[int] = []
        for position in range(index + 1, min(len(self.tokens), index + 1 + 4 * max_words)):
            if position in starts:
                break
            if not is_outside or position in outside:
                indices.append(position)
                if len(indices) == max_words:
                    break
        return indices

    def words_after(self, index: int, max_words: int) -> list[str]:
        """Return the next words of the sentence on the same level of brackets.

        Args:
            index: position in `tokens`.
            max_words: the most words returned.
        """
        tokens = self.tokens
        return [tokens[position].word for position in self.indices_after(index, max_words)]

    def words_before(self, index: int, max_words: int) -> list[str]:
        """Return the words before a position, across sentences.

        Args:
            index: position in `tokens`.
            max_words: the most words returned.
        """
        return [token.word for token in self.tokens[max(0, index - max_words) : index]]

    def sentence_words_before(self, index: int, max_words: int) -> list[str]:
        """Return the words before a position that belong to its sentence.

        Args:
            index: position in `tokens`.
            max_words: the most words returned.
        """
        starts, first, start = self.sentence_starts, max(0, index - max_words), index
        while start > first and start not in starts:
            start -= 1
        return [token.word for token in self.tokens[start:index]]

    def in_different_sentences(self, one: WholeNumber, other: WholeNumber) -> bool:
        """Return whether a sentence ends between two numbers.

        Args:
            one: the earlier number.
            other: the later number.
        """
        return ". " in self.text_between(one.last, other.first)

    def text_between(self, one: int, other: int) -> str:
        """Return the text between two words.

        Args:
            one: position of the earlier word in `tokens`.
            other: position of the later word.
        """
        return self.text[self.tokens[one].end : self.tokens[other].start]

    def ends_phrase(self, index: int) -> bool:
        """Return whether a mark of punctuation, or nothing, follows a word.

        Args:
            index: position in `tokens`.
        """
        if index + 1 >= len(self.tokens):
            return True
        return not _PHRASE_ENDS.isdisjoint(self.text_between(index, index + 1))

    def span(self, number: WholeNumber) -> Span:
        """Return the place of a number in its field.

        Args:
            number: a number of this stream.
        """
        return Span(self.field, self.tokens[number.first].start, self.tokens[number.last].end)


def _bracket_depth_change(gap: str) -> int:
    change = gap.count("(") + gap.count("[")
    return change - gap.count(")") - gap.count("]") - 2 * gap.count(". ")
