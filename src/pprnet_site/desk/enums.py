"""Choices of the desk: verdicts on a work, reasons for exclusion, types of publication."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Verdict(TextChoices):
    """A screener's verdict on a work."""

    IN = "in", _("Include")
    OUT = "out", _("Exclude")
    LATER = "later", _("Postpone")
    BACK = "back", _("Back to the queue")


COUNTED_VERDICTS = (Verdict.IN, Verdict.OUT)
"""Verdicts that count as a vote; to postpone a work is none."""

TWO_SCREENERS = 2
"""Number of counted votes on a work in dual screening."""


SCREENER_CHOICES = [(1, _("One person decides")), (2, _("Two people, independently"))]
"""How many people screen each work."""


class ExclusionReason(TextChoices):
    """Why a work is excluded; the position in this list is its key, 1 to 6."""

    NOT_THERAPY = "not-therapy", _("Not about therapy")
    NO_FINDINGS = "no-findings", _("No new findings")
    LITTLE_USE = "little-use", _("Little use in practice")
    TOLD_BEFORE = "told-before", _("Covered in an earlier issue")
    WEAK = "weak", _("Weak for its question")
    NOT_IN_FULL = "not-in-full", _("Full text not available")


class CitationType(TextChoices):
    """Types of publication, by their CSL names."""

    ARTICLE = "article-journal", _("Journal article")
    PREPRINT = "article", _("Preprint")
    BOOK = "book", _("Book")
    CHAPTER = "chapter", _("Chapter of a book")
    REPORT = "report", _("Report")
    THESIS = "thesis", _("Thesis")
    CONFERENCE = "paper-conference", _("Conference paper")
    WEBPAGE = "webpage", _("Web page")
    DATASET = "dataset", _("Data set")
    OTHER = "document", _("Other")
