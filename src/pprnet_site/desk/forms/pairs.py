"""What a person says of two works that may be one."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from pprnet_site.catalogue.enums import PairVerdict
from pprnet_site.desk.forms.screening import MAX_ROW


class PairForm(forms.Form):
    """An answer about a pair, or its undoing."""

    pair = forms.IntegerField(min_value=1, max_value=MAX_ROW)
    verdict = forms.ChoiceField(
        choices=[
            (PairVerdict.ONE.value, PairVerdict.ONE.label),
            (PairVerdict.TWO.value, PairVerdict.TWO.label),
            ("undo", _("Undo")),
        ]
    )


class SplitForm(forms.Form):
    """A record to take out of its work."""

    record = forms.IntegerField(min_value=1, max_value=MAX_ROW)
