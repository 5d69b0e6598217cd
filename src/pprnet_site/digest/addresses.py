"""Addresses with parameters, each in one canonical form."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.http import HttpRequest, QueryDict
from django.urls import reverse

MAX_QUERY_LENGTH = 200
NEWEST = "newest"


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """The parameters of a search address, in canonical order."""

    text: str = ""
    topics: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    order: str = ""
    """Order of the results; empty for the best match first."""
    page: int = 1

    @property
    def is_filtered(self) -> bool:
        """Whether a filter is in use."""
        return bool(self.topics or self.types or self.years)

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Yield the parameters in canonical order, without empty ones."""
        if self.text:
            yield "q", self.text
        yield from (("topic", key) for key in self.topics)
        yield from (("type", key) for key in self.types)
        yield from (("year", str(year)) for year in self.years)
        if self.order:
            yield "order", self.order
        if self.page > 1:
            yield "page", str(self.page)

    @property
    def address(self) -> str:
        """The address of this search."""
        return with_parameters(reverse("search"), list(self.pairs()))

    def with_changes(self, **changes: Any) -> SearchRequest:
        """Return a changed search, from its first page."""
        return replace(self, **{"page": 1} | changes)

    def without_value(self, name: str, value: str | int) -> SearchRequest:
        """Return the search without one value of a filter."""
        return self.with_changes(**{name: tuple(v for v in getattr(self, name) if v != value)})


def search_address(**asked: Any) -> str:
    """Return the address of a search; every link to one is made here."""
    return SearchRequest(**asked).address


def with_parameters(path: str, pairs: list[tuple[str, str]]) -> str:
    """Return a path with parameters."""
    return f"{path}?{urlencode(pairs)}" if pairs else path


def parse_search_request(
    given: QueryDict, *, topics: Collection[str], types: Collection[str], years: Collection[int]
) -> SearchRequest:
    """Return the search that an address asks for; unknown values are left out."""
    text = "".join(sign if sign.isprintable() else " " for sign in given.get("q", ""))
    text = " ".join(text.split())[:MAX_QUERY_LENGTH].strip()
    wanted_years = set(given.getlist("year"))
    return SearchRequest(
        text=text,
        topics=in_vocabulary_order(topics, given.getlist("topic")),
        types=in_vocabulary_order(types, given.getlist("type")),
        years=tuple(year for year in years if str(year) in wanted_years),
        order=NEWEST if text and given.get("order") == NEWEST else "",
        page=page_number(given),
    )


def in_vocabulary_order(known: Collection[str], wanted: list[str]) -> tuple[str, ...]:
    """Return the known values, in the order of the vocabulary."""
    chosen = set(wanted)
    return tuple(key for key in known if key in chosen)


def page_number(given: Mapping[str, Any]) -> int:
    """Return the page number; anything that is none means the first page."""
    text = str(given.get("page", ""))
    return max(int(text), 1) if text.isascii() and text.isdigit() and len(text) < 7 else 1  # noqa: PLR2004


def is_canonical(request: HttpRequest, address: str) -> bool:
    """Return whether a request came to exactly this address, however it was percent-encoded."""
    path, _, query = address.partition("?")
    given = parse_qsl(request.META.get("QUERY_STRING", ""), keep_blank_values=True)
    return request.path == path and given == parse_qsl(query, keep_blank_values=True)


class NoticeKeyConverter:
    """The key of a notice in an address: "study-7" or "summary-3"."""

    regex = "(?:study|summary)-[1-9][0-9]{0,17}"

    def to_python(self, value: str) -> str:
        """Return the key."""
        return value

    def to_url(self, value: str) -> str:
        """Return the key as it is in the address."""
        return value
