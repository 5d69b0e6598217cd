"""Files that a person named, opened for reading."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from pprnet.errors import MissingFileError


def open_input(file: Path) -> BinaryIO:
    """Return a file opened for reading bytes; the caller closes it.

    Args:
        file: as named.

    Raises:
        MissingFileError: It cannot be read.
    """
    try:
        return file.open("rb")
    except OSError as error:
        reason = "is a folder" if file.is_dir() else error.strerror or "cannot be opened"
        raise MissingFileError(f"{file}: cannot be read ({reason}); check the name") from error
