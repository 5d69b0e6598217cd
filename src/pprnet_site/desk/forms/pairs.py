"""What a person says of two works that may be one."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from pprnet_site.catalogue.enums import PairVerdict
from pprnet_site.desk.forms.row_numbers import RowNumberField


class PairForm(forms.Form):
    """An answer about a pair, or its undoing."""

    pair = RowNumberField()
    verdict = forms.ChoiceField(
        choices=[
            (PairVerdict.ONE.value, PairVerdict.ONE.label),
            (PairVerdict.TWO.value, PairVerdict.TWO.label),
            ("undo", _("Undo")),
        ]
    )


class SplitForm(forms.Form):
    """A record to take out of its work."""

    record = RowNumberField()
