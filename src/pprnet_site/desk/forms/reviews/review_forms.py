"""The forms on the page on which a draft is read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pprnet_site.core.display_names import display_name
from pprnet_site.reviews.enums import CheckPoint
from pprnet_site.reviews.forms import CommentForm, text_area
from pprnet_site.reviews.models import MAX_NOTE

DAYS_TO_READ = 7
LINK_DAYS = 14


class HandInForm(forms.Form):
    """Handing in a draft."""

    note = forms.CharField(
        label=_("Note for the editors"), max_length=MAX_NOTE, required=False, widget=text_area()
    )


class AssignmentForm(forms.Form):
    """Asking a person to read a draft until a day."""

    reader = forms.ChoiceField(
        label=_("Reader"),
        widget=forms.Select(attrs={"class": "input"}),
        error_messages={"required": _("Choose a reader.")},
    )
    due = forms.DateField(
        label=_("To be read until"),
        initial=lambda: timezone.localdate() + timedelta(days=DAYS_TO_READ),
        widget=forms.DateInput(attrs={"class": "input", "type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
    )
    note = forms.CharField(
        label=_("Note for the reader"), max_length=MAX_NOTE, required=False, widget=text_area()
    )

    def __init__(self, *args: Any, people: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person in people}
        names = [(key, name_of(person)) for key, person in self.people.items()]
        self.fields["reader"].choices = [("", "–"), *names]  # type: ignore[attr-defined]  # a choice

    def clean_reader(self) -> User:
        """Return the account of the reader."""
        return self.people[self.cleaned_data["reader"]]


def name_of(person: User) -> str:
    """Return the name of a person at the desk."""
    return display_name(person) or person.get_username()


class DeskCommentForm(CommentForm):
    """A comment on a version that is open at the desk."""

    opened = forms.IntegerField(widget=forms.HiddenInput)
    start = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)


class ReadingForm(forms.Form):
    """The verdict on a version; its button says which."""

    opened = forms.IntegerField(widget=forms.HiddenInput)
    note = forms.CharField(
        label=_("Note for the author"), max_length=MAX_NOTE, required=False, widget=text_area()
    )


class GuestLinkForm(forms.Form):
    """A secret link for a reviewer without an account."""

    opened = forms.IntegerField(widget=forms.HiddenInput)
    days = forms.IntegerField(
        label=_("Valid for how many days"),
        initial=LINK_DAYS,
        min_value=1,
        max_value=60,
        widget=forms.NumberInput(attrs={"class": "input"}),
    )


class OverrideForm(forms.Form):
    """Publication of a version without a second reader."""

    opened = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Reason, kept in the history at the desk"),
        max_length=MAX_NOTE,
        widget=text_area(),
        error_messages={
            "required": _("State why it is published without a second reader: the reason is kept.")
        },
    )


class CheckListForm(forms.Form):
    """The check list of one person alone."""

    opened = forms.IntegerField(widget=forms.HiddenInput)
    points = forms.MultipleChoiceField(
        label=_("Check list"),
        choices=CheckPoint,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
