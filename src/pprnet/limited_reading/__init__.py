"""Files and pastes read in a process of their own, which may take limited time and memory."""

from pprnet.limited_reading.limits_of_reading import (
    FULLTEXT_LIMITS,
    PASTE_LIMITS,
    UPLOAD_LIMITS,
    ReadingLimits,
)
from pprnet.limited_reading.process import (
    FileKind,
    read_fulltext_in_process,
    read_in_process,
)

__all__ = [
    "FULLTEXT_LIMITS",
    "PASTE_LIMITS",
    "UPLOAD_LIMITS",
    "FileKind",
    "ReadingLimits",
    "read_fulltext_in_process",
    "read_in_process",
]
