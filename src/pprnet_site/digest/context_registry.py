"""Which function makes the template context of which class of page.

It imports nothing of this package, so that the models can look a function up here and
`page_context`, which needs the models, can register it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest

ContextFunction = Callable[[Any, HttpRequest], dict[str, Any]]
"""Takes a page and the request; returns what the template of the page shows."""

_functions: dict[type, ContextFunction] = {}


def register_context(page_class: type, function: ContextFunction) -> None:
    """Set the function that makes the context of a class of pages."""
    _functions[page_class] = function


def registered_context(page: object, request: HttpRequest) -> dict[str, Any]:
    """Return the template context of a page from the function of its class.

    Raises:
        LookupError: No function is registered for the class of the page.

    """
    function = _functions.get(type(page))
    if function is None:
        raise LookupError(f"no context function is registered for {type(page).__name__}")
    return function(page, request)
