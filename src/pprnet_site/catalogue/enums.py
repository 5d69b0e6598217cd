"""The states of a work at the desk, and the one table of moves between them."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class WorkStatus(TextChoices):
    """Where a work stands between the literature and the reader."""

    FOUND = "found", _("Found")
    SCREENED_OUT = "screened-out", _("Screened out")
    SCREENED_IN = "screened-in", _("Screened in")
    SHORTLISTED = "shortlisted", _("Shortlisted")
    ASSIGNED = "assigned", _("Assigned")
    READ = "read", _("Read")
    APPRAISED = "appraised", _("Appraised")
    DRAFTED = "drafted", _("Drafted")
    CHECKED = "checked", _("Checked")
    SCHEDULED = "scheduled", _("Scheduled")
    PUBLISHED = "published", _("Published")
    SENT = "sent", _("Sent")
    WATCHED = "watched", _("Watched")
    CORRECTED = "corrected", _("Corrected")
    RETRACTED = "retracted", _("Retracted")
    SUPERSEDED = "superseded", _("Superseded")
    MERGED = "merged", _("Part of another work")


_S = WorkStatus

WAITING_STATUSES = frozenset({_S.FOUND})
"""Works that the inbox shows."""

SHORTLIST_STATUSES = frozenset({_S.SCREENED_IN, _S.SHORTLISTED, _S.ASSIGNED, _S.READ, _S.APPRAISED})
"""Works that a draft can be made from."""

UNDOABLE_STATUSES = WAITING_STATUSES | SHORTLIST_STATUSES | {_S.SCREENED_OUT}
"""States between which a move can be taken back; beyond them a draft or a reader rests on it."""

INCLUDED_STATUSES = frozenset(_S) - {_S.FOUND, _S.SCREENED_OUT, _S.MERGED}
"""Works that a screener judged relevant: what the learner learns from."""

PUBLIC_STATUSES = frozenset(
    {_S.PUBLISHED, _S.SENT, _S.WATCHED, _S.CORRECTED, _S.RETRACTED, _S.SUPERSEDED}
)
"""Works whose summary readers have seen."""

# A draft may be begun from any stage of the shortlist: a small network skips the middle ones.
ALLOWED_MOVES: dict[WorkStatus, frozenset[WorkStatus]] = {
    _S.FOUND: frozenset({_S.SCREENED_IN, _S.SCREENED_OUT, _S.DRAFTED}),
    _S.SCREENED_OUT: frozenset({_S.FOUND, _S.SCREENED_IN}),
    _S.SCREENED_IN: frozenset({_S.FOUND, _S.SCREENED_OUT, _S.SHORTLISTED, _S.DRAFTED}),
    _S.SHORTLISTED: frozenset({_S.SCREENED_IN, _S.SCREENED_OUT, _S.ASSIGNED, _S.DRAFTED}),
    _S.ASSIGNED: frozenset({_S.SHORTLISTED, _S.READ, _S.DRAFTED}),
    _S.READ: frozenset({_S.SHORTLISTED, _S.APPRAISED, _S.DRAFTED}),
    _S.APPRAISED: frozenset({_S.SHORTLISTED, _S.READ, _S.DRAFTED}),
    _S.DRAFTED: frozenset({_S.SHORTLISTED, _S.CHECKED, _S.SCHEDULED, _S.PUBLISHED}),
    _S.CHECKED: frozenset({_S.DRAFTED, _S.SCHEDULED, _S.PUBLISHED}),
    _S.SCHEDULED: frozenset({_S.DRAFTED, _S.CHECKED, _S.PUBLISHED}),
    _S.PUBLISHED: frozenset({_S.DRAFTED, _S.SENT, _S.WATCHED, _S.CORRECTED, _S.RETRACTED}),
    _S.SENT: frozenset({_S.DRAFTED, _S.WATCHED, _S.CORRECTED, _S.RETRACTED, _S.SUPERSEDED}),
    _S.WATCHED: frozenset({_S.DRAFTED, _S.CORRECTED, _S.RETRACTED, _S.SUPERSEDED}),
    _S.CORRECTED: frozenset({_S.DRAFTED, _S.WATCHED, _S.RETRACTED, _S.SUPERSEDED}),
    _S.RETRACTED: frozenset({_S.DRAFTED, _S.WATCHED}),
    _S.SUPERSEDED: frozenset({_S.DRAFTED, _S.WATCHED}),
    # By a merge alone, and back by undoing it (actions/joining.py).
    _S.MERGED: frozenset(),
}


class ImportStatus(TextChoices):
    """How far an import has come."""

    WAITING = "waiting", _("Waiting")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    FAILED = "failed", _("Stopped by an error")


class HarvestStatus(TextChoices):
    """How far a harvest has come."""

    WAITING = "waiting", _("Waiting")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    PARTLY = "partly", _("Not complete")
    STOPPED = "stopped", _("Stopped by a person")
    FAILED = "failed", _("Stopped by an error")


RESUMABLE_STATUSES = frozenset({HarvestStatus.PARTLY, HarvestStatus.STOPPED, HarvestStatus.FAILED})
"""Harvests that a person may have go on where they ended."""


class Source(TextChoices):
    """The services that can be harvested, in the order in which they are asked."""

    PUBMED = "pubmed", "PubMed"
    EUROPE_PMC = "europepmc", "Europe PMC"
    OPENALEX = "openalex", "OpenAlex"
    CROSSREF = "crossref", "Crossref"


class NoticeKind(TextChoices):
    """What became of a publication."""

    RETRACTION = "retraction", _("Retraction")
    CONCERN = "expression-of-concern", _("Expression of concern")
    CORRECTION = "correction", _("Correction")
    REINSTATEMENT = "reinstatement", _("Reinstatement")


class PairVerdict(TextChoices):
    """What became of two works that may be one."""

    OPEN = "open", _("To look at")
    ONE = "one", _("One work")
    TWO = "two", _("Two works")
