"""Imports: one imported file, and the problems in it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pprnet_site.catalogue.enums import ImportStatus


class ImportRun(models.Model):
    """One imported file: the counts of its records, and its result."""

    file_name = models.CharField(_("file"), max_length=255)
    digest = models.CharField(_("SHA-256 of the file"), max_length=64, db_index=True)
    upload = models.FileField(_("upload"), upload_to="imports/", blank=True)
    status = models.CharField(
        _("status"), max_length=16, choices=ImportStatus, default=ImportStatus.WAITING
    )
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL
    )
    started_at = models.DateTimeField(_("started"), auto_now_add=True)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    expected = models.PositiveIntegerField(_("records expected"), null=True, blank=True)
    read = models.PositiveIntegerField(_("records read"), default=0)
    known = models.PositiveIntegerField(_("records already known"), default=0)
    merged = models.PositiveIntegerField(_("records merged into a known work"), default=0)
    added = models.PositiveIntegerField(_("works added"), default=0)
    error = models.TextField(_("error"), blank=True)
    owner = models.CharField(_("process"), max_length=128, blank=True)
    """The process that reads it, to distinguish a dead one from a slow one."""
    beat_at = models.DateTimeField(_("last activity"), null=True, blank=True)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-started_at", "-pk"]

    def __str__(self) -> str:
        return self.file_name


class ImportProblem(models.Model):
    """One part of a file that could not be read."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="problems")
    line = models.PositiveIntegerField(_("line"), default=0)
    position = models.PositiveIntegerField(_("record"), default=0)
    message = models.TextField(_("problem"))
    lost = models.BooleanField(_("data were lost"), default=True)

    class Meta:
        verbose_name = _("problem of an import")
        verbose_name_plural = _("problems of imports")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.message
