"""The forms of a reader: a comment for everybody who reads, and what a guest fills in."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from pprnet_site.reviews.enums import DraftText
from pprnet_site.reviews.models import MAX_NOTE
from pprnet_site.reviews.queries.quotations import MAX_QUOTATION

MAX_NAME = 120


def text_area(rows: int = 2) -> forms.Textarea:
    """Return the field for a text of some lines."""
    return forms.Textarea(attrs={"class": "input", "rows": rows})


def name_field() -> forms.CharField:
    """Return the field for the name of a guest."""
    return forms.CharField(
        label=_("Your name"),
        max_length=MAX_NAME,
        required=False,
        widget=forms.TextInput(attrs={"class": "input", "autocomplete": "name"}),
    )


class CommentForm(forms.Form):
    """A comment on a passage, or on a text."""

    field = forms.ChoiceField(
        label=_("Text"),
        choices=DraftText,
        initial=DraftText.SUMMARY,
        widget=forms.Select(attrs={"class": "input"}),
    )
    quotation = forms.CharField(
        label=_("Passage, copied from the text; empty for all of it"),
        max_length=MAX_QUOTATION,
        required=False,
        widget=text_area(),
    )
    text = forms.CharField(
        label=_("Comment"),
        max_length=MAX_NOTE,
        widget=text_area(3),
        error_messages={"required": _("The comment is empty. Write it first.")},
    )


class GuestCommentForm(CommentForm):
    """A comment of a guest."""

    name = name_field()
    field_order = ("name",)


class GuestVerdictForm(forms.Form):
    """The verdict of a guest; its button says which."""

    name = name_field()
    note = forms.CharField(
        label=_("Note for the author"), max_length=MAX_NOTE, required=False, widget=text_area()
    )
