"""Paging by a service's own mark; a page sent twice and a list that ends early are noticed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import orjson

from pprnet.errors import SourceError, SourceRefusedError, SourceResponseError
from pprnet.formats.fields.placeholders import without_placeholders
from pprnet.formats.json.json_values import as_int, as_text
from pprnet.records import Problem, Record
from pprnet.sources.source import Page

FIRST_PAGE = "*"
"""The mark of the first page, in Europe PMC, OpenAlex and Crossref alike."""

_MAX_RESTARTS = 3
"""Times that a search may begin again."""


@dataclass(frozen=True, slots=True)
class RawPage:
    """One answer as the service states it."""

    items: Sequence[Any]
    mark: str
    """The service's mark of the next page, empty if there is none."""
    total: int | None


@dataclass(frozen=True, slots=True)
class PagingPosition:
    """How far a paged search has come."""

    mark: str = FIRST_PAGE
    got: int = 0
    last: str = ""
    """A digest of the page before, to recognise it."""

    def __str__(self) -> str:
        """Return the position as a text that can be kept."""
        return orjson.dumps([self.mark, self.got, self.last]).decode()


def paging_position(cursor: str | None) -> PagingPosition:
    """Return the position of a kept text; any other text is the start.

    Args:
        cursor: as `str` of a position returned it; `None` for the start.
    """
    try:
        mark, got, last = orjson.loads(cursor or "")
    except (orjson.JSONDecodeError, ValueError, TypeError):
        return PagingPosition()
    return PagingPosition(as_text(mark) or FIRST_PAGE, max(0, as_int(got) or 0), as_text(last))


FetchPage = Callable[[str, bool], RawPage]
"""Requests the page at a mark, ignoring the cache if the second argument is true."""


def _never_single_use(mark: str) -> bool:
    """Return false: no mark is good for one request only."""
    return not mark


@dataclass(frozen=True, slots=True)
class PagedSearch:
    """All pages of one search, from the first or from a position."""

    label: str
    size: int
    """Records asked for at a time; a shorter page is the last."""
    fetch: FetchPage
    read: Callable[[Any], Record | Problem]
    single_use: Callable[[str], bool] = _never_single_use
    """Whether a mark is good for one request only, because a request advances the service."""

    def pages(self, cursor: str | None) -> Iterator[Page]:
        """Yield the pages from a position.

        Where a mark is refused (some expire after minutes), the search begins again and skips the
        records that came before.

        Args:
            cursor: of the last page that was kept; `None` begins at the first page.

        Raises:
            SourceResponseError: The service sent the same page twice.
            SourceError: The service failed, or refused more marks than may be renewed.
        """
        position, passed, again = paging_position(cursor), 0, 0
        if self.single_use(position.mark):
            position, passed = PagingPosition(), position.got
        while True:
            try:
                raw_page = self._next(position)
            except SourceError as error:
                again += 1
                if again > _MAX_RESTARTS or not self._is_expired(position.mark, error):
                    raise
                position, passed = PagingPosition(), max(position.got, passed)
                continue
            page, position = self._advance(raw_page, position, passed)
            if page.records or page.cursor is None:
                yield page
            if page.cursor is None:
                return

    def _is_expired(self, mark: str, error: SourceError) -> bool:
        """Return whether a mark, and not the service, is what failed."""
        if mark == FIRST_PAGE:
            return False
        return self.single_use(mark) or isinstance(error, SourceRefusedError)

    def _next(self, position: PagingPosition) -> RawPage:
        """Return the page at a position; one that is sent twice is asked for once more."""
        raw_page = self.fetch(position.mark, False)
        if raw_page.items and position.last == _page_digest(raw_page.items):
            raw_page = self.fetch(position.mark, True)
            if position.last == _page_digest(raw_page.items):
                raise SourceResponseError(
                    f"{self.label}: sent the same page twice, after {position.got} of "
                    f"{raw_page.total} records; run it again later to resume from there"
                )
        return raw_page

    def _advance(
        self, raw_page: RawPage, position: PagingPosition, passed: int
    ) -> tuple[Page, PagingPosition]:
        """Return a parsed page and the position after it."""
        got = position.got + len(raw_page.items)
        fresh = raw_page.items[max(0, passed - position.got) :]
        found = [self.read(item) for item in fresh]
        onward = PagingPosition(raw_page.mark or position.mark, got, _page_digest(raw_page.items))
        if self._is_last(raw_page, got):
            found += self._shortfall(got, raw_page.total)
            return Page(tuple(found), None, raw_page.total), onward
        return Page(tuple(found), str(onward), raw_page.total), onward

    def _is_last(self, raw_page: RawPage, got: int) -> bool:
        """Return whether a page is the last: no mark, no items, or all that was announced has come.

        A mark that stays the same is no sign: Crossref's does while the pages advance.
        """
        if not raw_page.mark or not raw_page.items:
            return True
        return (
            raw_page.total is not None and got >= raw_page.total and len(raw_page.items) < self.size
        )

    def _shortfall(self, got: int, total: int | None) -> list[Problem]:
        """Return a problem where fewer records came than were announced."""
        if total is None or got >= total:
            return []
        message = f"announced {total} records and returned {got}; run the search again for the rest"
        return [Problem(self.label, message)]


def _page_digest(items: Sequence[Any]) -> str:
    """Return a digest by which a page is recognised."""
    if not items:
        return ""
    return hashlib.blake2b(orjson.dumps(list(items)), digest_size=12).hexdigest()


def object_reader(read: Callable[[dict[str, Any]], Record], label: str) -> Callable[[Any], Any]:
    """Return a function that parses an item of a page; one that is no object is a problem.

    Args:
        read: parses an object as a record.
        label: of the service; the source of a record that names none.
    """

    def read_item(item: Any) -> Record | Problem:
        if not isinstance(item, dict):
            return Problem(label, f"skipped: expected an object, got {str(item)[:60]!r}")
        record = without_placeholders(read(item))
        return replace(record, source=record.source or label)

    return read_item
