"""Works, their records, keys and citations, and every change of status."""

from __future__ import annotations

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from pprnet_site.catalogue.enums import (
    RETRACTED_STATES,
    WARNING_STATES,
    WorkState,
    WorkStatus,
)
from pprnet_site.catalogue.models.imports import ImportRun


class Work(models.Model):  # type: ignore[django-manager-missing]  # that of an untyped model
    """A publication, after de-duplication; its fields are those of the merged record."""

    title = models.TextField(_("title"))
    authors = models.TextField(_("authors"), blank=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True, db_index=True)
    journal = models.TextField(_("journal"), blank=True)
    doi = models.CharField("DOI", max_length=512, blank=True, db_index=True)
    pmid = models.CharField("PMID", max_length=16, blank=True, db_index=True)
    abstract = models.TextField(_("abstract"), blank=True)
    state = models.CharField(
        _("state"), max_length=32, choices=WorkState, default=WorkState.CURRENT, db_index=True
    )
    """What its notices say of it, without those that an editor disputes."""
    merged = models.JSONField(_("merged record"), encoder=DjangoJSONEncoder)
    status = models.CharField(
        _("status"), max_length=16, choices=WorkStatus, default=WorkStatus.FOUND, db_index=True
    )
    later_since = models.DateTimeField(_("postponed"), null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="swallowed"
    )
    """The work that it was merged into as a duplicate, which has its records."""
    added_at = models.DateTimeField(_("added"), auto_now_add=True)

    class Meta:
        verbose_name = _("work")
        verbose_name_plural = _("works")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title or f"#{self.pk}"

    @property
    def is_retracted(self) -> bool:
        """Whether it is retracted, replaced by a corrected version or not."""
        return self.state in RETRACTED_STATES

    @property
    def has_warning(self) -> bool:
        """Whether it is retracted or under an expression of concern."""
        return self.state in WARNING_STATES


class Record(models.Model):
    """The content of one record from one source, complete, as the engine read it."""

    work = models.ForeignKey(Work, on_delete=models.CASCADE, related_name="records")
    run = models.ForeignKey(
        ImportRun, null=True, blank=True, on_delete=models.SET_NULL, related_name="records"
    )
    source = models.CharField(_("source"), max_length=32)
    source_id = models.CharField(_("identifier in its source"), max_length=255, blank=True)
    position = models.PositiveIntegerField(_("position in its file"), default=0)
    fingerprint = models.CharField(_("fingerprint"), max_length=64, unique=True)
    """SHA-256 of the content: the same record imported twice is stored once."""
    data = models.JSONField(_("record"), encoder=DjangoJSONEncoder)
    merge_rule = models.CharField(_("merged by"), max_length=64, blank=True)
    merge_detail = models.TextField(_("why it was merged"), blank=True)

    class Meta:
        verbose_name = _("record")
        verbose_name_plural = _("records")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.source} {self.source_id}".strip()


class WorkKey(models.Model):
    """A blocking key of a work: two works that share one may be duplicates."""

    work = models.ForeignKey(Work, on_delete=models.CASCADE, related_name="keys")
    key = models.CharField(max_length=255, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["work", "key"], name="one_key_a_work")]

    def __str__(self) -> str:
        return self.key


class Citation(models.Model):
    """The citation of a work: its CSL-JSON item, the origin of each field, its APA form."""

    work = models.OneToOneField(Work, on_delete=models.CASCADE, related_name="citation")
    csl = models.JSONField(_("CSL-JSON"), default=dict)
    origins = models.JSONField(_("where each field came from"), default=dict)
    """Name of a CSL field -> "record" (of a service or an imported file), "pasted" (by a person) or
    "person" (typed)."""
    html = models.TextField(_("APA 7, as HTML"), blank=True)
    text = models.TextField(_("APA 7, plain"), blank=True)
    """Empty while the reference waits to be formatted."""
    format_problem = models.TextField(_("why it is not in APA 7"), blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL
    )
    confirmed_name = models.CharField(_("confirmed by"), max_length=255, blank=True)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)

    class Meta:
        verbose_name = _("citation")
        verbose_name_plural = _("citations")

    def __str__(self) -> str:
        return self.text


class Move(models.Model):
    """One change of status of a work: who, when and why. Never changed, only undone."""

    work = models.ForeignKey(Work, on_delete=models.CASCADE, related_name="moves")
    from_status = models.CharField(max_length=16, choices=WorkStatus)
    to_status = models.CharField(max_length=16, choices=WorkStatus)
    put_off = models.BooleanField(_("later"), default=False)
    """A postponed decision: the status stays, and the work is listed as postponed."""
    reason = models.CharField(_("reason"), max_length=32, blank=True)
    note = models.TextField(_("note"), blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL
    )
    at = models.DateTimeField(_("time"), auto_now_add=True)
    undone_at = models.DateTimeField(_("undone"), null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("change of status")
        verbose_name_plural = _("changes of status")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.from_status} → {self.to_status}"
