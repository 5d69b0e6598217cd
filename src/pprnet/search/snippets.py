"""What to show of a document: its title, and the passage that holds most of what was sought."""

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
class MarkedWord:
    """A word of a text with its place and the sought stem it holds, if any."""

    start: int
    end: int
    stem: str


def snippets_of(document: SearchDocument, wanted: frozenset[str]) -> tuple[Snippet, ...]:
    """Give the title with marks and the best passage, or nothing where nothing was sought."""
    if not wanted:
        return ()
    title = Snippet(
        "title", cut_at_marks(document.title, mark_words(document.title, wanted), whole=True)
    )
    found = [(field, mark_words(getattr(document, field), wanted)) for field in PASSAGE_FIELDS]
    field, words = max(found, key=lambda pair: passage_score(best_window(pair[1])))
    if not any(word.stem for word in words):
        return (title,)
    return (title, Snippet(field, cut_at_marks(getattr(document, field), best_window(words))))


def mark_words(text: str, wanted: frozenset[str]) -> list[MarkedWord]:
    """Find the words of a text, noting those that are sought."""
    words = ((found, stems_of_word(found[0])) for found in TEXT_WORD.finditer(text))
    return [
        MarkedWord(found.start(), found.end(), next((stem for stem in stems if stem in wanted), ""))
        for found, stems in words
    ]


def passage_score(words: list[MarkedWord]) -> tuple[int, int]:
    """Rate a passage: different sought words first, then all of them."""
    sought = [word.stem for word in words if word.stem]
    return len(set(sought)), len(sought)


def best_window(words: list[MarkedWord]) -> list[MarkedWord]:
    """Give the stretch that is worth most, the earliest of equals."""
    starts = [max(at - WORDS_BEFORE_MARK, 0) for at, word in enumerate(words) if word.stem]
    windows = [words[at : at + PASSAGE_WORDS] for at in dict.fromkeys(starts)]
    return max(windows, key=passage_score, default=[])


def cut_at_marks(
    text: str, words: list[MarkedWord], *, whole: bool = False
) -> tuple[tuple[str, bool], ...]:
    """Cut a text into parts at the marks; an ellipsis says where more was left out."""
    start = 0 if whole or not words or words[0].start < 3 else words[0].start  # noqa: PLR2004
    # The sign that ends the last word's sentence belongs to it.
    end = len(text) if whole or not words else words[-1].end
    end += len(re.match(r"[.?!)”’]*", text[end:])[0])  # type: ignore[index]  # it always matches
    parts: list[tuple[str, bool]] = [("… ", False)] if start else []
    at = start
    for word in (word for word in words if word.stem):
        parts += [(text[at : word.start], False), (text[word.start : word.end], True)]
        at = word.end
    parts += [(text[at:end], False), (" …" if text[end:].strip() else "", False)]
    return tuple((part, sought) for part, sought in parts if part)
