"""The form to upload a file."""

from __future__ import annotations

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
