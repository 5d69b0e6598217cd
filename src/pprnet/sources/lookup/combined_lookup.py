"""Several services asked in turn, until each identifier has its record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pprnet.errors import SourceError
from pprnet.records import Problem, Record
from pprnet.sources.lookup.lookup_service import Identifier, LookupService
from pprnet.sources.notices import Notice


@dataclass(frozen=True, slots=True)
class FoundRecord:
    """The record of one identifier, and the service that gave it."""

    identifier: Identifier
    record: Record
    service: str
    """Key of the service."""


@dataclass(frozen=True, slots=True)
class ServiceFailure:
    """That a service did not answer for some identifiers."""

    service: str
    """Key of the service."""
    label: str
    error: SourceError
    identifiers: tuple[Identifier, ...]


@dataclass(frozen=True, slots=True)
class CombinedAnswer:
    """What several services together know."""

    found: tuple[FoundRecord, ...] = ()
    """One for each identifier that was found, in the order asked for."""
    notices: tuple[Notice, ...] = ()
    missing: tuple[Identifier, ...] = ()
    """Those that no service knows, all that accept their kind having answered."""
    unanswered: tuple[Identifier, ...] = ()
    """Those without a record for which a service failed: they may exist."""
    failures: tuple[ServiceFailure, ...] = ()
    problems: tuple[Problem, ...] = ()


def look_up_all(
    identifiers: Sequence[Identifier], services: Sequence[LookupService]
) -> CombinedAnswer:
    """Return what services know about identifiers; each is asked for what is still without record.

    Args:
        identifiers: any number; one that is repeated is asked for once.
        services: in the order in which they are asked.
    """
    raise NotImplementedError
