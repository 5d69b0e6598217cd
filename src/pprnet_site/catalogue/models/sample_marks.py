"""Markers of the sample."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class SampleMark(models.Model):
    """An object of the sample, so that the sample can be removed without changing anything else."""

    kind = models.CharField(_("kind"), max_length=32)
    key = models.CharField(_("key"), max_length=64)

    class Meta:
        verbose_name = _("sample marker")
        verbose_name_plural = _("sample markers")
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="one_mark_a_thing")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
