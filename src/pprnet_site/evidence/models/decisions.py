"""What people decided about claims and about findings of the checker.

A decision is never changed: a newer one supersedes it, and the earlier one is kept.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pprnet_site.catalogue.models import Work
from pprnet_site.evidence.enums import CheckedField, ClaimVerdict, Layer

MAX_QUOTE = 600
MAX_NOTE = 2000
MAX_CLAIM = 400
"""Characters; PostgreSQL limits what an index can hold."""
MAX_CODE = 64


class ClaimDecision(models.Model):
    """A person's decision about one claim of a summary.

    The claim is known by its field, its text, the SHA-256 of its sentence and its number among
    equal ones, so that changes elsewhere in the text leave the decision in force.
    """

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    field = models.CharField(_("text"), max_length=16, choices=CheckedField)
    claim_kind = models.CharField(_("kind of claim"), max_length=16)
    claim = models.CharField(_("claim"), max_length=MAX_CLAIM)
    sentence_hash = models.CharField(_("SHA-256 of its sentence"), max_length=64)
    number = models.PositiveSmallIntegerField(_("number among equal ones"), default=0)
    verdict = models.CharField(_("decision"), max_length=16, choices=ClaimVerdict)
    work = models.ForeignKey(
        Work,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("work"),
    )
    layer = models.CharField(_("layer"), max_length=8, choices=Layer, blank=True)
    page_number = models.PositiveIntegerField(_("page of the source"), null=True, blank=True)
    quote = models.TextField(_("passage"), max_length=MAX_QUOTE, blank=True)
    quote_start = models.PositiveIntegerField(_("first character"), default=0)
    quote_end = models.PositiveIntegerField(_("end of the passage"), default=0)
    """Characters of the layer's text; both 0 where the passage was typed."""
    note = models.TextField(_("place, citation, note or reason"), max_length=MAX_NOTE, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(_("time"), auto_now_add=True)
    superseded_at = models.DateTimeField(_("superseded"), null=True, blank=True)
    superseded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("decision about a claim")
        verbose_name_plural = _("decisions about claims")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["page", "field", "claim_kind", "claim", "sentence_hash", "number"],
                condition=models.Q(superseded_at=None),
                name="one_decision_a_claim",
            )
        ]

    def __str__(self) -> str:
        return f"{self.claim}: {self.get_verdict_display()}"


class CheckerOverride(models.Model):
    """An editor's decision that a finding of the checker's rules does not stop publication."""

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    code = models.CharField(_("rule"), max_length=MAX_CODE)
    field = models.CharField(_("text"), max_length=32)
    text = models.CharField(_("what was found"), max_length=MAX_CLAIM, blank=True)
    reason = models.TextField(_("reason"), max_length=MAX_NOTE)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(_("time"), auto_now_add=True)
    superseded_at = models.DateTimeField(_("superseded"), null=True, blank=True)
    superseded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("override of the checker")
        verbose_name_plural = _("overrides of the checker")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["page", "code", "field", "text"],
                condition=models.Q(superseded_at=None),
                name="one_override_a_finding",
            )
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.reason}"
