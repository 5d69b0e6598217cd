"""The words of the desk: verdicts on a work, and why one is left out."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Verdict(TextChoices):
    """What a screener says of a work."""

    IN = "in", _("Include")
    OUT = "out", _("Exclude")
    LATER = "later", _("Later")
    BACK = "back", _("Back to the queue")


class ExclusionReason(TextChoices):
    """Why a work is left out; the place in this list is its key, 1 to 6."""

    NOT_THERAPY = "not-therapy", _("Not about therapy")
    NO_FINDINGS = "no-findings", _("No new findings")
    LITTLE_USE = "little-use", _("Little use in practice")
    TOLD_BEFORE = "told-before", _("Covered in an earlier issue")
    WEAK = "weak", _("Weak for its question")
    NOT_IN_FULL = "not-in-full", _("Full text not available")


class CitationType(TextChoices):
    """The kinds of publication that a citation can be of, by their CSL names."""

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
