"""The formats that can be read or written, collected from the readers' own modules.

Each folder of this package is searched for modules with a `Format` entry, so that a new reader
is known as soon as its file is there.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

from pprnet.formats.detection import Detection
from pprnet.formats.format_entry import Format

OWN_FORMAT = "jsonl"
"""The key of our own format, of which nothing changes when it is read."""
_PACKAGE = __name__.rpartition(".")[0]


def _module_names() -> Iterator[str]:
    """Yield the modules in the folders of this package, in alphabetical order."""
    here = Path(__file__).parent
    for folder in pkgutil.iter_modules([str(here)]):
        if folder.ispkg:
            prefix = f"{_PACKAGE}.{folder.name}."
            yield from (
                module.name for module in pkgutil.iter_modules([str(here / folder.name)], prefix)
            )


def _collect_formats() -> dict[str, Format]:
    """Return the entries of all modules by their key, in the order of their labels."""
    found: dict[str, Format] = {}
    for name in _module_names():
        for entry in vars(importlib.import_module(name)).values():
            if isinstance(entry, Format) and found.setdefault(entry.key, entry) is not entry:
                message = f"{name}: there is another format with the key {entry.key!r}"
                raise ValueError(message)
    return dict(sorted(found.items(), key=lambda item: item[1].label.casefold()))


FORMATS: dict[str, Format] = _collect_formats()
"""Every format by its key."""

_TESTS: list[tuple[Detection, Format]] = sorted(
    ((test, entry) for entry in FORMATS.values() for test in entry.detection),
    key=lambda pair: pair[0].order,
)
"""The tests in the order in which they are made."""


def detect_format(head: bytes) -> Format | None:
    """Return the format that a file's first bytes show, `None` for an unknown one.

    Args:
        head: first bytes of the file, uncompressed, in UTF-8 or nearly so.
    """
    head = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    found = (entry for test, entry in _TESTS if test.is_binary and test.matches(head))
    if entry := next(found, None):
        return entry
    if head[:1024].count(b"\x00") > _FEW_NULLS:
        return None
    head = head.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    opened = (head, *(mark + head[1:] for mark in _OPENING_MARKS))
    return next(filter(None, map(_detect_text, opened)), None)


_FEW_NULLS = 3
"""Null characters that a damaged text may have among its first 1,024 bytes."""
_OPENING_MARKS = (b"{", b"[", b"<")
"""What a file may open with whose first byte is damaged, the least that it has."""


def _detect_text(head: bytes) -> Format | None:
    found = (entry for test, entry in _TESTS if not test.is_binary and test.matches(head))
    return next(found, None)


def readable_labels() -> str:
    """Return the labels of all formats, for a message."""
    return ", ".join(entry.label for entry in FORMATS.values())


def format_names() -> str:
    """Return the proper names of all formats in alphabetical order, for help and pages."""
    return ", ".join(sorted((entry.name for entry in FORMATS.values()), key=str.casefold))


def writable_keys() -> list[str]:
    """Return the keys of the formats that can be written."""
    return [entry.key for entry in FORMATS.values() if entry.writer]


def format_for_filename(name: str) -> Format | None:
    """Return the format that a file's name stands for when it is written.

    Args:
        name: name of the file; upper and lower case are the same.
    """
    lower = name.lower()
    found = (
        entry for entry in FORMATS.values() if entry.writer and lower.endswith(entry.extensions)
    )
    return next(found, None)
