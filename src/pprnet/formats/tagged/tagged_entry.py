"""The tagged lines of one reference, held up to a limit, and cut where a first line was lost."""

from __future__ import annotations

import sys
from bisect import bisect_left
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from pprnet.limits import MAX_LINE
from pprnet.records import Problem


@dataclass(slots=True)
class TaggedEntry:
    """Tags and their values, line by line; what is over the limit is left out."""

    line: int = 1
    pieces: list[tuple[str, str]] = field(default_factory=list)
    continuations: dict[int, list[str]] = field(default_factory=dict)
    """Further lines of a value, by the place of its tag."""
    size: int = 0
    openings: list[tuple[int, int, int]] = field(default_factory=list)
    """Where another reference may begin, its first line being damaged: the place of the next tag,
    how many further lines the value before it has by then, and the number of the line."""

    def add(self, tag: str, text: str) -> None:
        """Add a line with a tag.

        Args:
            tag: its tag.
            text: its value, without space around it.
        """
        self.size += len(text) + 1
        if self.size <= MAX_LINE or not self.pieces:
            self.pieces.append((tag, text))

    def continue_value(self, text: str) -> None:
        """Add a line without a tag to the one before it.

        Args:
            text: the line, without space around it.
        """
        self.size += len(text) + 1
        if self.size <= MAX_LINE and self.pieces:
            self.continuations.setdefault(len(self.pieces) - 1, []).append(text)

    def note_opening(self, line: int) -> None:
        """Remember that another reference may begin with the next line.

        Args:
            line: the 1-based number of that line.
        """
        last = len(self.pieces) - 1
        if last >= 0 and not (self.openings and self.openings[-1][2] == line):
            self.openings.append((last + 1, len(self.continuations.get(last, ())), line))

    @property
    def is_truncated(self) -> bool:
        """Return whether something was left out."""
        return self.size > MAX_LINE

    def fields(self) -> list[tuple[str, str]]:
        """Return tags and complete values."""
        if not self.continuations:
            return self.pieces
        complete = list(self.pieces)
        for at, further in self.continuations.items():
            tag, text = complete[at]
            complete[at] = (tag, " ".join(filter(None, (text, *further))))
        return complete

    def references(self, single: Collection[str]) -> Iterator[TaggedEntry]:
        """Yield the references that were read as one, as the first line of the others is damaged.

        A tag that a reference has once and that comes again belongs to another one, if a line that
        may be a damaged first line stands between the two; the other one begins with that line.

        Args:
            single: tags that no reference has twice.
        """
        start, seen = (0, 0, self.line), dict[str, int]()
        openings, latest = iter([*self.openings, _NONE_LEFT]), start
        following = next(openings)
        further = list(self.continuations.items())
        for at, (tag, _text) in enumerate(self.pieces):
            while following[0] <= at:
                latest, following = following, next(openings)
            if tag in single and latest[0] > seen.get(tag, at):
                yield self._part(start, latest, further)
                start = latest
                seen = {name: start[0] for name, _ in self.pieces[start[0] : at]}
            seen.setdefault(tag, at)
        yield self._part(start, _NONE_LEFT, further) if start[0] else self

    def _part(
        self,
        start: tuple[int, int, int],
        end: tuple[int, int, int],
        further: list[tuple[int, list[str]]],
    ) -> TaggedEntry:
        """Return the reference between two places, without the damaged line at its end."""
        part = TaggedEntry(start[2], self.pieces[start[0] : end[0]])
        for at, texts in further[bisect_left(further, (start[0],)) :]:
            if at >= end[0]:
                break
            part.continuations[at - start[0]] = texts[: end[1]] if at == end[0] - 1 else texts
        return part


_NONE_LEFT = (sys.maxsize, 0, 0)
"""A place behind every other."""


def first_line_problem(name: str, first: str, line: int) -> Problem:
    """Return the problem for a reference that was found without its first line.

    Args:
        name: name of the file.
        first: what the line should begin with.
        line: the 1-based number of the line at which it begins.
    """
    message = f'a reference without its first line "{first}", which may be damaged'
    return Problem(name, message, line=line, lost=False)
