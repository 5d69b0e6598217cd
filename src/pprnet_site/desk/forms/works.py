"""Forms about a work: its status, month, search and citation."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pprnet_site.catalogue.enums import WorkStatus
from pprnet_site.desk.enums import CitationType

MAX_PASTE = 200_000


class StatusForm(forms.Form):
    """A change of status by hand."""

    to = forms.ChoiceField(choices=WorkStatus)
    seen = forms.ChoiceField(choices=WorkStatus)
    note = forms.CharField(max_length=2000, required=False)


class MonthForm(forms.Form):
    """The month that a summary is written for, as in 2023-02."""

    month = forms.RegexField(r"^[12]\d{3}-(0[1-9]|1[0-2])\Z")

    def clean_month(self) -> date:
        """Return the first day of the month."""
        year, month = self.cleaned_data["month"].split("-")
        return date(int(year), int(month), 1)


class WorkSearchForm(forms.Form):
    """A search among all works."""

    q = forms.CharField(
        label=_("Words of the title, an author or a DOI"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"class": "input", "type": "search"}),
    )
    status = forms.ChoiceField(
        label=_("Status"),
        choices=[("", _("Anywhere")), *WorkStatus.choices],
        required=False,
        widget=forms.Select(attrs={"class": "input"}),
    )


CITATION_FIELDS: tuple[tuple[str, Any, Any], ...] = (
    ("author", _("Authors"), _("Family, Given; Family, Given")),
    ("issued", _("Date"), _("2020, or 2020-03-01; without a letter, as 2020a is made in a list")),
    ("title", _("Title"), ""),
    ("container-title", _("Journal, or title of the book"), ""),
    ("volume", _("Volume"), ""),
    ("issue", _("Number in the volume"), ""),
    ("page", _("Pages"), _("25-41")),
    ("number", _("Article number"), ""),
    ("editor", _("Editors of the book"), _("Family, Given; Family, Given")),
    ("publisher", _("Publisher"), ""),
    ("DOI", "DOI", ""),
    ("URL", _("Web address"), ""),
)
"""The CSL variables that can be typed, with a label and an example."""


class CitationForm(forms.Form):
    """A typed citation; only changed fields are saved."""

    type = forms.ChoiceField(
        label=_("Kind of publication"),
        choices=CitationType,
        widget=forms.Select(attrs={"class": "input"}),
    )
    confirmed = forms.BooleanField(
        label=_("I have checked it against the publication"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label, example in CITATION_FIELDS:
            self.fields[name] = forms.CharField(
                label=label,
                help_text=_("For example: %(example)s") % {"example": example} if example else "",
                max_length=20_000 if name == "author" else 2_000,
                required=False,
                widget=forms.TextInput(attrs={"class": "input"}),
            )

    @property
    def changes(self) -> dict[str, str]:
        """The fields that a person changed."""
        names = {"type", *(name for name, _label, _example in CITATION_FIELDS)}
        return {name: self.cleaned_data[name] for name in self.changed_data if name in names}


class PasteForm(forms.Form):
    """Identifiers, references or records pasted as text."""

    text = forms.CharField(
        label=_("DOIs, PMIDs, PMCIDs, links, printed references or records"),
        help_text=_(
            "One or many, each on a line of its own; records as RIS, NBIB, BibTeX or CSL-JSON. "
            "Works of this digest are found first; Crossref, PubMed and Europe PMC are asked for "
            "the rest. More than 10 are looked up in the background."
        ),
        max_length=MAX_PASTE,
        widget=forms.Textarea(attrs={"class": "input", "rows": 6, "spellcheck": "false"}),
    )
