"""Forms about possible duplicates."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from pprnet_site.catalogue.enums import PairVerdict
from pprnet_site.desk.forms.row_numbers import RowNumberField


class PairForm(forms.Form):
    """A decision on a pair, or its undoing."""

    pair = RowNumberField()
    verdict = forms.ChoiceField(
        choices=[
            (PairVerdict.ONE.value, PairVerdict.ONE.label),
            (PairVerdict.TWO.value, PairVerdict.TWO.label),
            ("undo", _("Undo")),
        ]
    )


class SplitForm(forms.Form):
    """A record to split off from its work."""

    record = RowNumberField()
