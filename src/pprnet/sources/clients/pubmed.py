"""PubMed by E-utilities: https://www.ncbi.nlm.nih.gov/books/NBK25499/.

A search is put on the history server and its records are fetched from there in batches. PubMed
returns no more than the first 9,999 of a search; a period that has more is halved.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

import orjson

from pprnet.errors import SourceRefusedError, SourceResponseError
from pprnet.formats.json.json_values import as_int, as_text
from pprnet.records import Problem, Record
from pprnet.sources.clients.entrez import (
    LABEL,
    SearchOnServer,
    entrez_fields,
    parse_efetch,
    parse_esearch,
)
from pprnet.sources.http import HttpClient
from pprnet.sources.services import PUBMED, Service
from pprnet.sources.source import Page

MAX_RECORDS = 9_999
"""Records that PubMed gives of one search."""
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class PubMedPosition:
    """A part of the period, and how many of its records have come."""

    since: date
    until: date
    start: int = 0
    total: int | None = None
    """Records that the search finds over the whole period."""
    found: SearchOnServer | None = None

    def __str__(self) -> str:
        """Return the position as a text that can be kept."""
        held = self.found and [self.found.count, self.found.environment, self.found.key]
        days = [self.since.isoformat(), self.until.isoformat()]
        return orjson.dumps([*days, self.start, self.total, held]).decode()


def pubmed_position(cursor: str | None, since: date, until: date) -> PubMedPosition:
    """Return the position of a kept text; any other text is the start.

    Args:
        cursor: as `str` of a position returned it; `None` for the start.
        since: first day of the whole period.
        until: last day of the whole period.
    """
    try:
        first, last, start, total, held = orjson.loads(cursor or "")
        position = PubMedPosition(
            date.fromisoformat(first), date.fromisoformat(last), max(0, int(start))
        )
    except (orjson.JSONDecodeError, ValueError, TypeError):
        return PubMedPosition(since, until)
    if not since <= position.since <= position.until <= until:
        return PubMedPosition(since, until)
    found = None
    if isinstance(held, list) and len(held) == 3:  # noqa: PLR2004
        found = SearchOnServer(as_int(held[0]) or 0, as_text(held[1]), as_text(held[2]))
    return replace(position, total=as_int(total), found=found)


@dataclass(frozen=True, slots=True)
class PubMed:
    """Searches PubMed by its own query language and the day a record came to PubMed."""

    client: HttpClient
    service: Service = PUBMED
    api_key: str = ""
    size: int = 200
    max_records: int = MAX_RECORDS

    @property
    def key(self) -> str:
        """Return its name in addresses and files."""
        return self.service.key

    @property
    def label(self) -> str:
        """Return its name for people."""
        return self.service.label

    def count(self, query: str, since: date, until: date) -> int:
        """Return how many records a query finds.

        Args:
            query: in PubMed's query language, without dates.
            since: first day, included.
            until: last day, included.
        """
        return self._search(query, since, until).count

    def pages(
        self, query: str, since: date, until: date, cursor: str | None = None
    ) -> Iterator[Page]:
        """Yield what a query finds page by page, period by period.

        Args:
            query: in PubMed's query language, without dates.
            since: first day, included.
            until: last day, included.
            cursor: of the last page that was kept; `None` begins at the first page.
        """
        position = pubmed_position(cursor, since, until)
        while True:
            position, problems = self._ready(query, position)
            for page, after in self._period(position, until, problems):
                yield page
                position = after
            if position.since > until:
                return

    def _ready(self, query: str, position: PubMedPosition) -> tuple[PubMedPosition, list[Problem]]:
        """Return a position whose period is searched, halved until PubMed will return all of it."""
        if position.found is not None and self._still_held(position):
            return position, []
        before, found = position.found, self._search(query, position.since, position.until)
        problems = [Problem(LABEL, remark, lost=False) for remark in found.remarks]
        total = found.count if position.total is None else position.total
        while found.count > self.max_records and position.since < position.until:
            middle = position.since + (position.until - position.since) // 2
            position = PubMedPosition(position.since, middle)
            found = self._search(query, position.since, position.until)
        start = position.start
        if before is not None and before.count != found.count:
            start = 0
            message = f"{position.since} to {position.until} has changed and is read again"
            problems.append(Problem(LABEL, message, lost=False))
        if found.count > self.max_records:
            message = (
                f"{position.since} alone has {found.count} records and PubMed returns "
                f"{self.max_records} at most"
            )
            problems.append(Problem(LABEL, f"{message}; narrow the query"))
        return replace(position, start=start, total=total, found=found), problems

    def _still_held(self, position: PubMedPosition) -> bool:
        """Return whether the history server still knows an earlier search."""
        try:
            self._fetch(position, 1)
        except (SourceRefusedError, SourceResponseError):
            return False
        return True

    def _period(
        self, position: PubMedPosition, until: date, problems: list[Problem]
    ) -> Iterator[tuple[Page, PubMedPosition]]:
        """Yield the batches of a period, each with the position after it."""
        count = min(position.found.count if position.found else 0, self.max_records)
        last_period = position.until >= until
        if position.start >= count:
            after = self._onward(position, until)
            cursor = None if last_period else str(after)
            yield Page(tuple(problems), cursor, position.total), after
            return
        for start in range(position.start, count, self.size):
            wanted = min(self.size, count - start)
            records = self._fetch(replace(position, start=start), wanted)
            ends = start + wanted >= count
            after = (
                self._onward(position, until) if ends else replace(position, start=start + wanted)
            )
            cursor = None if ends and last_period else str(after)
            short = list(_shortfall(records, wanted, start))
            yield Page((*problems, *records, *short), cursor, position.total), after
            problems = []

    def _onward(self, position: PubMedPosition, until: date) -> PubMedPosition:
        """Return the position at the start of the next period."""
        return PubMedPosition(
            position.until + _DAY, max(until, position.until + _DAY), total=position.total
        )

    def _search(self, query: str, since: date, until: date) -> SearchOnServer:
        """Return a search of a period, put on the history server."""
        fields = entrez_fields(self.client.contact, self.api_key) | {
            "term": query,
            "datetype": "edat",
            "mindate": f"{since:%Y/%m/%d}",
            "maxdate": f"{until:%Y/%m/%d}",
            "usehistory": "y",
            "retmax": 0,
            "retmode": "xml",
        }
        return self.client.post(self.service, "/esearch.fcgi", fields, parse_esearch)

    def _fetch(self, position: PubMedPosition, wanted: int) -> tuple[Record | Problem, ...]:
        """Return a batch of records from the history server."""
        found = position.found or SearchOnServer(0, "", "")
        fields = entrez_fields(self.client.contact, self.api_key) | {
            "WebEnv": found.environment,
            "query_key": found.key,
            "retstart": position.start,
            "retmax": wanted,
            "retmode": "xml",
        }
        records = self.client.get(self.service, "/efetch.fcgi", fields, parse_efetch)
        return tuple(
            replace(item, line=0, position=0) if isinstance(item, Record) else item
            for item in records
        )


def _shortfall(records: tuple[Record | Problem, ...], wanted: int, start: int) -> Iterator[Problem]:
    """Yield a problem for a batch from which records are missing."""
    got = sum(isinstance(item, Record) or item.lost for item in records)
    if got < wanted:
        what = f"records {start + 1} to {start + wanted}"
        yield Problem(LABEL, f"{what}: expected {wanted}, got {got}; run the search again")
