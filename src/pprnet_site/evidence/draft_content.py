"""What is checked of a version of a summary, as plain values, whether it is stored or not."""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_right
from dataclasses import asdict, dataclass
from functools import cached_property

from pprnet_site.evidence.enums import CheckedField

GAP = "\n\n"
"""Between two texts that are checked together."""


@dataclass(frozen=True, slots=True)
class FactText:
    """A key fact of a summary."""

    label: str
    value: str
    note: str = ""
    origin: str = ""
    """Where it comes from, in words."""
    is_stated: bool = False
    """Whether a person typed or accepted it."""

    @property
    def text(self) -> str:
        """The fact as one line."""
        return f"{self.label}: {self.value}" + (f" ({self.note})" if self.note else "")

    @property
    def is_bound(self) -> bool:
        """Whether a person says where it comes from."""
        return self.is_stated and bool(self.origin.strip())


@dataclass(frozen=True, slots=True)
class TextPiece:
    """A text of a summary, and where it begins among all of them."""

    field: str
    item: int
    """Number of the key fact, from 0; 0 for another field."""
    text: str
    start: int


@dataclass(frozen=True)
class DraftContent:
    """The texts of a version, its key facts, and the numbers of its sources."""

    page: int | None
    """Number of the page; None while it is not stored."""
    texts: tuple[tuple[str, str], ...]
    """Name and text of each field of `CheckedField` but the key facts."""
    works: tuple[int, ...]
    facts: tuple[FactText, ...] = ()
    language: str = "en"
    certainty: str = ""
    research_types: tuple[str, ...] = ()

    @cached_property
    def pieces(self) -> tuple[TextPiece, ...]:
        """The texts in the order of the page, each with its start in `whole`."""
        named = dict(self.texts)
        order = [name for name in CheckedField.values if name != CheckedField.KEY_FACTS]
        parts = [(name, 0, named.get(name, "")) for name in order]
        parts += [
            (CheckedField.KEY_FACTS.value, at, each.text) for at, each in enumerate(self.facts)
        ]
        found, start = [], 0
        for name, item, text in parts:
            found.append(TextPiece(name, item, text, start))
            start += len(text) + len(GAP)
        return tuple(found)

    @cached_property
    def whole(self) -> str:
        """All texts in one, so that what one of them explains holds for the others."""
        return GAP.join(piece.text for piece in self.pieces)

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 of everything but the number of the page."""
        values = asdict(self) | {"page": None}
        return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()

    def piece_at(self, offset: int) -> TextPiece:
        """Return the text in which a character of `whole` is."""
        starts = [piece.start for piece in self.pieces]
        return self.pieces[max(0, bisect_right(starts, offset) - 1)]

    def text_of(self, field: str, item: int = 0) -> str:
        """Return one text; empty where there is none."""
        found = (each.text for each in self.pieces if (each.field, each.item) == (field, item))
        return next(found, "")
