"""The form that describes an effect, so that it can be stated in plain language."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from pprnet_site.catalogue.queries.signal_review import SignalReview
from pprnet_site.desk.queries.work_details.signal_table import effect_text

INPUT_ATTRS = {"class": "input"}
DIRECTIONS = [("more", _("more of it")), ("less", _("less of it"))]
CERTAINTIES = [
    ("", _("not appraised")),
    ("high", _("high")),
    ("moderate", _("moderate")),
    ("low", _("low")),
    ("very_low", _("very low")),
]
MAX_PHRASE = 120


def phrase(label: Any, example: Any, *, required: bool = True) -> forms.CharField:
    """Return a field for a few words of a sentence."""
    return forms.CharField(
        label=label,
        help_text=example,
        max_length=MAX_PHRASE,
        required=required,
        widget=forms.TextInput(attrs=INPUT_ATTRS),
    )


class PlainLanguageForm(forms.Form):
    """An effect and its description, in the language of the page."""

    effect = forms.ChoiceField(label=_("Effect"), widget=forms.Select(attrs=INPUT_ATTRS))
    intervention = phrase(
        _("Intervention or predictor"), _("As in “group therapy”, in the singular")
    )
    control = phrase(
        _("Compared with"),
        _("As in “usual care”; leave it empty for a correlation between two scores"),
        required=False,
    )
    outcome = phrase(_("Outcome"), _("As in “depressive symptoms”"))
    above = forms.ChoiceField(
        label=_("A value above the null value means"),
        help_text=_(
            "Authors often report a benefit as a positive value, whatever the outcome. Check "
            "the source."
        ),
        choices=DIRECTIONS,
        widget=forms.Select(attrs=INPUT_ATTRS),
    )
    event = phrase(
        _("Event (what some people do)"),
        _("As in “recover”; needed for the picture of 100 people"),
        required=False,
    )
    event_above = forms.ChoiceField(
        label=_("A value above the null value means, for the event"),
        choices=[("", "–"), *DIRECTIONS],
        required=False,
        widget=forms.Select(attrs=INPUT_ATTRS),
    )
    wanted = forms.TypedChoiceField(
        label=_("This event is"),
        choices=[("yes", _("desirable")), ("no", _("undesirable"))],
        coerce=lambda text: text == "yes",
        widget=forms.Select(attrs=INPUT_ATTRS),
    )
    base_rate = forms.FloatField(
        label=_("Of 100 people without the intervention, how many have the event"),
        min_value=0.1,
        max_value=99.9,
        required=False,
        localize=True,
        widget=forms.TextInput(attrs={**INPUT_ATTRS, "inputmode": "decimal"}),
    )
    certainty = forms.ChoiceField(
        label=_("Certainty (GRADE)"),
        choices=CERTAINTIES,
        required=False,
        widget=forms.Select(attrs=INPUT_ATTRS),
    )

    def __init__(self, data: Any, *, effects: list[SignalReview], **options: Any) -> None:
        super().__init__(data, auto_id="plain_%s", **options)
        self.details = {reading.value: reading.detail for reading in effects}
        choices = [(value, effect_text(detail)) for value, detail in self.details.items()]
        cast("forms.ChoiceField", self.fields["effect"]).choices = choices

    @property
    def detail(self) -> dict[str, Any]:
        """The measure, value and interval of the chosen effect."""
        return self.details[self.cleaned_data["effect"]]
