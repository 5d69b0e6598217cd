"""The choices of a summary."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Language(TextChoices):
    """The language that a summary is written in."""

    ENGLISH = "en", _("English")
    FRENCH = "fr", _("French")


class Certainty(TextChoices):
    """Certainty of the evidence, after GRADE; empty until a person has appraised it."""

    NOT_APPRAISED = "", _("Not appraised")
    HIGH = "high", _("High")
    MODERATE = "moderate", _("Moderate")
    LOW = "low", _("Low")
    VERY_LOW = "very-low", _("Very low")


class InterestsState(TextChoices):
    """Whether the author of a summary was asked for interests, and what they said."""

    NOT_ASKED = "", _("Not asked: readers see nothing about it")
    NONE = "none", _("The author declares no interests")
    DECLARED = "declared", _("The author declares the interests below")


class StatedBy(TextChoices):
    """Who stated a key fact; a fact that was read automatically is marked for readers."""

    READ = "read", _("Read automatically; not yet checked by a person")
    ACCEPTED = "accepted", _("Read automatically and accepted by a person")
    TYPED = "typed", _("Written by a person")


class SummaryNoticeKind(TextChoices):
    """The kind of a dated note on a published summary."""

    CORRECTED = "corrected", _("Corrected")
    CONCERN = "concern", _("Expression of concern")
    RETRACTED = "retracted", _("Retracted")


class ReaderNoticeKind(TextChoices):
    """The kind of a notice as readers see it: an editor's note, or an event of a source."""

    RETRACTED = "retracted", _("Retracted")
    REPLACED = "replaced", _("Retracted and replaced")
    CONCERN = "concern", _("Expression of concern")
    CORRECTED = "corrected", _("Corrected")
    SOURCE_CORRECTED = "source-corrected", _("Study corrected")
    REINSTATED = "reinstated", _("Reinstated")
    VERSION_OF_RECORD = "version-of-record", _("Version of record published")


WARNING_KINDS = (
    ReaderNoticeKind.RETRACTED,
    ReaderNoticeKind.REPLACED,
    ReaderNoticeKind.CONCERN,
)
"""Kinds of which readers are warned, the most serious first."""

RETRACTED_KINDS = frozenset({ReaderNoticeKind.RETRACTED, ReaderNoticeKind.REPLACED})
"""Kinds after which nobody should act on the summary."""
