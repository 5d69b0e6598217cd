"""Works, the records behind them, what was read from them and every move they made."""

from __future__ import annotations

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from pprnet_site.catalogue.derived_models import DerivedTable
from pprnet_site.catalogue.enums import ImportStatus, WorkStatus
from pprnet_site.catalogue.models.harvests import (
    HarvestRun,
    HarvestSchedule,
    HarvestTask,
    SavedSearch,
    WorkNotice,
)
from pprnet_site.catalogue.models.judgements import Judgement
from pprnet_site.catalogue.models.links import LinkKey, WorkLink
from pprnet_site.catalogue.models.pairs import WorkPair

__all__ = [
    "Citation",
    "DerivedTable",
    "HarvestRun",
    "HarvestSchedule",
    "HarvestTask",
    "ImportProblem",
    "ImportRun",
    "Judgement",
    "LinkKey",
    "Move",
    "Record",
    "SampleMark",
    "SavedSearch",
    "Signal",
    "Work",
    "WorkKey",
    "WorkLink",
    "WorkNotice",
    "WorkPair",
]


class ImportRun(models.Model):
    """One file read into the catalogue: what was in it, what became of it, what went wrong."""

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
    """Which process reads it, so that a dead one is told from a slow one."""
    beat_at = models.DateTimeField(_("last activity"), null=True, blank=True)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-started_at", "-pk"]

    def __str__(self) -> str:
        return self.file_name


class ImportProblem(models.Model):
    """One thing in a file that could not be read as it stood."""

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


class Work(models.Model):
    """A publication, after de-duplication; its fields are those of the merged record."""

    title = models.TextField(_("title"))
    authors = models.TextField(_("authors"), blank=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True, db_index=True)
    journal = models.TextField(_("journal"), blank=True)
    doi = models.CharField("DOI", max_length=512, blank=True, db_index=True)
    pmid = models.CharField("PMID", max_length=16, blank=True, db_index=True)
    abstract = models.TextField(_("abstract"), blank=True)
    is_retracted = models.BooleanField(_("retracted"), default=False)
    merged = models.JSONField(_("merged record"), encoder=DjangoJSONEncoder)
    status = models.CharField(
        _("status"), max_length=16, choices=WorkStatus, default=WorkStatus.FOUND, db_index=True
    )
    later_since = models.DateTimeField(_("postponed"), null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="swallowed"
    )
    """The work that has its records since the two were held for one."""
    added_at = models.DateTimeField(_("added"), auto_now_add=True)

    class Meta:
        verbose_name = _("work")
        verbose_name_plural = _("works")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title or f"#{self.pk}"


class Record(models.Model):
    """What one source says about a work, whole, as the engine read it."""

    work = models.ForeignKey(Work, on_delete=models.CASCADE, related_name="records")
    run = models.ForeignKey(
        ImportRun, null=True, blank=True, on_delete=models.SET_NULL, related_name="records"
    )
    source = models.CharField(_("source"), max_length=32)
    source_id = models.CharField(_("identifier in its source"), max_length=255, blank=True)
    position = models.PositiveIntegerField(_("position in its file"), default=0)
    fingerprint = models.CharField(_("fingerprint"), max_length=64, unique=True)
    """SHA-256 of what it says: the same record read twice is stored once."""
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
    """A blocking key of a work: two works that share one may be the same."""

    work = models.ForeignKey(Work, on_delete=models.CASCADE, related_name="keys")
    key = models.CharField(max_length=255, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["work", "key"], name="one_key_a_work")]

    def __str__(self) -> str:
        return self.key


class Signal(models.Model):
    """One thing that a machine read from a work; it can be thrown away and read again."""

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


class Citation(models.Model):
    """The reference of a work: its CSL-JSON item, where each field came from, its APA form."""

    work = models.OneToOneField(Work, on_delete=models.CASCADE, related_name="citation")
    csl = models.JSONField(_("CSL-JSON"), default=dict)
    origins = models.JSONField(_("where each field came from"), default=dict)
    """Name of a CSL field -> "record" (an imported record) or "person" (typed)."""
    html = models.TextField(_("APA 7, as HTML"), blank=True)
    text = models.TextField(_("APA 7, plain"), blank=True)
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
    """One move of a work from state to state: who, when and why. Never changed, only undone."""

    work = models.ForeignKey(Work, on_delete=models.CASCADE, related_name="moves")
    from_status = models.CharField(max_length=16, choices=WorkStatus)
    to_status = models.CharField(max_length=16, choices=WorkStatus)
    put_off = models.BooleanField(_("later"), default=False)
    """A decision to decide later: the status stays, the work waits in a list of its own."""
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


class SampleMark(models.Model):
    """What belongs to the sample, so that it can be taken away without touching anything else."""

    kind = models.CharField(_("kind"), max_length=32)
    key = models.CharField(_("key"), max_length=64)

    class Meta:
        verbose_name = _("sample marker")
        verbose_name_plural = _("sample markers")
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="one_mark_a_thing")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
