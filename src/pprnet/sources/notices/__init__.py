"""Notices about works: retractions, expressions of concern, corrections, from any source."""

from pprnet.sources.notices.record_notices import (
    Notice,
    NoticeKind,
    notices_of,
    notices_of_crossref,
)

__all__ = ["Notice", "NoticeKind", "notices_of", "notices_of_crossref"]
