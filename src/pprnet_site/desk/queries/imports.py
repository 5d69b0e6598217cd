"""Imports as the desk shows them."""

from __future__ import annotations

from collections.abc import Callable

from pprnet.errors import PprnetError
from pprnet.formats.registry import format_names
from pprnet.limits import MAX_UPLOAD
from pprnet_site.catalogue.enums import ImportStatus
from pprnet_site.catalogue.models import ImportRun

UNFINISHED = frozenset({ImportStatus.WAITING, ImportStatus.RUNNING})


def readable_formats() -> str:
    """Return the proper names of the formats that can be imported, the same in every language."""
    return format_names()


def upload_limit() -> int:
    """Return the size above which a file is refused, in MB."""
    return MAX_UPLOAD >> 20


def is_unfinished(run: ImportRun) -> bool:
    """Return whether a run waits, runs or was interrupted."""
    return run.status in UNFINISHED


def start_or_refusal(start: Callable[[], ImportRun]) -> tuple[ImportRun | None, str]:
    """Start an import; return the run, or None and the message of a refusal by the engine."""
    try:
        return start(), ""
    except PprnetError as error:
        return None, str(error)
