"""Crossref's file of the Retraction Watch data, downloaded when it has changed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pprnet.records import Problem
from pprnet.sources.notices import Notice

if TYPE_CHECKING:
    from pprnet.sources.http import HttpClient


@dataclass(frozen=True, slots=True)
class RetractionWatchFile:
    """A complete file, which exists until the context that returned it ends."""

    path: Path
    version: str
    """To be kept, and given as `known` the next time, once the notices are stored."""
    rows: int

    def notices(self) -> Iterator[Notice | Problem]:
        """Yield the notices of the file one by one; a row that states too little is a problem."""
        raise NotImplementedError


def fetch_retraction_watch(
    client: HttpClient, *, known: str, folder: Path | None = None
) -> AbstractContextManager[RetractionWatchFile | None]:
    """Return a context with the whole file, or with `None` where it has not changed.

    Args:
        client: through which the request is sent.
        known: `version` of the file that was read last; empty if none was.
        folder: in which the file is kept meanwhile; the system's own for temporary files if `None`.

    Raises:
        SourceError: On entering: no answer, or one that is no complete file.
    """
    raise NotImplementedError
