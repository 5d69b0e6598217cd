"""Notices about works: retractions, expressions of concern, corrections, from any source."""

from pprnet.sources.notices.record_notices import (
    Notice,
    NoticeKind,
    notices_of,
    notices_of_crossref,
)
from pprnet.sources.notices.title_marks import is_marked, without_marks

__all__ = [
    "Notice",
    "NoticeKind",
    "is_marked",
    "notices_of",
    "notices_of_crossref",
    "without_marks",
]
