"""The Retraction Watch file in a run: downloaded when it has changed, read in batches."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import closing
from datetime import datetime
from itertools import islice
from typing import cast

from pprnet.errors import SourceResponseError
from pprnet.limited_reading import FileKind, read_in_process
from pprnet.records import Problem
from pprnet.sources import Notice
from pprnet.sources.lookup import RetractionWatchFile
from pprnet.sources.lookup.retraction_watch_file import FILE_NAME
from pprnet_site.catalogue.enums import WatchedSource
from pprnet_site.catalogue.ingest.batches import retry_while_busy
from pprnet_site.catalogue.models import WatchedService
from pprnet_site.catalogue.watch.answers import store_notices
from pprnet_site.catalogue.watch.lookup_turns import TurnResult
from pprnet_site.catalogue.watch.service_states import record_answer
from pprnet_site.catalogue.watch.watch_lease import WatchLease
from pprnet_site.catalogue.watch.watch_services import FetchFile

BATCH_SIZE = 1000
"""Rows in one transaction; almost all are stored already, which is known by their fingerprint."""
KEY = WatchedSource.RETRACTION_WATCH.value

Row = Notice | Problem


class FileTurn:
    """Reads the file if it has changed; its version is kept once all of it is stored.

    A reading that is interrupted begins again with the first row, and finds the rows that it has
    stored already.
    """

    def __init__(
        self,
        fetch_file: FetchFile,
        lease: WatchLease,
        *,
        clock: Callable[[], datetime],
        on_step: Callable[[], None] = lambda: None,
    ) -> None:
        self.fetch_file, self.lease, self.clock, self.on_step = fetch_file, lease, clock, on_step
        self.result = TurnResult(KEY, str(WatchedSource.RETRACTION_WATCH.label), is_file=True)

    def step(self) -> bool:
        """Download and read the file; return that nothing is left then.

        Raises:
            PprnetError: The file could not be downloaded, or not read to its end.
            ConflictError: Another process has taken over the watch.
        """
        row = WatchedService.objects.filter(key=KEY).first()
        at = self.clock()
        with self.fetch_file(known=row.version if row else "") as file:
            if file is None:
                record_answer(KEY, at=at, problem=row.problem if row else "")
            else:
                self._read(file)
                record_answer(KEY, at=at, problem=self.result.problem, version=file.version)
        return False

    def _read(self, file: RetractionWatchFile) -> None:
        """Read a file to its end.

        Raises:
            SourceResponseError: The reading was stopped before.
        """
        self.result.total = file.rows
        items = cast(
            "Generator[Row]",
            read_in_process(file.content, name=FILE_NAME, kind=FileKind.NOTICES),
        )
        last: Row | None = None
        with closing(items):
            while batch := list(islice(items, BATCH_SIZE)):
                self._store(batch)
                last = batch[-1]
        # Problems with a row name its line, that of a reading that was stopped a position.
        if isinstance(last, Problem) and last.position:
            raise SourceResponseError(str(last))

    def _store(self, batch: list[Row]) -> None:
        """Store the notices of some rows, and keep the problems with others."""
        notices = [item for item in batch if isinstance(item, Notice)]
        problems = [str(item) for item in batch if isinstance(item, Problem)]

        def store() -> None:
            self.result.notices += store_notices(self.lease, notices)

        retry_while_busy(store)
        self.result.problems += problems
        self.result.asked += len(batch)
        self.on_step()


def is_file_due(row: WatchedService | None, *, before: datetime) -> bool:
    """Return whether the file is to be asked for again."""
    return row is None or row.answered_at is None or row.answered_at < before
