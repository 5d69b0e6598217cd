"""Kinds and states of full texts, claims, decisions and help by machines."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class FullTextKind(TextChoices):
    """The form in which a full text was added, by the engine's names."""

    JATS = "jats", _("JATS (XML)")
    PDF = "pdf", "PDF"
    HTML = "html", _("Web page")
    TEXT = "text", _("Pasted text")


class TitleAgreement(TextChoices):
    """Whether a full text has the title of its work."""

    SAME = "same", _("The title is that of the work")
    OTHER = "other", _("The title is that of another publication")
    UNCLEAR = "unclear", _("The title could not be compared")


class Layer(TextChoices):
    """The part of a source that a passage is from, by the engine's names."""

    ABSTRACT = "abstract", _("Abstract")
    BODY = "body", _("Text")
    TABLE = "table", _("Table")
    CITATION = "citation", _("Citation")


class CheckedField(TextChoices):
    """The texts of a summary whose claims are checked, in the order of its page."""

    TITLE = "title", _("Title")
    BOTTOM_LINE = "bottom_line", _("Bottom line")
    IN_PRACTICE = "in_practice", _("In practice, in one line")
    SUMMARY = "summary", _("Summary")
    IMPLICATIONS = "implications", _("Practice implications")
    LIMITS = "limits", _("Limits")
    FOR_WHOM = "for_whom", _("For whom")
    KEY_FACTS = "key_facts", _("Key facts")


class ClaimVerdict(TextChoices):
    """What a person decided about a claim."""

    PASSAGE = "passage", _("It stands in this passage")
    PLACE = "place", _("It stands at this place")
    """A place in words, such as a page of a book, without its text."""
    BACKGROUND = "background", _("It is from another work")
    OWN_WORDS = "own-words", _("It is the editor’s own wording")
    OVERRIDE = "override", _("It stays as it is")


FIGURES = frozenset({"percentage", "people", "studies", "effect", "p"})
"""Kinds of claims that are no matter of wording: they stand somewhere, or are wrong."""


class ClaimState(TextChoices):
    """What is known of a claim: by the comparison with its sources and by a person's decision."""

    BOUND_BY_MACHINE = "bound-by-machine", _("Found in a source by pprnet")
    COMPUTED = "computed", _("Computed from stated values by pprnet")
    BOUND_BY_PERSON = "bound-by-person", _("Found in a source by a person")
    BACKGROUND = "background", _("From another work")
    OWN_WORDS = "own-words", _("The editor’s own wording")
    OVERRIDDEN = "overridden", _("Kept by an editor, with a reason")
    OPEN = "open", _("Open")


class FigurePlace(TextChoices):
    """Where a figure of a published summary comes from, as readers are told."""

    TITLE = "title", _("Title")
    ABSTRACT = "abstract", _("Abstract")
    FULL_TEXT = "full-text", _("Full text")
    CITATION = "citation", _("Reference")
    KEY_FACTS = "key-facts", _("Key facts on this page")
    STATED = "stated", _("Place that a person named")
    COMPUTED = "computed", _("Computed")
    OTHER_WORK = "other-work", _("Another work")


class HelpPart(TextChoices):
    """What a machine suggested of a summary."""

    TOPIC = "topic", _("topics")
    RESEARCH_TYPE = "research-type", _("types of research")
    KEY_FACT = "key-fact", _("key facts")
    CLAIM = "claim", _("claims compared with their sources")
