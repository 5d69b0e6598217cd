"""Where a passage that a person selected or pasted stands in the sources of a draft."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pprnet_site.evidence.checking.source_texts import BoundPassage, SummarySources

MIN_PASTED = 3
"""Characters of a pasted passage: fewer are everywhere."""
SAME = str.maketrans(
    {**dict.fromkeys("‐‑‒–—−", "-"), **dict.fromkeys("‘’‚`", "'"), **dict.fromkeys("“”„«»", '"')}
)
"""Characters that programs exchange when a text is copied."""


class SelectedPlace(NamedTuple):
    """Where a selection stands, as the page states it."""

    source: int
    start: int
    end: int


def read_place(text: str) -> SelectedPlace | None:
    """Return the place that a form states as "0:12:34"; None for anything else."""
    parts = text.split(":")
    if len(parts) == len(SelectedPlace._fields) and all(is_small_number(each) for each in parts):
        return SelectedPlace(*map(int, parts))
    return None


def is_small_number(text: str) -> bool:
    """Return whether a text is a number of at most nine digits."""
    return text.isascii() and text.isdigit() and len(text) <= 9  # noqa: PLR2004 - explained above


def find_passage(
    sources: SummarySources,
    quote: str,
    selected: SelectedPlace | None,
    *,
    work: int | None = None,
    layer: str = "",
) -> BoundPassage | None:
    """Return the passage of a source that reads as a quotation, first where it was selected.

    White space, and the forms of dashes and quotation marks, make no difference.

    Args:
        sources: the texts of the works.
        quote: what was selected or pasted.
        selected: where it was selected, if anywhere.
        work: the work to search; None for all.
        layer: the layer to search; empty for all.
    """
    wanted = plain(quote)
    if selected is not None and reads(sources, selected, wanted):
        return sources.passage_at(*selected)
    if len(wanted) < MIN_PASTED and work is None:
        return None
    for source, place in enumerate(sources.places):
        if place.work is None or (work or place.work) != place.work:
            continue
        if layer in {"", place.layer} and (span := find_span(sources, source, quote, wanted)):
            return sources.passage_at(source, *span)
    return None


def find_span(
    sources: SummarySources, source: int, quote: str, wanted: str
) -> tuple[int, int] | None:
    """Return the characters of a source text that read as a quotation."""
    text, exact = sources.texts[source].text, quote.strip()
    at = text.find(exact) if exact else -1
    return (at, at + len(exact)) if at >= 0 else find_plain(text, wanted)


def reads(sources: SummarySources, place: SelectedPlace, wanted: str) -> bool:
    """Return whether the text at a place is the one that is wanted."""
    if place.source >= len(sources.texts) or sources.places[place.source].work is None:
        return False
    return (
        bool(wanted) and plain(sources.texts[place.source].text[place.start : place.end]) == wanted
    )


def find_plain(text: str, wanted: str) -> tuple[int, int] | None:
    """Return the characters of a text that read as what is wanted."""
    letters, offsets = [], []
    for at, letter in plain_letters(text):
        letters.append(letter)
        offsets.append(at)
    found = "".join(letters).find(wanted) if wanted else -1
    return None if found < 0 else (offsets[found], offsets[found + len(wanted) - 1] + 1)


def plain(text: str) -> str:
    """Return a text with single spaces and plain dashes and quotation marks."""
    return "".join(letter for _at, letter in plain_letters(text)).strip()


def plain_letters(text: str) -> Iterator[tuple[int, str]]:
    """Yield the letters of a text as `plain` has them, each with its place."""
    was_space = False
    for at, letter in enumerate(text.translate(SAME)):
        is_space = letter.isspace()
        if not (is_space and was_space):
            yield at, " " if is_space else letter
        was_space = is_space
