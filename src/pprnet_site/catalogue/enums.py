"""Statuses and kinds of the catalogue, and the table of allowed moves."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class WorkStatus(TextChoices):
    """The stage of a work between search and publication."""

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
"""Statuses of the works in the inbox."""

SHORTLIST_STATUSES = frozenset({_S.SCREENED_IN, _S.SHORTLISTED, _S.ASSIGNED, _S.READ, _S.APPRAISED})
"""Statuses of works that a draft can be made from."""

UNDOABLE_STATUSES = WAITING_STATUSES | SHORTLIST_STATUSES | {_S.SCREENED_OUT}
"""Statuses between which a move can be undone; later ones have a draft or a publication."""

INCLUDED_STATUSES = frozenset(_S) - {_S.FOUND, _S.SCREENED_OUT, _S.MERGED}
"""Statuses of works judged relevant by a screener, which the classifier is trained on."""

PUBLIC_STATUSES = frozenset(
    {_S.PUBLISHED, _S.SENT, _S.WATCHED, _S.CORRECTED, _S.RETRACTED, _S.SUPERSEDED}
)
"""Statuses of works whose summary has been published."""

# A draft may start from any stage of the shortlist: a small team skips the middle ones.
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
    # Only by a merge, and back by undoing it (ingest/merge_works.py).
    _S.MERGED: frozenset(),
}


class ImportStatus(TextChoices):
    """Status of an import."""

    WAITING = "waiting", _("Waiting")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    FAILED = "failed", _("Stopped by an error")


class HarvestStatus(TextChoices):
    """Status of a harvest."""

    WAITING = "waiting", _("Waiting")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    PARTLY = "partly", _("Not complete")
    STOPPED = "stopped", _("Stopped by a person")
    FAILED = "failed", _("Stopped by an error")


RESUMABLE_STATUSES = frozenset({HarvestStatus.PARTLY, HarvestStatus.STOPPED, HarvestStatus.FAILED})
"""Harvests that can be resumed."""


class HarvestSource(TextChoices):
    """The services that can be harvested, in the order of their requests."""

    PUBMED = "pubmed", "PubMed"
    EUROPE_PMC = "europepmc", "Europe PMC"
    OPENALEX = "openalex", "OpenAlex"
    CROSSREF = "crossref", "Crossref"


class WatchedSource(TextChoices):
    """The services that the watch asks, in the order of their requests."""

    CROSSREF = "crossref", "Crossref"
    PUBMED = "pubmed", "PubMed"
    EUROPE_PMC = "europepmc", "Europe PMC"
    RETRACTION_WATCH = "retraction-watch", "Retraction Watch"


class WorkNoticeKind(TextChoices):
    """Kinds of notice about a publication."""

    RETRACTION = "retraction", _("Retraction")
    REPLACEMENT = "retraction-and-replacement", _("Retraction and replacement")
    CONCERN = "expression-of-concern", _("Expression of concern")
    CORRECTION = "correction", _("Correction")
    REINSTATEMENT = "reinstatement", _("Reinstatement")
    VERSION_OF_RECORD = "version-of-record", _("Version of record published")


class WorkState(TextChoices):
    """What the notices about a work say of it, by the engine's names."""

    CURRENT = "current", _("No notice")
    VERSION_OF_RECORD = "version-of-record", _("Version of record published")
    REINSTATED = "reinstated", _("Reinstated")
    CORRECTED = "corrected", _("Source corrected")
    CONCERN = "expression-of-concern", _("Expression of concern")
    REPLACED = "retracted-and-replaced", _("Retracted and replaced")
    RETRACTED = "retracted", _("Retracted")


RETRACTED_STATES = frozenset({WorkState.RETRACTED, WorkState.REPLACED})
"""States in which nobody should act on the work as it was summarised."""

WARNING_STATES = RETRACTED_STATES | {WorkState.CONCERN}
"""States of which readers are warned above the practice advice."""


class EventVerdict(TextChoices):
    """What an editor decided on an event of a work."""

    REPORTED = "reported", _("Reported")
    CONFIRMED = "confirmed", _("Confirmed")
    DISPUTED = "disputed", _("Disputed")
    OTHER_WORK = "other-work", _("About another work")


UNCOUNTED_VERDICTS = frozenset({EventVerdict.DISPUTED, EventVerdict.OTHER_WORK})
"""Decisions by which an event does not count for the state of a work."""


class AnswerKind(TextChoices):
    """What came of one identifier or reference that a person pasted."""

    AT_HAND = "at-hand", _("Already in the digest")
    FOUND = "found", _("Found")
    OTHER = "other", _("Exists, but is described differently")
    PASTED = "pasted", _("Read from the pasted record")
    MISSING = "missing", _("Not found anywhere")
    UNANSWERED = "unanswered", _("Not answered")
    UNREADABLE = "unreadable", _("Not understood")


class JudgementVerdict(TextChoices):
    """A person's judgement of a signal."""

    ACCEPTED = "accepted", _("Accepted")
    REJECTED = "rejected", _("Rejected")
    STATED = "stated", _("Corrected")


class Measure(TextChoices):
    """The effect measures, by the names in use in publications."""

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
    """Decisions on two works that may be duplicates."""

    OPEN = "open", _("To review")
    ONE = "one", _("One work")
    TWO = "two", _("Two works")


class LinkKind(TextChoices):
    """The relation of the first of two linked works to the second, by the engine's names."""

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
"""The same relations, from the second work to the first."""
