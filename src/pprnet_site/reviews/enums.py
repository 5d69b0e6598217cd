"""The choices of reviews."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class DraftText(TextChoices):
    """The texts of a draft that a second person reads, in the order in which they are shown."""

    TITLE = "title", _("Title")
    TEASER_CLAUSE = "teaser_clause", _("Teaser clause")
    BOTTOM_LINE = "bottom_line", _("Bottom line")
    IN_PRACTICE = "in_practice", _("In practice, in one line")
    SUMMARY = "summary", _("Summary")
    IMPLICATIONS = "implications", _("Practice Implications")
    LIMITS = "limits", _("Limits")
    FOR_WHOM = "for_whom", _("For whom")


class ReadingVerdict(TextChoices):
    """What a reader says of a version."""

    FINE = "fine", _("Read: fine")
    CHANGES = "changes", _("Changes wanted")


class CheckPoint(TextChoices):
    """What one person alone checks before publication."""

    ALOUD = "aloud", _("I have read the text aloud once")
    NUMBERS = "numbers", _("I have compared each number with the source")
    NAMES = "names", _("I have compared each name with the source")
    IMPLICATIONS = "implications", _("The implications follow from the results")
    LIMITS = "limits", _("The limits are stated")


class OverriddenRule(TextChoices):
    """A rule of the gate that an editor may override for one version, with a reason."""

    SECOND_PERSON = "second-person", _("A second person reads the text")


class UnmetRequirement(TextChoices):
    """What a version still needs from a second person."""

    UNREAD = "unread"
    CHANGES_WANTED = "changes-wanted"
    OPEN_COMMENTS = "open-comments"


class MailKind(TextChoices):
    """What a person is notified of."""

    HANDED_IN = "handed-in"
    ASSIGNED = "assigned"
    READ = "read"
    COMMENTED = "commented"


class PastStep(TextChoices):
    """A step in the history of a draft, as the desk shows it."""

    HANDED_IN = "handed-in", _("Handed in")
    ASSIGNED = "assigned", _("A reader was asked")
    FINE = "fine", _("Read: fine")
    CHANGES = "changes", _("Changes wanted")
    SAME_MEANING = "same-meaning", _("Changed in spelling only: the meaning is the same")
    CHECKED = "checked", _("The check list was ticked")
    OVERRIDDEN = "overridden", _("Published without a second reader")
