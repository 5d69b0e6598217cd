"""Judgements of extracted signals by people."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pprnet_site.catalogue.enums import JudgementVerdict


class Judgement(models.Model):
    """A person's judgement of one signal of a work. Never changed, only superseded by a person.

    It keeps a copy of the signal's supporting text, so that the judged signal is known after the
    work has been extracted again.
    """

    work = models.ForeignKey("catalogue.Work", on_delete=models.CASCADE, related_name="judgements")
    kind = models.CharField(_("kind"), max_length=32)
    value = models.CharField(_("value"), max_length=64, blank=True)
    """As in a signal; empty where a person says that the work does not state it."""
    verdict = models.CharField(_("verdict"), max_length=16, choices=JudgementVerdict)
    detail = models.JSONField(_("what an effect is made of"), default=dict, blank=True)
    spans = models.JSONField(_("position of the supporting text"), default=list, blank=True)
    score = models.FloatField(_("score of the automatic reading"), null=True, blank=True)
    method = models.CharField(_("method"), max_length=64, blank=True)
    version = models.CharField(_("version"), max_length=32, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL
    )
    at = models.DateTimeField(_("time"), auto_now_add=True)
    superseded_at = models.DateTimeField(_("superseded"), null=True, blank=True)
    superseded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("judgement of a signal")
        verbose_name_plural = _("judgements of signals")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["work", "kind", "value"],
                condition=models.Q(superseded_at=None),
                name="one_word_holds",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.value} ({self.verdict})"
