"""The form on the page on which the claims of a draft are settled."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pprnet_site.desk.forms.drafts import TEXT_LABELS, text_field
from pprnet_site.evidence.draft_content import FactText

MOST_TYPED = 40_000
"""Characters of all texts together that are checked at once."""
TYPED_FIELDS = tuple(name for name in TEXT_LABELS if name != "teaser_clause")


def too_long() -> forms.ValidationError:
    """Return the error of texts that are too long to be checked together."""
    return forms.ValidationError(
        _("Together the texts are too long to be checked."), code="max_length"
    )


class EvidenceForm(forms.Form):
    """The texts that are compared with their sources."""

    opened = forms.IntegerField(required=False, widget=forms.HiddenInput)
    selected = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in TYPED_FIELDS:
            self.fields[name] = text_field(name)

    def clean_title(self) -> str:
        """Return the title on one line."""
        return " ".join(self.cleaned_data["title"].split())

    def clean(self) -> dict[str, Any]:
        """Refuse texts that are too long to be checked together."""
        typed: dict[str, Any] = super().clean() or {}
        if sum(len(typed.get(name) or "") for name in TYPED_FIELDS) > MOST_TYPED:
            self.add_error(None, too_long())
        return typed

    @property
    def texts(self) -> dict[str, str]:
        """The texts of a valid form; one that was not sent is left out."""
        return {name: self.cleaned_data[name] for name in TYPED_FIELDS if name in self.data}

    @property
    def is_too_long(self) -> bool:
        """Whether a text is too long, or all of them are together."""
        return any(
            error.code == "max_length"
            for errors in self.errors.as_data().values()
            for error in errors
        )

    @property
    def problem(self) -> str:
        """What is wrong with the form, in one line."""
        lines = [
            f"{self.fields[name].label}: {error}" if name in self.fields else str(error)
            for name, errors in self.errors.items()
            for error in errors
        ]
        return " ".join(lines)


def typed_facts(formset: Any) -> list[FactText]:
    """Return the key facts of a valid set of rows, as they are checked."""
    return [
        FactText(
            label=form.cleaned_data["label"],
            value=form.cleaned_data["value"],
            note=form.cleaned_data["note"],
            origin=form.cleaned_data["origin"],
            is_stated=form.stated_by != "read",
        )
        for form in formset.forms
        if form.cleaned_data.get("label") and not form.cleaned_data.get("DELETE")
    ]
