"""A file dropped at the desk."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class UploadForm(forms.Form):
    """A file of references; what it holds is found out by reading it."""

    file = forms.FileField(
        label=_("File of references"),
        max_length=255,
        error_messages={
            "required": _("Choose a file first."),
            "empty": _("The file is empty. Export it again from its source."),
        },
    )
