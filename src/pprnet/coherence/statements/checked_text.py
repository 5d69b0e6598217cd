"""A text that is checked, as printed and with normalised typography."""

from __future__ import annotations

from dataclasses import dataclass

from pprnet.extraction.reported_effects.notation.effect_tokenizer import normalise_typography
from pprnet.records import Span


@dataclass(frozen=True, slots=True)
class CheckedText:
    """A text in two forms of the same length, so that a place is one in both."""

    printed: str
    normal: str
    """With signs, points and brackets in one form."""
    field: str
    """Name of the field in the places."""

    @classmethod
    def from_text(cls, text: str, field: str) -> CheckedText:
        """Return a text with its normalised form.

        Args:
            text: any text.
            field: name of the field in the places.
        """
        return cls(text, normalise_typography(text), field)

    def span(self, start: int, end: int) -> Span:
        """Return a place in the text.

        Args:
            start: in characters from 0.
            end: in characters, exclusive.
        """
        return Span(self.field, start, end)

    def quote(self, start: int, end: int) -> str:
        """Return the printed words of a place on one line.

        Args:
            start: in characters from 0.
            end: in characters, exclusive.
        """
        return " ".join(self.printed[start:end].split())
