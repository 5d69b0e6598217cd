"""Live services that find records, all reached through one HTTP client.

The client (`pprnet.sources.http`) and the factory (`pprnet.sources.clients`) are imported
where they are used, so that what needs no network does not load it.
"""

from __future__ import annotations

from pprnet.sources.notices import Notice, NoticeKind, notices_of, notices_of_crossref
from pprnet.sources.open_copy import open_copy_of
from pprnet.sources.request_timing import RetryPolicy
from pprnet.sources.retraction_watch import read_retraction_watch
from pprnet.sources.services import SOURCE_KEYS
from pprnet.sources.source import Page, Source

__all__ = [
    "SOURCE_KEYS",
    "Notice",
    "NoticeKind",
    "Page",
    "RetryPolicy",
    "Source",
    "notices_of",
    "notices_of_crossref",
    "open_copy_of",
    "read_retraction_watch",
]
