"""The tagged lines of one reference, held up to a limit."""

from __future__ import annotations

from dataclasses import dataclass, field

from pprnet.limits import MAX_LINE


@dataclass(slots=True)
class Tagged:
    """Tags and the pieces of their values; what is over the limit is left out."""

    line: int = 1
    pieces: list[tuple[str, list[str]]] = field(default_factory=list)
    size: int = 0

    def add(self, tag: str, text: str) -> None:
        """Add a line with a tag."""
        if self._fits(text):
            self.pieces.append((tag, [text]))

    def go_on(self, text: str) -> None:
        """Add a line without a tag to the one before it."""
        if self._fits(text):
            self.pieces[-1][1].append(text)

    def _fits(self, text: str) -> bool:
        self.size += len(text) + 1
        return self.size <= MAX_LINE or not self.pieces

    @property
    def over(self) -> bool:
        """Tell whether something was left out."""
        return self.size > MAX_LINE

    def fields(self) -> list[tuple[str, str]]:
        """Give tags and whole values."""
        return [(tag, " ".join(filter(None, parts))) for tag, parts in self.pieces]
