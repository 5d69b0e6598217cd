"""A draft with what several rules read from it, computed once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from pprnet.extraction.text_processing.sentence_splitter import split_sentences
from pprnet.lint.draft import BODY_FIELDS, FIELDS, Draft, DraftBounds
from pprnet.text import fold

CITATION = "citation"
HEADING = "heading"
WORD = re.compile(r"[^\W_]++(?:['’\-‐‑][^\W_]++)*+")
_WEB_ADDRESS = re.compile(r"(?:https?:|www\.|doi:)\S++", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TextPart:
    """A text of a draft, and where it is."""

    field: str
    text: str
    item: int = 0


@dataclass(frozen=True, slots=True)
class FieldSentence:
    """A sentence of a field with its place in it."""

    field: str
    start: int
    end: int
    text: str


class DraftReading:
    """A draft, and its parts, sentences and words."""

    def __init__(self, draft: Draft, bounds: DraftBounds) -> None:
        self.draft = draft
        self.bounds = bounds
        self.is_french = draft.language.lower().startswith("fr")

    @cached_property
    def fields(self) -> tuple[TextPart, ...]:
        """Return the title and the running texts that are not empty, without their addresses."""
        found = ((name, self.draft.fields.get(name, "")) for name in FIELDS)
        return tuple(TextPart(name, without_addresses(text)) for name, text in found if text)

    @cached_property
    def body(self) -> tuple[TextPart, ...]:
        """Return the running texts that are not empty."""
        return tuple(part for part in self.fields if part.field in BODY_FIELDS)

    @cached_property
    def citations(self) -> tuple[TextPart, ...]:
        """Return the citations that are printed."""
        printed = enumerate(self.draft.citations or ())
        return tuple(TextPart(CITATION, each.text, at) for at, each in printed if each.text)

    @cached_property
    def sentences(self) -> tuple[FieldSentence, ...]:
        """Return the sentences of the running texts in order."""
        return tuple(sentence for part in self.body for sentence in field_sentences(part))

    @cached_property
    def words(self) -> Mapping[str, Sequence[re.Match[str]]]:
        """Return the words of each field with their places."""
        return {part.field: tuple(WORD.finditer(part.text)) for part in self.fields}

    @cached_property
    def folded_body(self) -> str:
        """Return all running texts in the form in which texts are compared."""
        return " ".join(fold(part.text) for part in self.body)

    @cached_property
    def printed_body(self) -> str:
        """Return all running texts as printed."""
        return "\n".join(part.text for part in self.body)

    def printed_words(self, field: str) -> Iterator[tuple[int, int, str]]:
        """Yield the place and the text of each word of a field.

        Args:
            field: its name.
        """
        for word in self.words.get(field, ()):
            yield word.start(), word.end(), word[0]


def without_addresses(text: str) -> str:
    """Return a text of the same length in which web addresses are replaced by a sign.

    Args:
        text: of a field.
    """
    if "http" not in text.lower() and "www." not in text and "doi:" not in text.lower():
        return text
    return _WEB_ADDRESS.sub(lambda found: "_" * len(found[0]), text)


def field_sentences(part: TextPart) -> Iterator[FieldSentence]:
    """Yield the sentences of one text.

    Args:
        part: a running text of a draft.
    """
    for start, end, _label in split_sentences(part.text):
        yield FieldSentence(part.field, start, end, part.text[start:end])
