"""Files and pastes read in a process of their own, which may take limited time and memory."""

from pprnet.limited_reading.limits_of_reading import PASTE_LIMITS, UPLOAD_LIMITS, ReadingLimits
from pprnet.limited_reading.process import FileKind, read_in_process

__all__ = ["PASTE_LIMITS", "UPLOAD_LIMITS", "FileKind", "ReadingLimits", "read_in_process"]
