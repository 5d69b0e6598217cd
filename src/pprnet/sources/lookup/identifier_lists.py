"""The identifiers in a text that a person pasted: DOIs, PMIDs, PMCIDs, links, references."""

from __future__ import annotations

from dataclasses import dataclass

from pprnet.sources.lookup.lookup_service import Identifier

MAX_TEXT = 100_000
"""Bytes of UTF-8 that are read at a time."""

MAX_ENTRIES = 200
"""Identifiers and printed references that are read at a time."""


@dataclass(frozen=True, slots=True)
class ReadIdentifier:
    """One identifier, and where it was read."""

    identifier: Identifier
    text: str
    """What it was read from: its own characters, or the printed reference that states it."""
    line: int
    """1-based."""
    others: tuple[Identifier, ...] = ()
    """Further identifiers that the same printed reference states of the same work."""


@dataclass(frozen=True, slots=True)
class PrintedReference:
    """A line without an identifier, which may be a printed reference."""

    text: str
    line: int
    """1-based."""


@dataclass(frozen=True, slots=True)
class IdentifierList:
    """What was read from a text, in its order."""

    read: tuple[ReadIdentifier, ...] = ()
    """Each identifier once, where it was read first."""
    references: tuple[PrintedReference, ...] = ()
    """The rest."""

    @property
    def identifiers(self) -> tuple[Identifier, ...]:
        """Return the identifiers alone."""
        return tuple(each.identifier for each in self.read)


def parse_identifiers(text: str) -> IdentifierList:
    """Return the identifiers of a text, and its other lines.

    Args:
        text: identifiers, links and printed references in any mixture, up to `MAX_TEXT`.

    Raises:
        TooLargeError: The text is too long, or has more than `MAX_ENTRIES` entries.
    """
    raise NotImplementedError
