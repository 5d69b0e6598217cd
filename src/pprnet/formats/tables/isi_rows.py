"""The tab-delimited export of Web of Science: tags in the first line, a record in each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pprnet.formats.streams import Stream
from pprnet.limits import MAX_LINE
from pprnet.records import Problem

_HEADER = re.compile(rb"PT\t(?:[A-Z][A-Z0-9]\t){2}")
_TAG = re.compile(r"[A-Z][A-Z0-9]")
_LISTS = frozenset({"AU", "AF", "BA", "BF", "BE", "ED", "CA", "GP"})
"""Tags of which a cell has several values, set apart by semicolons."""


def is_isi_table(head: bytes) -> bool:
    """Return whether a file begins with the tags of Web of Science in columns.

    Args:
        head: first bytes of the file.
    """
    return bool(_HEADER.match(head))


def isi_rows(stream: Stream) -> Iterator[tuple[int, list[tuple[str, str]]] | Problem]:
    """Yield the 1-based line and the fields of each row, as the tagged export has them.

    Args:
        stream: the file.
    """
    tags: list[str] = []
    for number, line in stream.text_lines():
        if line is None:
            message = f"skipped a line longer than {MAX_LINE // 2**20} MiB"
            yield Problem(stream.name, message, line=number)
        elif not tags:
            tags = [tag.strip() for tag in line.removeprefix("\ufeff").split("\t")]
        elif line.strip():
            cells = line.split("\t")
            if len(cells) > len(tags) and any(map(str.strip, cells[len(tags) :])):
                message = f"expected {len(tags)} cells as in the first row, got {len(cells)}"
                yield Problem(stream.name, f"{message}; the rest was ignored", number, lost=False)
            yield number, _row_fields(tags, cells)


def _row_fields(tags: Sequence[str], cells: Sequence[str]) -> list[tuple[str, str]]:
    """Return the cells under their tags, each name on its own."""
    fields: list[tuple[str, str]] = []
    for tag, cell in zip(tags, cells, strict=False):
        text = cell.strip()
        if text[:1] == '"' and text[-1:] == '"' and len(text) > 1:
            text = text[1:-1].replace('""', '"')
        if not text or not _TAG.fullmatch(tag):
            continue
        parts = text.split(";") if tag in _LISTS else [text]
        fields += [(tag, part.strip()) for part in parts if part.strip()]
    return fields
