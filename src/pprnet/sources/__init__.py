"""Live services that find records, behind one polite door to the network.

The door (`pprnet.sources.http`) and what goes through it (`pprnet.sources.opening`) are imported
where they are used, so that what needs no network does not load it.
"""

from __future__ import annotations

from pprnet.sources.notices import Notice, NoticeKind, notices_of, notices_of_crossref
from pprnet.sources.open_copy import open_copy_of
from pprnet.sources.retraction_watch import read_retraction_watch
from pprnet.sources.services import SOURCES
from pprnet.sources.values import Page, Source
from pprnet.sources.waiting import Patience

__all__ = [
    "SOURCES",
    "Notice",
    "NoticeKind",
    "Page",
    "Patience",
    "Source",
    "notices_of",
    "notices_of_crossref",
    "open_copy_of",
    "read_retraction_watch",
]
