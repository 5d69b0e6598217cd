"""The last results of a pure function, by a short key instead of its long arguments."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")
KEPT = 64


class ResultCache(Generic[T]):
    """The results for the last keys that were asked for, in this process."""

    def __init__(self, kept: int = KEPT) -> None:
        self._kept = kept
        self._results: OrderedDict[tuple[str, ...], T] = OrderedDict()
        self._lock = Lock()

    def get(self, key: tuple[str, ...], compute: Callable[[], T]) -> T:
        """Return the result for a key, computed if it is not at hand."""
        with self._lock:
            if key in self._results:
                self._results.move_to_end(key)
                return self._results[key]
        result = compute()
        with self._lock:
            self._results[key] = result
            while len(self._results) > self._kept:
                self._results.popitem(last=False)
        return result
