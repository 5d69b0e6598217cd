"""What a machine suggested of a summary, and what became of it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pprnet_site.evidence.enums import HelpPart


class MachineHelp(models.Model):
    """One suggestion by a machine, and the person who accepted or rejected it."""

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    part = models.CharField(_("part"), max_length=16, choices=HelpPart)
    value = models.CharField(_("what was suggested"), max_length=400)
    method = models.CharField(_("method"), max_length=64)
    version = models.CharField(_("version"), max_length=32)
    suggested_at = models.DateTimeField(_("suggested"), auto_now_add=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True)
    rejected_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    rejected_at = models.DateTimeField(_("rejected"), null=True, blank=True)

    class Meta:
        verbose_name = _("suggestion by a machine")
        verbose_name_plural = _("suggestions by a machine")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["page", "part", "value"], name="one_row_a_suggestion")
        ]

    def __str__(self) -> str:
        return f"{self.part}: {self.value}"
