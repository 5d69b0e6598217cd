"""Forms to start a harvest, schedule harvests and save a search."""

from __future__ import annotations

from datetime import date

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pprnet_site.catalogue.enums import HarvestSource
from pprnet_site.catalogue.models.harvests import LAST_MONTH_DAY


class HarvestStartForm(forms.Form):
    """The first day and the sources of a harvest; it ends today."""

    since = forms.DateField(
        label=_("New since"),
        widget=forms.DateInput(attrs={"type": "date", "class": "input"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
        error_messages={
            "required": _("Choose the first day."),
            "invalid": _("Write the day as 2026-01-31."),
        },
    )
    sources = forms.MultipleChoiceField(
        label=_("Sources"),
        choices=HarvestSource,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one source.")},
    )

    def clean_since(self) -> date:
        """Return the first day; refuse one in the future."""
        since: date = self.cleaned_data["since"]
        if since > timezone.localdate():
            raise forms.ValidationError(_("That date is in the future. Choose an earlier one."))
        return since


class HarvestScheduleForm(forms.Form):
    """Whether the searches run every month, and on which day."""

    is_on = forms.BooleanField(label=_("Search automatically every month"), required=False)
    month_day = forms.TypedChoiceField(
        label=_("On day"),
        coerce=int,
        choices=[(day, day) for day in range(1, LAST_MONTH_DAY + 1)],
        widget=forms.Select(attrs={"class": "input"}),
    )


class SavedSearchForm(forms.Form):
    """A saved search in one source."""

    source = forms.ChoiceField(
        label=_("Source"), choices=HarvestSource, widget=forms.Select(attrs={"class": "input"})
    )
    label = forms.CharField(
        label=_("Name"), max_length=120, widget=forms.TextInput(attrs={"class": "input"})
    )
    query = forms.CharField(
        label=_("Query"),
        max_length=20_000,
        help_text=_("In the source's own language, without dates."),
        widget=forms.Textarea(
            attrs={"class": "input", "rows": 4, "aria-describedby": "id_query_helptext"}
        ),
    )
