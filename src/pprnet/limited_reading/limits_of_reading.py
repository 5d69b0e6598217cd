"""How much time and memory the reading of a file may take."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    """What one reading may take; over it the reading ends, and what was read is kept."""

    item_seconds: int
    """Processor time for one record, problem or page, in seconds."""
    total_seconds: int
    """Processor time for everything, in seconds."""
    silent_seconds: int
    """Time by the clock without any of them, in seconds: the disk may not answer."""
    megabytes: int
    """Memory that the process may reserve, about 150 MB of which Python itself takes."""


PASTE_LIMITS = ReadingLimits(item_seconds=5, total_seconds=5, silent_seconds=30, megabytes=768)
"""For a text that was pasted: somebody is waiting."""
UPLOAD_LIMITS = ReadingLimits(
    item_seconds=60, total_seconds=4 * 3600, silent_seconds=900, megabytes=2048
)
"""For a file: the largest takes minutes, and a workbook reads its texts before its first row."""
FULLTEXT_LIMITS = ReadingLimits(
    item_seconds=30, total_seconds=240, silent_seconds=120, megabytes=1536
)
"""For an article: a page takes a tenth of a second, and 400 of them less than a minute."""
