"""One `pprnet serve` for each folder: a lock that the system releases with its process."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pprnet.errors import SiteError

LOCK_FILE = "serve.lock"
PROGRAM = "pprnet"


@contextmanager
def serve_lock(home: Path, address: str) -> Iterator[None]:
    """Lock a site's folder while it is served.

    The lock belongs to this process, not to the file: it is gone when the process is killed, so
    a file that was left behind stops nobody.

    Args:
        home: The folder of the site.
        address: Where it is served, for the message to a second server.

    Raises:
        SiteError: Another process serves this folder, or the lock cannot be written.
    """
    path = home / LOCK_FILE
    try:
        number = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise SiteError(
            f"{path}: cannot be written ({error.strerror}); give this user the right to write "
            "to the folder, or name another one in PPRNET_HOME"
        ) from error
    with os.fdopen(number, "r+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise SiteError(held_message(home, file.read())) from error
        file.truncate(0)
        file.write(json.dumps({"process": os.getpid(), "address": address}))
        file.flush()
        yield


def held_message(home: Path, text: str) -> str:
    """Return the message for a folder that is served already."""
    try:
        holder = json.loads(text)
        process, address = int(holder["process"]), str(holder["address"])
    except (ValueError, KeyError, TypeError):
        return (
            f"an older {PROGRAM} serves here ({home}): stop it, or name another folder in "
            "PPRNET_HOME"
        )
    return (
        f"an older {PROGRAM} serves here (process {process}, {address}, {home}): use it, stop it "
        f"with `kill {process}`, or name another folder in PPRNET_HOME"
    )
