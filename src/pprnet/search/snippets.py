"""What to show of a document: its title, and the passage that holds most of what was sought."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pprnet.search.values import Document, Snippet
from pprnet.search.words import stems_of_word

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
PASSAGES = ("bottom_line", "summary", "implications", "citation", "authors")
WIDTH = 28
"""Words in a passage: about two lines on the page."""
LEAD = 6
"""Words before the first mark."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A word of a text with its place and the sought stem it holds, if any."""

    start: int
    end: int
    stem: str


def snippets_of(document: Document, wanted: frozenset[str]) -> tuple[Snippet, ...]:
    """Give the title with marks and the best passage, or nothing where nothing was sought."""
    if not wanted:
        return ()
    title = Snippet("title", cut(document.title, mark(document.title, wanted), whole=True))
    found = [(field, mark(getattr(document, field), wanted)) for field in PASSAGES]
    field, words = max(found, key=lambda pair: worth(best_window(pair[1])))
    if not any(word.stem for word in words):
        return (title,)
    return (title, Snippet(field, cut(getattr(document, field), best_window(words))))


def mark(text: str, wanted: frozenset[str]) -> list[Marked]:
    """Find the words of a text, noting those that are sought."""
    words = ((found, stems_of_word(found[0])) for found in WORD.finditer(text))
    return [
        Marked(found.start(), found.end(), next((stem for stem in stems if stem in wanted), ""))
        for found, stems in words
    ]


def worth(words: list[Marked]) -> tuple[int, int]:
    """Rate a passage: different sought words first, then all of them."""
    sought = [word.stem for word in words if word.stem]
    return len(set(sought)), len(sought)


def best_window(words: list[Marked]) -> list[Marked]:
    """Give the stretch that is worth most, the earliest of equals."""
    starts = [max(at - LEAD, 0) for at, word in enumerate(words) if word.stem]
    windows = [words[at : at + WIDTH] for at in dict.fromkeys(starts)]
    return max(windows, key=worth, default=[])


def cut(text: str, words: list[Marked], *, whole: bool = False) -> tuple[tuple[str, bool], ...]:
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
