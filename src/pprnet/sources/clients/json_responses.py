"""The JSON that services answer with."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import orjson

from pprnet.errors import SourceResponseError


def json_object_reader(label: str) -> Callable[[bytes], dict[str, Any]]:
    """Return a function that parses the JSON objects of a service.

    The function raises the error below for a body that is no JSON object.

    Args:
        label: name of the service, for messages.

    Raises:
        SourceResponseError: By the returned function: the body is no JSON object.
    """

    def read(body: bytes) -> dict[str, Any]:
        try:
            stated = orjson.loads(body)
        except orjson.JSONDecodeError as error:
            raise SourceResponseError(
                f"{label}: expected JSON, got {_excerpt(body)} ({error.msg}); try later"
            ) from error
        if not isinstance(stated, dict):
            raise SourceResponseError(
                f"{label}: expected an object, got {_excerpt(body)}; try later"
            )
        return stated

    return read


def _excerpt(body: bytes) -> str:
    """Return the start of a body for a message."""
    return repr(body[:60].decode("utf-8", "replace")) if body else "nothing"
