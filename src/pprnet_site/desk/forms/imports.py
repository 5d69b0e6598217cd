"""The forms to upload a file: of references, or of one article."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class UploadForm(forms.Form):
    """A file of references; its format is detected from its content."""

    file = forms.FileField(
        label=_("File of references"),
        max_length=255,
        error_messages={
            "required": _("Choose a file first."),
            "empty": _("The file is empty. Export it again from its source."),
        },
    )


class FullTextForm(forms.Form):
    """The full text of a work, as a file or pasted."""

    file = forms.FileField(
        label=_("File of the article"),
        max_length=255,
        required=False,
        allow_empty_file=True,  # The action's refusal says what to do.
        widget=forms.FileInput(
            attrs={"accept": ".pdf,.xml,.nxml,.jats,.html,.htm,.xhtml,.txt,application/pdf"}
        ),
    )
    pasted = forms.CharField(
        label=_("or paste the text of the article"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"class": "input", "rows": 8}),
    )

    def clean(self) -> dict[str, Any]:
        """Require one of the two."""
        typed: dict[str, Any] = super().clean() or {}
        if typed.get("file") and (typed.get("pasted") or "").strip():
            raise forms.ValidationError(
                _("Choose a file or paste the text, not both: add the other one afterwards.")
            )
        return typed
