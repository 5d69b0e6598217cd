"""The forms of a guest."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from pprnet_site.reviews.enums import DraftText

MAX_NAME = 120
MAX_TEXT = 2000
MAX_PASSAGE = 1000


def lines_field(rows: int = 2) -> forms.Textarea:
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


class GuestCommentForm(forms.Form):
    """A comment of a guest."""

    name = name_field()
    field = forms.ChoiceField(
        label=_("Text"),
        choices=DraftText,
        initial=DraftText.SUMMARY,
        widget=forms.Select(attrs={"class": "input"}),
    )
    quotation = forms.CharField(
        label=_("Passage, copied from the text; empty for all of it"),
        max_length=MAX_PASSAGE,
        required=False,
        widget=lines_field(),
    )
    text = forms.CharField(
        label=_("Comment"),
        max_length=MAX_TEXT,
        widget=lines_field(3),
        error_messages={"required": _("The comment is empty. Write it first.")},
    )


class GuestVerdictForm(forms.Form):
    """The verdict of a guest; its button says which."""

    name = name_field()
    note = forms.CharField(
        label=_("Note for the author"), max_length=MAX_TEXT, required=False, widget=lines_field()
    )
