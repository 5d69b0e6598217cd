"""What the desk keeps for itself."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Criteria(models.Model):
    """What the network looks for, in the editors' words; the newest row holds."""

    text = models.TextField(_("criteria"), max_length=4000)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL
    )
    at = models.DateTimeField(_("written"), auto_now_add=True)

    class Meta:
        verbose_name = _("criteria")
        verbose_name_plural = _("criteria")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.text
