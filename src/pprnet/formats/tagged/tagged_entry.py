"""The tagged lines of one reference, held up to a limit."""

from __future__ import annotations

from dataclasses import dataclass, field

from pprnet.limits import MAX_LINE


@dataclass(slots=True)
class TaggedEntry:
    """Tags and their values, line by line; what is over the limit is left out."""

    line: int = 1
    pieces: list[tuple[str, str]] = field(default_factory=list)
    continuations: dict[int, list[str]] = field(default_factory=dict)
    """Further lines of a value, by the place of its tag."""
    size: int = 0

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
