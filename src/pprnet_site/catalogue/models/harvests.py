"""Harvests: saved searches, their schedule, runs and progress, and notices."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from pprnet_site.catalogue.enums import HarvestSource, HarvestStatus

LAST_MONTH_DAY = 28
"""The last day that every month has."""


class SavedSearch(models.Model):
    """A search of one source, run by every harvest while it is on."""

    source = models.CharField(_("source"), max_length=16, choices=HarvestSource)
    key = models.CharField(max_length=64)
    label = models.CharField(_("name"), max_length=120)
    query = models.TextField(_("query, in the source's own language"))
    shipped = models.BooleanField(_("comes with pprnet"), default=False)
    is_on = models.BooleanField(_("included in every harvest"), default=True)
    reached = models.DateField(_("complete until"), null=True, blank=True)

    class Meta:
        verbose_name = _("saved search")
        verbose_name_plural = _("saved searches")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["source", "key"], name="one_key_a_source")]

    def __str__(self) -> str:
        return f"{self.get_source_display()}: {self.label}"


class HarvestSchedule(models.Model):
    """The schedule of the saved searches; the table has one row."""

    is_on = models.BooleanField(_("every month"), default=False)
    month_day = models.PositiveSmallIntegerField(
        _("on day"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(LAST_MONTH_DAY)],
    )
    next_on = models.DateField(_("next on"), null=True, blank=True)

    class Meta:
        verbose_name = _("schedule of harvests")
        verbose_name_plural = _("schedules of harvests")

    def __str__(self) -> str:
        return str(self.next_on or "")


class HarvestRun(models.Model):
    """One harvest of the records that are new in a period, both days included."""

    since = models.DateField(_("first day"))
    until = models.DateField(_("last day"))
    status = models.CharField(
        _("status"), max_length=16, choices=HarvestStatus, default=HarvestStatus.WAITING
    )
    scheduled = models.BooleanField(_("started by the schedule"), default=False)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL
    )
    started_at = models.DateTimeField(_("started"), auto_now_add=True)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    error = models.TextField(_("error"), blank=True)
    owner = models.CharField(_("process"), max_length=128, blank=True)
    beat_at = models.DateTimeField(_("last activity"), null=True, blank=True)

    class Meta:
        verbose_name = _("harvest")
        verbose_name_plural = _("harvests")
        ordering = ["-started_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.since} – {self.until}"


class HarvestTask(models.Model):
    """One search of a run: a copy of the saved search, and its progress."""

    run = models.ForeignKey(HarvestRun, on_delete=models.CASCADE, related_name="tasks")
    search = models.ForeignKey(
        SavedSearch, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    source = models.CharField(_("source"), max_length=16, choices=HarvestSource)
    key = models.CharField(max_length=64)
    label = models.CharField(_("name"), max_length=120)
    query = models.TextField(_("query"))
    reading = models.OneToOneField(
        "catalogue.ImportRun", on_delete=models.CASCADE, related_name="harvest_task"
    )
    """The import row that counts the records and lists the problems."""
    pages = models.PositiveIntegerField(_("pages fetched"), default=0)
    records = models.PositiveIntegerField(_("records fetched"), default=0)
    problems = models.PositiveIntegerField(_("problems"), default=0)
    cursor = models.TextField(_("where the next page begins"), blank=True)
    total = models.PositiveIntegerField(_("records that the source finds"), null=True, blank=True)
    is_finished = models.BooleanField(_("complete"), default=False)
    error = models.TextField(_("problem of the source"), blank=True)

    class Meta:
        verbose_name = _("search of a harvest")
        verbose_name_plural = _("searches of harvests")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["run", "source", "key"], name="one_a_run")]

    def __str__(self) -> str:
        return f"{self.get_source_display()}: {self.label}"
