"""Forms of a draft: texts, lists, key facts, date of publication, notes."""

from __future__ import annotations

import secrets
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pprnet_site.digest.enums import StatedBy, SummaryNoticeKind
from pprnet_site.digest.models import KeyFact, SummaryPage
from pprnet_site.digest.publication.interests import checked_state
from pprnet_site.taxonomy.models import ResearchType, Topic

TEXT_LABELS = {
    "title": _("Title, best as a question"),
    "teaser_clause": _("Teaser clause"),
    "bottom_line": _("Bottom line"),
    "in_practice": _("In practice, in one line"),
    "summary": _("Summary"),
    "implications": _("Practice Implications"),
    "limits": _("Limits"),
    "for_whom": _("For whom"),
}
SUMMARY_FIELDS: dict[str, Any] = {field.name: field for field in SummaryPage._meta.fields}  # noqa: SLF001
TEXT_ROWS = {"title": 2, "summary": 12, "implications": 7}
MAX_TEXT = 40_000


def new_sitting() -> str:
    """Return a name for what is typed on one page that a person has opened."""
    return secrets.token_hex(8)


def text_field(name: str) -> forms.CharField:
    """Return the field of a text, limited to the length of its column."""
    column = SUMMARY_FIELDS[name]
    wide = " input--title" if name == "title" else ""
    attrs = {"class": f"input{wide}", "rows": TEXT_ROWS.get(name, 2)}
    return forms.CharField(
        label=TEXT_LABELS[name],
        help_text=column.help_text if name == "teaser_clause" else "",
        max_length=getattr(column, "max_length", None) or MAX_TEXT,
        required=name == "title",
        widget=forms.Textarea(attrs=attrs),
        strip=True,
    )


class DraftForm(forms.Form):
    """The texts and lists of a draft; only the title is required."""

    opened = forms.IntegerField(required=False, widget=forms.HiddenInput)
    sitting = forms.CharField(
        required=False, max_length=32, initial=new_sitting, widget=forms.HiddenInput
    )
    certainty = forms.ChoiceField(
        label=_("Certainty"),
        choices=SUMMARY_FIELDS["certainty"].choices,
        required=False,
        widget=forms.Select(attrs={"class": "input"}),
    )
    topics = forms.ModelMultipleChoiceField(
        label=_("Topics"), queryset=Topic.objects.all(), required=False
    )
    research_types = forms.ModelMultipleChoiceField(
        label=_("Types of research"), queryset=ResearchType.objects.all(), required=False
    )
    author_name = forms.CharField(
        label=_("Author"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"class": "input"}),
    )
    interests_state = forms.ChoiceField(
        label=_("Interests of the author of this summary"),
        choices=SUMMARY_FIELDS["interests_state"].choices,
        required=False,
        widget=forms.Select(attrs={"class": "input"}),
    )
    interests = forms.CharField(
        label=_("What the author declares"),
        max_length=255,
        required=False,
        widget=forms.TextInput(attrs={"class": "input"}),
    )
    language = forms.ChoiceField(
        label=_("Language"),
        choices=SUMMARY_FIELDS["language"].choices,
        widget=forms.Select(attrs={"class": "input"}),
    )
    minor_change = forms.BooleanField(
        label=_("The meaning is the same: no dated note is needed"), required=False
    )

    change_kind = forms.ChoiceField(
        label=_("Kind of note"),
        choices=SummaryNoticeKind,
        required=False,
        widget=forms.Select(attrs={"class": "input"}),
    )
    change_text = forms.CharField(
        label=_("What changed, for readers"),
        help_text=_("Published with the changes, as a note dated that day."),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"class": "input", "rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in TEXT_LABELS:
            self.fields[name] = text_field(name)

    def clean_title(self) -> str:
        """Return the title on one line."""
        return " ".join(self.cleaned_data["title"].split())

    def clean(self) -> dict[str, Any]:
        """Require a text of interests that are declared; one that is entered declares them."""
        typed: dict[str, Any] = super().clean() or {}
        state, text = typed.get("interests_state", ""), typed.get("interests", "")
        return typed | {"interests_state": checked_state(state, text)}

    def chosen(self, name: str) -> set[str]:
        """Return the numbers of the terms that are ticked, as text."""
        return {str(getattr(value, "pk", value)) for value in self[name].value() or ()}


class FactForm(forms.Form):
    """One key fact; a row without a label and a value is ignored."""

    label = forms.CharField(label=_("Fact"), max_length=120, required=False)
    value = forms.CharField(label=_("Value"), max_length=255, required=False)
    note = forms.CharField(label=_("Note"), max_length=255, required=False)
    origin = forms.CharField(label=_("Where this comes from"), max_length=4000, required=False)
    is_figure = forms.BooleanField(label=_("The main figure"), required=False)
    checked = forms.BooleanField(
        label=_("Read automatically. I have compared it with the publication"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.initial.get("stated_by") != StatedBy.READ:
            del self.fields["checked"]
        for name in ("label", "value", "note", "origin"):
            self.fields[name].widget.attrs["class"] = "input"

    @property
    def stated_by(self) -> str:
        """Who stated the fact: whoever typed another value, or ticked that it was compared."""
        said = self.cleaned_data
        if not self.initial or said["value"] != self.initial["value"]:
            return StatedBy.TYPED
        return StatedBy.ACCEPTED if said.get("checked") else str(self.initial["stated_by"])

    def clean(self) -> dict[str, Any]:
        """Require a label for a fact with a value or a note."""
        said: dict[str, Any] = super().clean() or {}
        if (said.get("value") or said.get("note")) and not said.get("label"):
            self.add_error("label", _("Name this fact, as in “Participants”."))
        return said


FactFormSet = forms.formset_factory(
    FactForm, extra=2, can_delete=True, max_num=30, absolute_max=60, validate_max=True
)


def fact_values(fact: KeyFact) -> dict[str, Any]:
    """Return the initial values of a stored fact."""
    names = ("label", "value", "note", "origin", "is_figure", "stated_by")
    return {name: getattr(fact, name) for name in names}


class PublicationDateForm(forms.Form):
    """The time at which a summary is published, in the site's time zone."""

    # It shares its page's form with the texts: a required date would keep them from being saved.
    use_required_attribute = False

    at = forms.DateTimeField(
        label=_("Publish on"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"],
        error_messages={
            "required": _("Choose a day and a time."),
            "invalid": _("Write the day and the time as 2026-03-01 08:00."),
        },
        widget=forms.DateTimeInput(
            attrs={"class": "input", "type": "datetime-local"}, format="%Y-%m-%dT%H:%M"
        ),
    )


class NoticeForm(forms.Form):
    """A dated note on a published summary."""

    kind = forms.ChoiceField(
        label=_("Kind"), choices=SummaryNoticeKind, widget=forms.Select(attrs={"class": "input"})
    )
    text = forms.CharField(
        label=_("What changed and why"),
        max_length=4000,
        widget=forms.Textarea(attrs={"class": "input", "rows": 3}),
    )
    date = forms.DateField(
        label=_("Date"),
        initial=timezone.localdate,
        widget=forms.DateInput(attrs={"class": "input", "type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
    )
