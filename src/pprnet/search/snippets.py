"""The title of a result, and the passage with most of the words searched for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pprnet.search.query_terms import stems_of_word
from pprnet.search.search_types import SearchDocument, Snippet

TEXT_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
PASSAGE_FIELDS = ("bottom_line", "summary", "implications", "citation", "authors")
PASSAGE_WORDS = 28
"""Words in a passage: about two lines on the page."""
WORDS_BEFORE_MARK = 6
"""Words before the first mark."""


@dataclass(frozen=True, slots=True)
class _MarkedWord:
    """A word of a text with its position and the wanted stem that it has, or empty."""

    start: int
    end: int
    stem: str


def snippets_of(document: SearchDocument, wanted: frozenset[str]) -> tuple[Snippet, ...]:
    """Return the title with marks and the best passage, or nothing without search words.

    Args:
        document: a document that was found.
        wanted: stems to mark.
    """
    if not wanted:
        return ()
    title = Snippet(
        "title", _cut_at_marks(document.title, _mark_words(document.title, wanted), whole=True)
    )
    found = [(field, _mark_words(getattr(document, field), wanted)) for field in PASSAGE_FIELDS]
    field, words = max(found, key=lambda pair: _passage_score(_best_window(pair[1])))
    if not any(word.stem for word in words):
        return (title,)
    return (title, Snippet(field, _cut_at_marks(getattr(document, field), _best_window(words))))


def _mark_words(text: str, wanted: frozenset[str]) -> list[_MarkedWord]:
    """Return the words of a text, each with the wanted stem that it has."""
    words = ((found, stems_of_word(found[0])) for found in TEXT_WORD.finditer(text))
    return [
        _MarkedWord(
            found.start(), found.end(), next((stem for stem in stems if stem in wanted), "")
        )
        for found, stems in words
    ]


def _passage_score(words: list[_MarkedWord]) -> tuple[int, int]:
    """Return the number of different wanted stems in a passage, and of all of them."""
    sought = [word.stem for word in words if word.stem]
    return len(set(sought)), len(sought)


def _best_window(words: list[_MarkedWord]) -> list[_MarkedWord]:
    """Return the passage with the highest score, the earliest of equals."""
    starts = [max(at - WORDS_BEFORE_MARK, 0) for at, word in enumerate(words) if word.stem]
    windows = [words[at : at + PASSAGE_WORDS] for at in dict.fromkeys(starts)]
    return max(windows, key=_passage_score, default=[])


def _cut_at_marks(
    text: str, words: list[_MarkedWord], *, whole: bool = False
) -> tuple[tuple[str, bool], ...]:
    """Return a text in parts, marked or not; an ellipsis shows where text is left out."""
    start = 0 if whole or not words or words[0].start < 3 else words[0].start  # noqa: PLR2004
    # The sign that ends the sentence of the last word is included.
    end = len(text) if whole or not words else words[-1].end
    end += len(re.match(r"[.?!)”’]*", text[end:])[0])  # type: ignore[index]  # it always matches
    parts: list[tuple[str, bool]] = [("… ", False)] if start else []
    at = start
    for word in (word for word in words if word.stem):
        parts += [(text[at : word.start], False), (text[word.start : word.end], True)]
        at = word.end
    parts += [(text[at:end], False), (" …" if text[end:].strip() else "", False)]
    return tuple((part, sought) for part, sought in parts if part)
