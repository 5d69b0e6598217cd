"""Screened reviews from tables: title, abstract, and whether each record was included."""

from __future__ import annotations

import csv
import gzip
import io
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pprnet.errors import InputError, MissingFileError
from pprnet.limits import MAX_FIELD

TITLES, ABSTRACTS = ("title",), ("abstract",)
VERDICTS = ("included", "label_included", "label")
_YES, _NO = {"1", "1.0", "true", "yes"}, {"0", "0.0", "false", "no"}


@dataclass(frozen=True, slots=True)
class LabelledSet:
    """Texts (title and abstract) and verdicts, in the order of the table."""

    name: str
    texts: tuple[str, ...]
    included: tuple[bool, ...]


def read_labelled(path: Path) -> LabelledSet:
    """Return the labelled set in a CSV file, plain or gzip.

    Args:
        path: a file with the columns title, abstract and included (or label).

    Raises:
        InputError: The file is damaged, lacks a column, or has a label that is not 0 or 1.
        MissingFileError: The file cannot be opened.
    """
    rows = list(_read_labelled_rows(path))
    columns = list(rows[0][1]) if rows else []
    title, abstract = (
        _labelled_column(path, columns, TITLES),
        _labelled_column(path, columns, ABSTRACTS),
    )
    verdict = _labelled_column(path, columns, VERDICTS)
    return LabelledSet(
        name=path.name.removesuffix(".gz").removesuffix(".csv"),
        texts=tuple(f"{row[title]} {row[abstract]}".strip() for _, row in rows),
        included=tuple(_read_verdict(path, line, row[verdict]) for line, row in rows),
    )


def _read_labelled_rows(path: Path) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Yield each row with the line on which it ends; column names in lower case."""
    table = csv.reader(io.StringIO(_read_labelled_text(path), newline=""))
    old_limit = csv.field_size_limit(MAX_FIELD)
    try:
        names = [name.strip().lower() for name in next(table, [])]
        for row in table:
            if row:
                padded = [*row, *[""] * (len(names) - len(row))]
                yield table.line_num, dict(zip(names, padded, strict=False))
    except csv.Error as error:
        message = f"{path}, line {table.line_num}: expected a row of CSV, got: {error}"
        raise InputError(message) from error
    finally:
        csv.field_size_limit(old_limit)


def _read_labelled_text(path: Path) -> str:
    """Return the text of a file, decompressed."""
    try:
        data = path.read_bytes()
        data = gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data
        return data.decode("utf-8-sig")
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise InputError(
            f"{path}: the gzip file is cut short or damaged; download it again"
        ) from error
    except OSError as error:
        reason = error.strerror or "cannot be opened"
        raise MissingFileError(f"{path}: cannot be read ({reason}); check the name") from error
    except UnicodeDecodeError as error:
        raise InputError(
            f"{path}, byte {error.start}: expected text in UTF-8; save the table as UTF-8"
        ) from error


def _labelled_column(path: Path, columns: Sequence[str], names: Sequence[str]) -> str:
    """Return the column that has one of some names."""
    found = next((name for name in names if name in columns), None)
    if found is None:
        raise InputError(
            f"{path}: expected a column {' or '.join(repr(name) for name in names)} and rows "
            f"below it, got {', '.join(columns) or 'no rows'}"
        )
    return found


def _read_verdict(path: Path, line: int, text: str) -> bool:
    """Return whether a label means included: 1 or 0, also as words."""
    verdict = text.strip().lower()
    if verdict not in _YES | _NO:
        raise InputError(f"{path}, line {line}: expected 1 (included) or 0, got {text!r}")
    return verdict in _YES
