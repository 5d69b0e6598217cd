"""Pairs of possible duplicates, and the decisions on them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pprnet_site.catalogue.enums import PairVerdict


class WorkPair(models.Model):
    """Two works that may be duplicates: the reason, and who decided what."""

    first = models.ForeignKey("catalogue.Work", on_delete=models.CASCADE, related_name="+")
    """The work that was stored first."""
    second = models.ForeignKey("catalogue.Work", on_delete=models.CASCADE, related_name="+")
    score = models.FloatField(_("how much agrees, 0 to 1"))
    rule = models.CharField(_("rule"), max_length=64)
    detail = models.TextField(_("agreements and differences"), blank=True)
    verdict = models.CharField(
        _("verdict"), max_length=8, choices=PairVerdict, default=PairVerdict.OPEN, db_index=True
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    moved = models.JSONField(_("records that changed their work"), default=list)
    """Numbers of the records that a merge moved from one work to the other."""
    added_at = models.DateTimeField(_("added"), auto_now_add=True)

    class Meta:
        verbose_name = _("pair of works")
        verbose_name_plural = _("pairs of works")
        ordering = ["-score", "pk"]
        constraints = [models.UniqueConstraint(fields=["first", "second"], name="one_pair_of_two")]

    def __str__(self) -> str:
        return f"{self.first} / {self.second}"
