"""Texts cut where the evidence of a signal begins and ends."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from pprnet_site.catalogue.models import Signal, Work

MARKED_FIELDS = ("title", "abstract")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text, and whether a signal rests on it."""

    text: str
    marked: bool = False


def stretches(signals: Iterable[Signal], field: str, length: int) -> list[tuple[int, int]]:
    """Give the places in a field that signals rest on, joined where they overlap."""
    joined: list[tuple[int, int]] = []
    spans = sorted(
        (max(0, start), min(end, length))
        for signal in signals
        for name, start, end in signal.spans
        if name == field and start < min(end, length)
    )
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def pieces(text: str, places: Iterable[tuple[int, int]]) -> list[Piece]:
    """Cut a text at the places given."""
    found, at = [], 0
    for start, end in places:
        found += [Piece(text[at:start]), Piece(text[start:end], marked=True)]
        at = end
    return [piece for piece in [*found, Piece(text[at:])] if piece.text]


def marked(work: Work, signals: list[Signal], field: str) -> list[Piece]:
    """Cut a field of a work where its signals rest."""
    text = getattr(work, field)
    return pieces(text, stretches(signals, field, len(text)))


def quotes(work: Work, signal: Signal, most: int = 3) -> list[tuple[str, int]]:
    """Quote the words that a signal rests on, each with how often it comes."""
    words = Counter(
        " ".join(getattr(work, name)[start:end].split()).casefold()
        for name, start, end in signal.spans
        if name in MARKED_FIELDS
    )
    return [(word, count) for word, count in words.most_common(most) if word]
