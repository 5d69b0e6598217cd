"""Forms of accounts."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from pprnet_site.core.display_names import is_log_in_name


class NameForm(forms.Form):
    """The name of a person for readers."""

    name = forms.CharField(
        label=_("Your name, as readers see it"),
        help_text=_(
            "It is proposed as the author of the drafts that you make. Without it no author is "
            "proposed."
        ),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"class": "input", "autocomplete": "name"}),
    )

    def clean_name(self) -> str:
        """Return the name, which nobody logs in with."""
        name: str = self.cleaned_data["name"]
        if is_log_in_name(name):
            raise forms.ValidationError(
                _("Somebody logs in with this name. Enter the name that readers may see.")
            )
        return name


class CodeForm(forms.Form):
    """A code of the app, or a recovery code."""

    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        widget=forms.TextInput(
            attrs={"class": "input", "autocomplete": "one-time-code", "spellcheck": "false"}
        ),
    )
