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
    # By a merge alone, and back by undoing it (ingest/merge_works.py).
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


class HarvestSource(TextChoices):
    """The services that can be harvested, in the order in which they are asked."""

    PUBMED = "pubmed", "PubMed"
    EUROPE_PMC = "europepmc", "Europe PMC"
    OPENALEX = "openalex", "OpenAlex"
    CROSSREF = "crossref", "Crossref"


class WorkNoticeKind(TextChoices):
    """What became of a publication."""

    RETRACTION = "retraction", _("Retraction")
    CONCERN = "expression-of-concern", _("Expression of concern")
    CORRECTION = "correction", _("Correction")
    REINSTATEMENT = "reinstatement", _("Reinstatement")


class JudgementVerdict(TextChoices):
    """What a person says of a signal."""

    ACCEPTED = "accepted", _("Accepted")
    REJECTED = "rejected", _("Rejected")
    STATED = "stated", _("Corrected")


class Measure(TextChoices):
    """The measures of an effect, by the names that the field prints."""

    R = "r", "r"
    D = "d", "d"
    G = "g", "g"
    SMD = "SMD", "SMD"
    MD = "MD", "MD"
    OR = "OR", "OR"
    RR = "RR", "RR"
    HR = "HR", "HR"
    IRR = "IRR", "IRR"
    RD = "RD", "RD"
    NNT = "NNT", "NNT"
    BETA = "beta", "β"
    B = "b", "b"
    ETA2 = "eta2", "η²"
    R2 = "R2", "R²"
    AUC = "AUC", "AUC"
    KAPPA = "kappa", "κ"
    PERCENT = "percent-difference", "%"


class PairVerdict(TextChoices):
    """What became of two works that may be one."""

    OPEN = "open", _("To review")
    ONE = "one", _("One work")
    TWO = "two", _("Two works")


class LinkKind(TextChoices):
    """How the first of two linked works stands to the second, by the engine's names."""

    RETRACTS = "retracts", _("Retraction notice on")
    CONCERNS = "expression-of-concern-on", _("Expression of concern about")
    CORRECTS = "corrects", _("Correction of")
    UPDATE_OF = "update-of", _("Update of")
    PREPRINT_OF = "preprint-of", _("Preprint of")
    TRANSLATION_OF = "translation-of", _("Translation of")
    COMMENT_ON = "comment-on", _("Comment on or reply to")
    SAME_SERIES = "same-series-as", _("In a series with")


REVERSE_LINK_LABELS = {
    LinkKind.RETRACTS: _("Has a retraction notice"),
    LinkKind.CONCERNS: _("Has an expression of concern"),
    LinkKind.CORRECTS: _("Has a correction"),
    LinkKind.UPDATE_OF: _("Has an update"),
    LinkKind.PREPRINT_OF: _("Has a preprint"),
    LinkKind.TRANSLATION_OF: _("Has a translation"),
    LinkKind.COMMENT_ON: _("Has a comment or reply"),
    LinkKind.SAME_SERIES: _("In a series with"),
}
"""The same from the other side."""
