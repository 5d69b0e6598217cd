"""What a service that knows publications by their identifiers is asked and returns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from pprnet.records import Problem, Record
from pprnet.sources.notices import Notice


class IdKind(StrEnum):
    """The kind of an identifier."""

    DOI = "doi"
    PMID = "pmid"
    PMCID = "pmcid"


@dataclass(frozen=True, slots=True)
class Identifier:
    """One identifier of a publication, in the normal form of `pprnet.identifiers`."""

    kind: IdKind
    value: str

    def __str__(self) -> str:
        """Return it as a person writes it, such as "PMID 12345678"."""
        return f"PMID {self.value}" if self.kind is IdKind.PMID else self.value


@dataclass(frozen=True, slots=True)
class LookupAnswer:
    """What one service knows about the identifiers that it was asked for.

    An identifier that is neither of a record nor missing was not answered for: its kind is not
    accepted, or its record could not be read, which is a problem.
    """

    records: tuple[Record, ...] = ()
    """In the order in which they were asked for, each once; none that nobody asked for."""
    notices: tuple[Notice, ...] = ()
    """About the works that were asked for, or by them about others."""
    missing: tuple[Identifier, ...] = ()
    """Those that the service answered for and does not know."""
    problems: tuple[Problem, ...] = ()


class LookupService(Protocol):
    """A service that is asked for publications by their identifiers."""

    @property
    def key(self) -> str:
        """Return its name in addresses and files."""

    @property
    def label(self) -> str:
        """Return its name for people."""

    @property
    def accepts(self) -> frozenset[IdKind]:
        """Return the kinds of identifiers that it knows."""

    @property
    def batch_size(self) -> int:
        """Return how many identifiers go into one question."""

    def look_up(self, identifiers: Sequence[Identifier]) -> LookupAnswer:
        """Return what the service knows about identifiers, asked in batches.

        Args:
            identifiers: any number; those of a kind that it does not accept are left out.

        Raises:
            SourceError: The service did not answer as expected.
        """


class ReferenceSearch(Protocol):
    """A service that finds the publication that a printed reference describes."""

    def find(self, text: str) -> tuple[Record, ...]:
        """Return up to five publications that may be meant, the most likely first.

        Args:
            text: of one printed reference.

        Raises:
            SourceError: The service did not answer as expected.
        """
