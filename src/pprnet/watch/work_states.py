"""The states of a published work, and the dated events that lead to them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pprnet.records import PartialDate
from pprnet.sources.notices import Notice, NoticeKind


class WorkState(StrEnum):
    """What a reader of a work should know of it today, the mildest first."""

    CURRENT = "current"
    VERSION_OF_RECORD = "version-of-record"
    """A preprint whose version of record has appeared."""
    REINSTATED = "reinstated"
    CORRECTED = "corrected"
    CONCERN = "expression-of-concern"
    REPLACED = "retracted-and-replaced"
    RETRACTED = "retracted"


@dataclass(frozen=True, slots=True)
class WorkEvent:
    """One thing that happened to a work, with all notices about it."""

    kind: NoticeKind
    date: PartialDate | None
    """By the source that is trusted most; `None` where none states one."""
    notice_doi: str
    """Of the published notice; the work's own DOI where the notice took its place."""
    notice_pmid: str
    version_doi: str
    """Of the version to use instead: the version of record or the replacement. Else empty."""
    sources: tuple[str, ...]
    """Each once, the one that is trusted most first."""
    reasons: tuple[str, ...]
    notices: tuple[Notice, ...]
    """Each once, in a fixed order."""


@dataclass(frozen=True, slots=True)
class WorkHistory:
    """The state of a work, and how it came to it."""

    state: WorkState
    deciding: WorkEvent | None
    """The event that the state rests on; `None` while the work is current."""
    events: tuple[WorkEvent, ...]
    """Oldest first; those without a date before all others."""
    is_conflicting: bool
    """Whether a person has to look: sources disagree, or an order is not known."""
