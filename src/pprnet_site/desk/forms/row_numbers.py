"""A form field for the number of a database row."""

from __future__ import annotations

from django import forms
from django.db.models import BigIntegerField


class RowNumberField(forms.IntegerField):
    """The number of a row; one that no database can hold is refused."""

    def __init__(self, *, required: bool = True) -> None:
        super().__init__(min_value=1, max_value=BigIntegerField.MAX_BIGINT, required=required)
