"""Forms to review the signals of a work."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pprnet_site.catalogue.enums import JudgementVerdict, Measure
from pprnet_site.catalogue.signal_kinds import SIGNAL_CHOICES
from pprnet_site.desk.forms.row_numbers import RowNumberField
from pprnet_site.taxonomy.models import ResearchType, Topic

ACCEPT_ALL, UNDO_JUDGEMENT = "all", "back"
SIGNAL_INPUT_ATTRS = {"class": "input"}


class JudgementForm(forms.Form):
    """A review of one signal, named by the button."""

    verdict = forms.ChoiceField(
        choices=[
            *JudgementVerdict.choices,
            (ACCEPT_ALL, _("Accept all")),
            (UNDO_JUDGEMENT, _("Undo")),
        ]
    )
    kind = forms.ChoiceField(choices=SIGNAL_CHOICES, required=False)
    value = forms.CharField(max_length=64, required=False)
    judgement = RowNumberField(required=False)

    def clean(self) -> dict[str, Any]:
        """Require what each button needs."""
        said: dict[str, Any] = super().clean() or {}
        verdict = said.get("verdict")
        lacks_kind = verdict in JudgementVerdict.values and not said.get("kind")
        if lacks_kind or (verdict == UNDO_JUDGEMENT and not said.get("judgement")):
            raise forms.ValidationError(_("The form is incomplete. Reload the page."))
        return said


class EffectForm(forms.Form):
    """An effect that was not extracted, as the work states it."""

    measure = forms.ChoiceField(
        label=_("Measure"), choices=Measure, widget=forms.Select(attrs=SIGNAL_INPUT_ATTRS)
    )
    size = forms.FloatField(
        label=_("Value"),
        min_value=-1e9,
        max_value=1e9,
        localize=True,
        widget=forms.TextInput(attrs={**SIGNAL_INPUT_ATTRS, "inputmode": "decimal"}),
    )
    low = forms.FloatField(
        label=_("Interval from"),
        required=False,
        localize=True,
        widget=forms.TextInput(attrs=SIGNAL_INPUT_ATTRS),
    )
    high = forms.FloatField(
        label=_("Interval to"),
        required=False,
        localize=True,
        widget=forms.TextInput(attrs=SIGNAL_INPUT_ATTRS),
    )
    outcome = forms.CharField(
        label=_("Outcome"),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs=SIGNAL_INPUT_ATTRS),
    )

    def clean(self) -> dict[str, Any]:
        """Require both limits of an interval, in order, or neither."""
        said: dict[str, Any] = super().clean() or {}
        low, high = said.get("low"), said.get("high")
        if not self.errors and ((low is None) != (high is None) or (low or 0) > (high or 0)):
            raise forms.ValidationError(
                _("Give both ends of the interval, the lower first, or neither.")
            )
        return said

    @property
    def detail(self) -> dict[str, Any]:
        """The effect as it is stored."""
        said = self.cleaned_data
        return {
            "measure": said["measure"],
            "value": said["size"],
            "low": said["low"],
            "high": said["high"],
            "level": None,
            "p": "",
            "outcome": said["outcome"],
            "comparison": "",
            "direction": "",
        }

    @property
    def value(self) -> str:
        """The value of the signal, such as "d 0.91"."""
        return f"{self.cleaned_data['measure']} {self.cleaned_data['size']:g}"


def type_choices() -> list[tuple[str, str]]:
    """Return the types of research to choose from, first "not stated"."""
    types = ResearchType.objects.all()
    return [("", str(_("not stated"))), *((kind.key, kind.name) for kind in types)]


def topic_choices() -> list[tuple[str, str]]:
    """Return the topics to choose from."""
    return [(topic.key, topic.name) for topic in Topic.objects.all()]


def signal_choices() -> dict[str, list[tuple[str, str]]]:
    """Return the choices that a template needs to correct a type and to add a topic."""
    return {"type_choices": type_choices(), "topic_choices": topic_choices()}
