"""From page to page by a service's own mark, noticing when it stands still or stops short."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import orjson

from pprnet.errors import SourceConfusedError, SourceError, SourceRefusedError
from pprnet.formats.values import as_int, as_text
from pprnet.records import Problem, Record
from pprnet.sources.values import Page

START = "*"
"""The mark of the first page, in Europe PMC, OpenAlex and Crossref alike."""

_BEGINNINGS = 3
"""Times that a walk may begin again."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One answer as the service states it."""

    items: Sequence[Any]
    mark: str
    """The service's mark of the next page, empty if there is none."""
    total: int | None


@dataclass(frozen=True, slots=True)
class Place:
    """How far a walk has come."""

    mark: str = START
    got: int = 0
    last: str = ""
    """A digest of the page before, to know it again."""

    def __str__(self) -> str:
        """Give it as a text that can be kept."""
        return orjson.dumps([self.mark, self.got, self.last]).decode()


def place_of(cursor: str | None) -> Place:
    """Read a place that was kept; what is none is the start."""
    try:
        mark, got, last = orjson.loads(cursor or "")
    except (orjson.JSONDecodeError, ValueError, TypeError):
        return Place()
    return Place(as_text(mark) or START, max(0, as_int(got) or 0), as_text(last))


Fetch = Callable[[str, bool], Leaf]
"""Asks for the page at a mark, past the cache if the second argument is true."""


def _never(mark: str) -> bool:
    """Hold no mark for fragile."""
    return not mark


@dataclass(frozen=True, slots=True)
class Walk:
    """A walk through all pages of one search."""

    label: str
    size: int
    """Records asked for at a time; a shorter page is the last."""
    fetch: Fetch
    read: Callable[[Any], Record | Problem]
    fragile: Callable[[str], bool] = _never
    """Whether a mark is good for one question only, because asking moves the service on."""

    def pages(self, cursor: str | None) -> Iterator[Page]:
        """Give the pages from a place on.

        Where a mark no longer serves (some expire after minutes), the walk begins again and
        passes by the records that came before.
        """
        place, passed, again = place_of(cursor), 0, 0
        if self.fragile(place.mark):
            place, passed = Place(), place.got
        while True:
            try:
                leaf = self._next(place)
            except SourceError as error:
                again += 1
                if again > _BEGINNINGS or not self._spoilt(place.mark, error):
                    raise
                place, passed = Place(), max(place.got, passed)
                continue
            page, place = self._turn(leaf, place, passed)
            if page.records or page.cursor is None:
                yield page
            if page.cursor is None:
                return

    def _spoilt(self, mark: str, error: SourceError) -> bool:
        """Tell whether a mark, and not the service, is what failed."""
        if mark == START:
            return False
        return self.fragile(mark) or isinstance(error, SourceRefusedError)

    def _next(self, place: Place) -> Leaf:
        leaf = self.fetch(place.mark, False)
        if leaf.items and place.last == digest(leaf.items):
            leaf = self.fetch(place.mark, True)
            if place.last == digest(leaf.items):
                raise SourceConfusedError(
                    f"{self.label}: sent the same page twice, after {place.got} of "
                    f"{leaf.total} records; run it again later to go on from there"
                )
        return leaf

    def _turn(self, leaf: Leaf, place: Place, passed: int) -> tuple[Page, Place]:
        got = place.got + len(leaf.items)
        fresh = leaf.items[max(0, passed - place.got) :]
        found = [self.read(item) for item in fresh]
        onward = Place(leaf.mark or place.mark, got, digest(leaf.items))
        if self._is_last(leaf, got):
            found += self._shortfall(got, leaf.total)
            return Page(tuple(found), None, leaf.total), onward
        return Page(tuple(found), str(onward), leaf.total), onward

    def _is_last(self, leaf: Leaf, got: int) -> bool:
        """Tell the last page: no mark, nothing in it, or all that was announced is here.

        A mark that stays the same is no sign: Crossref's does while the pages advance.
        """
        if not leaf.mark or not leaf.items:
            return True
        return leaf.total is not None and got >= leaf.total and len(leaf.items) < self.size

    def _shortfall(self, got: int, total: int | None) -> list[Problem]:
        if total is None or got >= total:
            return []
        message = f"announced {total} records and gave {got}; run the search again for the rest"
        return [Problem(self.label, message)]


def digest(items: Sequence[Any]) -> str:
    """Give a short text by which a page is known again."""
    if not items:
        return ""
    return hashlib.blake2b(orjson.dumps(list(items)), digest_size=12).hexdigest()


def guarded(read: Callable[[dict[str, Any]], Record], label: str) -> Callable[[Any], Any]:
    """Give a reader that turns what is no object into a problem."""

    def read_item(item: Any) -> Record | Problem:
        if not isinstance(item, dict):
            return Problem(label, f"passed over: expected an object, got {str(item)[:60]!r}")
        record = read(item)
        return replace(record, source=record.source or label)

    return read_item
