"""PubMed by E-utilities: https://www.ncbi.nlm.nih.gov/books/NBK25499/.

A search is put on the history server and its records are fetched from there in batches. PubMed
gives no more than the first 9,999 of a search; a period that holds more is cut in halves.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

import orjson

from pprnet import __version__
from pprnet.errors import SourceConfusedError, SourceRefusedError
from pprnet.formats.values import as_int, as_text
from pprnet.records import Problem, Record
from pprnet.sources.entrez import LABEL, Found, found_of, records_of
from pprnet.sources.http import Door
from pprnet.sources.services import PUBMED, Service
from pprnet.sources.values import Page

MOST = 9_999
"""Records that PubMed gives of one search."""
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Place:
    """A period of the whole and how many of its records are here."""

    since: date
    until: date
    start: int = 0
    total: int | None = None
    """What the whole search finds."""
    found: Found | None = None

    def __str__(self) -> str:
        """Give it as a text that can be kept."""
        held = self.found and [self.found.count, self.found.environment, self.found.key]
        days = [self.since.isoformat(), self.until.isoformat()]
        return orjson.dumps([*days, self.start, self.total, held]).decode()


def place_of(cursor: str | None, since: date, until: date) -> Place:
    """Read a place that was kept; what is none is the start."""
    try:
        first, last, start, total, held = orjson.loads(cursor or "")
        place = Place(date.fromisoformat(first), date.fromisoformat(last), max(0, int(start)))
    except (orjson.JSONDecodeError, ValueError, TypeError):
        return Place(since, until)
    if not since <= place.since <= place.until <= until:
        return Place(since, until)
    found = None
    if isinstance(held, list) and len(held) == 3:  # noqa: PLR2004
        found = Found(as_int(held[0]) or 0, as_text(held[1]), as_text(held[2]))
    return replace(place, total=as_int(total), found=found)


@dataclass(frozen=True, slots=True)
class PubMed:
    """Searches PubMed by its own query language and the day a record came to PubMed."""

    door: Door
    service: Service = PUBMED
    api_key: str = ""
    size: int = 200
    most: int = MOST

    @property
    def key(self) -> str:
        """Name it in addresses and files."""
        return self.service.key

    @property
    def label(self) -> str:
        """Name it to people."""
        return self.service.label

    def count(self, query: str, since: date, until: date) -> int:
        """Count what a query finds between two days, both included."""
        return self._search(query, since, until).count

    def pages(
        self, query: str, since: date, until: date, cursor: str | None = None
    ) -> Iterator[Page]:
        """Give what a query finds page by page, period by period."""
        place = place_of(cursor, since, until)
        while True:
            place, problems = self._ready(query, place)
            for page, after in self._period(place, until, problems):
                yield page
                place = after
            if place.since > until:
                return

    def _ready(self, query: str, place: Place) -> tuple[Place, list[Problem]]:
        """Have the period searched, cutting it until PubMed will give all of it."""
        if place.found is not None and self._still_held(place):
            return place, []
        before, found = place.found, self._search(query, place.since, place.until)
        problems = [Problem(LABEL, remark, lost=False) for remark in found.remarks]
        total = found.count if place.total is None else place.total
        while found.count > self.most and place.since < place.until:
            middle = place.since + (place.until - place.since) // 2
            place = Place(place.since, middle)
            found = self._search(query, place.since, place.until)
        start = place.start
        if before is not None and before.count != found.count:
            start = 0
            message = f"{place.since} to {place.until} has changed and is read again"
            problems.append(Problem(LABEL, message, lost=False))
        if found.count > self.most:
            message = f"{place.since} alone has {found.count} records and PubMed gives {self.most}"
            problems.append(Problem(LABEL, f"{message}; narrow the query"))
        return replace(place, start=start, total=total, found=found), problems

    def _still_held(self, place: Place) -> bool:
        """Tell whether the history server still knows a search from before."""
        try:
            self._fetch(place, 1)
        except (SourceRefusedError, SourceConfusedError):
            return False
        return True

    def _period(
        self, place: Place, until: date, problems: list[Problem]
    ) -> Iterator[tuple[Page, Place]]:
        """Fetch a period batch by batch, each with the place after it."""
        count = min(place.found.count if place.found else 0, self.most)
        last_period = place.until >= until
        if place.start >= count:
            after = self._onward(place, until)
            cursor = None if last_period else str(after)
            yield Page(tuple(problems), cursor, place.total), after
            return
        for start in range(place.start, count, self.size):
            wanted = min(self.size, count - start)
            records = self._fetch(replace(place, start=start), wanted)
            ends = start + wanted >= count
            after = self._onward(place, until) if ends else replace(place, start=start + wanted)
            cursor = None if ends and last_period else str(after)
            short = list(_shortfall(records, wanted, start))
            yield Page((*problems, *records, *short), cursor, place.total), after
            problems = []

    def _onward(self, place: Place, until: date) -> Place:
        return Place(place.until + _DAY, max(until, place.until + _DAY), total=place.total)

    def _search(self, query: str, since: date, until: date) -> Found:
        fields = self._fields() | {
            "term": query,
            "datetype": "edat",
            "mindate": f"{since:%Y/%m/%d}",
            "maxdate": f"{until:%Y/%m/%d}",
            "usehistory": "y",
            "retmax": 0,
            "retmode": "xml",
        }
        return self.door.post(self.service, "/esearch.fcgi", fields, found_of)

    def _fetch(self, place: Place, wanted: int) -> tuple[Record | Problem, ...]:
        found = place.found or Found(0, "", "")
        fields = self._fields() | {
            "WebEnv": found.environment,
            "query_key": found.key,
            "retstart": place.start,
            "retmax": wanted,
            "retmode": "xml",
        }
        records = self.door.get(self.service, "/efetch.fcgi", fields, records_of)
        return tuple(
            replace(item, line=0, position=0) if isinstance(item, Record) else item
            for item in records
        )

    def _fields(self) -> dict[str, str | int]:
        """Say who asks; `tool` and `email` are what NCBI goes by."""
        fields: dict[str, str | int] = {
            "db": "pubmed",
            "tool": f"pprnet-{__version__}",
            "email": self.door.contact,
        }
        return fields | {"api_key": self.api_key} if self.api_key else fields


def _shortfall(records: tuple[Record | Problem, ...], wanted: int, start: int) -> Iterator[Problem]:
    """Notice a batch in which records are missing without a word."""
    got = sum(isinstance(item, Record) or item.lost for item in records)
    if got < wanted:
        what = f"records {start + 1} to {start + wanted}"
        yield Problem(LABEL, f"{what}: expected {wanted}, got {got}; run the search again")
