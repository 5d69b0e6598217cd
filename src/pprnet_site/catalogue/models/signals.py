"""Signals: what was extracted from a work, with its supporting text."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from pprnet_site.catalogue.models.works import Work


class Signal(models.Model):
    """One value extracted from a work; it can be deleted and extracted again."""

    work = models.ForeignKey(Work, on_delete=models.CASCADE, related_name="signals")
    kind = models.CharField(_("kind"), max_length=32)
    value = models.CharField(_("value"), max_length=64)
    score = models.FloatField(_("score, 0 to 1"))
    method = models.CharField(_("method"), max_length=64)
    version = models.CharField(_("version"), max_length=32)
    spans = models.JSONField(_("position of the supporting text"), default=list)
    """A list of [field, start, end], in characters from 0, end exclusive."""
    detail = models.JSONField(_("what an effect is made of"), default=dict, blank=True)

    class Meta:
        verbose_name = _("signal")
        verbose_name_plural = _("signals")
        ordering = ["work", "kind", "-score", "value"]
        indexes = [models.Index(fields=["kind", "value"])]

    def __str__(self) -> str:
        return f"{self.kind}: {self.value}"
