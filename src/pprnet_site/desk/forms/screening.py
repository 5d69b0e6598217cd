"""Forms of the screening."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from pprnet_site.desk.enums import SCREENER_CHOICES, ExclusionReason, Verdict
from pprnet_site.desk.forms.row_numbers import RowNumberField
from pprnet_site.desk.queries.criteria_terms import current_criteria

MAX_SIMILAR = 5
MAX_TERMS_TEXT = 2000


class DecisionForm(forms.Form):
    """A decision on a work, named by the button; a reason alone means exclusion."""

    work = RowNumberField(required=False)
    verdict = forms.ChoiceField(choices=[*Verdict.choices, ("undo", _("Undo"))], required=False)
    reason = forms.ChoiceField(choices=ExclusionReason, required=False)
    note = forms.CharField(max_length=2000, required=False)
    last = RowNumberField(required=False)
    also = forms.TypedMultipleChoiceField(coerce=int, required=False)
    """Similar works that are decided together with this one."""

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        # Any row number is accepted here; the action refuses a work that does not wait.
        named = [text for text in data.getlist("also") if text.isdigit()] if data else []
        also = cast("forms.TypedMultipleChoiceField", self.fields["also"])
        also.choices = [(text, text) for text in named[:MAX_SIMILAR]]

    def clean(self) -> dict[str, Any]:
        """Treat a reason as an exclusion, and require a decision and its work."""
        said: dict[str, Any] = super().clean() or {}
        if self.errors:
            return said
        if said.get("reason"):
            said["verdict"] = Verdict.OUT
        if not said.get("verdict"):
            raise forms.ValidationError(_("No decision was sent. Press one of the buttons."))
        if said["verdict"] != "undo" and not said.get("work"):
            raise forms.ValidationError(_("No work was chosen. Open the inbox again."))
        return said


class CriteriaForm(forms.Form):
    """The screening criteria and the terms to mark."""

    text = forms.CharField(
        label=_("Criteria"),
        max_length=4000,
        help_text=_("In your own words: what a work must be about to be worth a summary."),
        widget=forms.Textarea(attrs={"class": "input", "rows": 6}),
        initial=lambda: current_criteria("text"),
    )
    sought = forms.CharField(
        label=_("Inclusion terms"),
        max_length=MAX_TERMS_TEXT,
        help_text=_(
            "One word or phrase per line; they are marked in yellow. “therap*” marks all endings."
        ),
        widget=forms.Textarea(attrs={"class": "input", "rows": 4}),
        initial=lambda: current_criteria("sought"),
        required=False,
    )
    avoided = forms.CharField(
        label=_("Exclusion terms"),
        max_length=MAX_TERMS_TEXT,
        help_text=_("One per line; they are underlined in red."),
        widget=forms.Textarea(attrs={"class": "input", "rows": 4}),
        initial=lambda: current_criteria("avoided"),
        required=False,
    )


class PlanForm(forms.Form):
    """How many people screen each work."""

    screeners = forms.TypedChoiceField(coerce=int, choices=SCREENER_CHOICES)


class ResolveForm(forms.Form):
    """The decision on a work on which two people differ."""

    verdict = forms.ChoiceField(choices=[(Verdict.IN, _("Include")), (Verdict.OUT, _("Exclude"))])
    reason = forms.ChoiceField(choices=ExclusionReason, required=False)
    note = forms.CharField(max_length=2000, required=False)
