"""Every address of the site as it is listed, and with a value for each of its arguments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.urls import URLResolver, get_resolver


def routes(patterns: Any = None, prefix: str = "") -> Iterator[str]:
    """Yield the route of every address of the site, as it is written in the list of addresses."""
    for each in get_resolver().url_patterns if patterns is None else patterns:
        route = prefix + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from routes(each.url_patterns, route)
        else:
            yield route


def filled(route: str, values: dict[str, str]) -> str:
    """Return an address in which each argument has a value; one without an example has 999999."""

    def value(found: re.Match[str]) -> str:
        return values.get(found["name"], "999999")

    address = re.sub(r"<(?:\w+:)?(?P<name>\w+)>", value, route.replace("(?P<", "(<"))
    address = re.sub(r"\((?:[^()]|\([^()]*\))*\)\*?", inner_value(values), address)
    return "/" + re.sub(r"[\^$\\]|\.\*", "", address).lstrip("/")


def inner_value(values: dict[str, str]) -> Any:
    """Return a function that keeps of a group of a regular expression the value put into it."""
    known = sorted({*values.values(), "999999"}, key=len, reverse=True)

    def keep(found: re.Match[str]) -> str:
        return next((each for each in known if found[0].startswith(f"({each}")), "")

    return keep
