"""What people type at the desk."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pprnet_site.desk.enums import ExclusionReason, Verdict
from pprnet_site.desk.queries.criteria import criteria_text

MAX_ROW = 2**63 - 1


class DecisionForm(forms.Form):
    """A decision on a work: its buttons say which, a reason alone means that it is left out."""

    work = forms.IntegerField(min_value=1, max_value=MAX_ROW, required=False)
    verdict = forms.ChoiceField(choices=[*Verdict.choices, ("undo", _("Undo"))], required=False)
    reason = forms.ChoiceField(choices=ExclusionReason, required=False)
    note = forms.CharField(max_length=2000, required=False)
    last = forms.IntegerField(min_value=1, max_value=MAX_ROW, required=False)

    def clean(self) -> dict[str, Any]:
        """Take a reason for an exclusion, and ask for a decision and its work."""
        said: dict[str, Any] = super().clean() or {}
        if self.errors:
            return said
        if said.get("reason"):
            said["verdict"] = Verdict.OUT
        if not said.get("verdict"):
            raise forms.ValidationError(_("No decision came with the form. Press one button."))
        if said["verdict"] != "undo" and not said.get("work"):
            raise forms.ValidationError(_("The form names no work. Open the inbox again."))
        return said


class CriteriaForm(forms.Form):
    """What the network looks for."""

    text = forms.CharField(
        label=_("Criteria"),
        max_length=4000,
        help_text=_("In your own words: what a work must be about to be worth a summary."),
        widget=forms.Textarea(attrs={"class": "input", "rows": 6}),
        initial=criteria_text,
    )
