"""The one form of each address that carries parameters."""

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
    """What a search address asks for, values in their one order."""

    text: str = ""
    topics: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    order: str = ""
    """Empty for the best match first."""
    page: int = 1

    @property
    def is_filtered(self) -> bool:
        """Say whether a filter is in use."""
        return bool(self.topics or self.types or self.years)

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Give the parameters in their one order, without the empty ones."""
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
        """Give the address that asks for this."""
        return with_parameters(reverse("search"), list(self.pairs()))

    def with_changes(self, **changes: Any) -> SearchRequest:
        """Ask for something else, from its first page on."""
        return replace(self, **{"page": 1} | changes)

    def without_value(self, name: str, value: str | int) -> SearchRequest:
        """Take one value of a filter away."""
        return self.with_changes(**{name: tuple(v for v in getattr(self, name) if v != value)})


def search_address(**asked: Any) -> str:
    """Give the address of a search; every link to one is made here."""
    return SearchRequest(**asked).address


def with_parameters(path: str, pairs: list[tuple[str, str]]) -> str:
    """Put parameters behind a path."""
    return f"{path}?{urlencode(pairs)}" if pairs else path


def parse_search_request(
    given: QueryDict, *, topics: Collection[str], types: Collection[str], years: Collection[int]
) -> SearchRequest:
    """Read what an address asks for; what is unknown is left out."""
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
    """Keep the known values, in the order of the vocabulary."""
    chosen = set(wanted)
    return tuple(key for key in known if key in chosen)


def page_number(given: Mapping[str, Any]) -> int:
    """Read a page number; anything else means the first page."""
    text = str(given.get("page", ""))
    return max(int(text), 1) if text.isascii() and text.isdigit() and len(text) < 7 else 1  # noqa: PLR2004


def is_canonical(request: HttpRequest, address: str) -> bool:
    """Say whether a request came to this very address, however its signs were encoded."""
    path, _, query = address.partition("?")
    given = parse_qsl(request.META.get("QUERY_STRING", ""), keep_blank_values=True)
    return request.path == path and given == parse_qsl(query, keep_blank_values=True)
