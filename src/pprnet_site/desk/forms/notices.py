"""The form of a decision on a notice about a work."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pprnet_site.catalogue.enums import EventVerdict

UNDO = "undo"


class EventDecisionForm(forms.Form):
    """A decision on a notice, named by its button; the action limits the length of its texts."""

    verdict = forms.ChoiceField(
        choices=[
            (EventVerdict.CONFIRMED.value, EventVerdict.CONFIRMED.label),
            (EventVerdict.DISPUTED.value, EventVerdict.DISPUTED.label),
            (EventVerdict.OTHER_WORK.value, EventVerdict.OTHER_WORK.label),
            (UNDO, _("Undo")),
        ],
        error_messages={"required": _("No decision was sent. Press one of the buttons.")},
    )
    seen = forms.CharField(max_length=64, error_messages={"required": _("Open it again.")})
    text = forms.CharField(required=False)
    reason = forms.CharField(required=False)

    def problem(self) -> str:
        """Return what is wrong with the form, in one line."""
        errors: dict[str, Any] = self.errors
        return " ".join(str(error) for found in errors.values() for error in found)
