"""Drafts with the place of each field in their file, so that a finding has a line and a column."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass

from pprnet.lint.draft import Draft
from pprnet.lint.draft_reading import CITATION, HEADING
from pprnet.lint.lint_findings import LintFinding

PartKey = tuple[str, int]
"""Name of a field, and which citation or heading."""


@dataclass(frozen=True, slots=True)
class PlacedDraft:
    """A draft of a file."""

    draft: Draft
    offsets: Mapping[PartKey, int]
    """Where each part begins, in characters of the file from 0."""
    start: int
    """Where the draft begins; what is missing is reported there."""

    def offset_of(self, found: LintFinding) -> int:
        """Return the place of a finding in the file.

        Args:
            found: in this draft.
        """
        return self.offsets.get((found.field, found.item), self.start) + found.start


class LineTable:
    """The lines of a text, by which a place becomes a line and a column."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(at + 1 for at, sign in enumerate(text) if sign == "\n")]

    def line_and_column(self, offset: int) -> tuple[int, int]:
        """Return the 1-based line and column of a place.

        Args:
            offset: in characters from 0.
        """
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


class PartCollector:
    """The parts of one draft while its file is read: each a piece of the file's own text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._spans: dict[PartKey, tuple[int, int]] = {}

    def add(self, field: str, start: int, end: int, item: int = 0) -> None:
        """Add a piece of the file to a part; between two pieces of one part all text is its own.

        Args:
            field: name of the part.
            start: of the piece.
            end: of it.
            item: which citation or heading.
        """
        first, _last = self._spans.get((field, item), (start, end))
        self._spans[field, item] = (first, end)

    @property
    def offsets(self) -> dict[PartKey, int]:
        """Return where each part begins."""
        return {key: start for key, (start, _end) in self._spans.items()}

    def texts(self, field: str) -> tuple[str, ...]:
        """Return the texts of a part, one for each item.

        Args:
            field: its name.
        """
        spans = sorted((key[1], span) for key, span in self._spans.items() if key[0] == field)
        return tuple(self._text[start:end] for _item, (start, end) in spans)

    def fields(self, names: tuple[str, ...]) -> dict[str, str]:
        """Return the fields that a draft has or must have; one that was not found is empty.

        Args:
            names: of the fields that its kind of text has.
        """
        found = {key[0]: self.texts(key[0])[0] for key in self._spans}
        kept = {name: text for name, text in found.items() if name not in (CITATION, HEADING)}
        return dict.fromkeys(names, "") | kept
