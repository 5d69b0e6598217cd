"""Files that are replaced when they are complete, and not at all otherwise."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from pprnet.errors import OutputError


@contextmanager
def complete_file(out: Path) -> Iterator[IO[bytes]]:
    """Yield a file to write to; it takes its name when the block ends without an error.

    Args:
        out: the file that is replaced.

    Raises:
        OutputError: It cannot be written.
    """
    unfinished: Path | None = None
    try:
        handle, name = tempfile.mkstemp(dir=out.parent, prefix=f".{out.name}.")
        unfinished = Path(name)
        with os.fdopen(handle, "wb") as file:
            yield file
        unfinished.chmod(0o644)
        unfinished.replace(out)
    except OSError as error:
        reason = f"cannot be written ({error.strerror})"
        raise OutputError(f"{out}: {reason}; check the folder") from error
    finally:
        if unfinished:
            unfinished.unlink(missing_ok=True)
