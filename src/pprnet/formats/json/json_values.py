"""Values from foreign JSON, each in the type that is wanted or else empty."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_DIGITS = 19
"""Digits that are surely a 64-bit number."""


def as_text(value: Any) -> str:
    """Return a text as it is, an integer as digits, anything else as empty.

    Args:
        value: parsed JSON of any type.
    """
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""


def as_int(value: Any) -> int | None:
    """Return an integer, also one that came as digits; `None` for anything else.

    Args:
        value: parsed JSON of any type.
    """
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < _DIGITS:
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def as_dict(value: Any) -> Mapping[str, Any]:
    """Return a JSON object, an empty one for anything else.

    Args:
        value: parsed JSON of any type.
    """
    return value if isinstance(value, dict) else {}


def as_list(value: Any) -> list[Any]:
    """Return a JSON array, an empty one for anything else.

    Args:
        value: parsed JSON of any type.
    """
    return value if isinstance(value, list) else []


def as_dicts(value: Any) -> list[dict[str, Any]]:
    """Return the objects of an array.

    Args:
        value: parsed JSON of any type.
    """
    return [item for item in as_list(value) if isinstance(item, dict)]


def as_texts(value: Any) -> tuple[str, ...]:
    """Return the texts of an array; a text alone is an array of one.

    Args:
        value: parsed JSON of any type.
    """
    items = [value] if isinstance(value, str) else as_list(value)
    return tuple(item for item in items if isinstance(item, str))


def as_pairs(value: Any) -> tuple[tuple[str, str], ...]:
    """Return the pairs of texts in an array of arrays.

    Args:
        value: parsed JSON of any type.
    """
    pairs = (as_texts(item) for item in as_list(value))
    return tuple((pair[0], pair[1]) for pair in pairs if len(pair) == 2)  # noqa: PLR2004
