"""Notices about publications, the events that follow from them, and what people decided."""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pprnet_site.catalogue.enums import EventVerdict, ImportStatus, WorkNoticeKind, WorkState


class WorkNotice(models.Model):
    """A notice about a publication, stored here or not, and its source.

    It names the publication by DOI and PMID, or by title, so that it also applies to works added
    later.
    """

    kind = models.CharField(_("kind"), max_length=32, choices=WorkNoticeKind)
    doi = models.CharField("DOI", max_length=512, blank=True, db_index=True)
    pmid = models.CharField("PMID", max_length=16, blank=True, db_index=True)
    title = models.TextField(_("title of the publication"), blank=True)
    authors = models.JSONField(_("its authors"), default=list)
    journal = models.TextField(_("its journal"), blank=True)
    published = models.CharField(_("its date"), max_length=10, blank=True)
    title_key = models.CharField(max_length=255, blank=True, db_index=True)
    """Blocking key of the title, only where neither DOI nor PMID is stated."""
    notice_doi = models.CharField(_("DOI of the notice"), max_length=512, blank=True)
    notice_pmid = models.CharField(_("PMID of the notice"), max_length=16, blank=True)
    version_doi = models.CharField(_("DOI of the version to use"), max_length=512, blank=True)
    date = models.CharField(_("date"), max_length=10, blank=True)
    """As precise as known: "2023", "2023-08" or "2023-08-30"."""
    reasons = models.JSONField(_("reasons"), default=list)
    note = models.TextField(_("note"), blank=True)
    source = models.CharField(_("source"), max_length=32)
    fingerprint = models.CharField(_("fingerprint"), max_length=64, unique=True)
    added_at = models.DateTimeField(_("added"), auto_now_add=True)

    class Meta:
        verbose_name = _("notice about a publication")
        verbose_name_plural = _("notices about publications")
        ordering = ["date", "pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.doi or self.pmid or self.title}".strip()


class WorkEvent(models.Model):
    """What happened to a work, from all notices about it, with the decision of an editor.

    It is computed from the notices again whenever one is added; the decision is kept.
    """

    work = models.ForeignKey("catalogue.Work", on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(_("kind"), max_length=32, choices=WorkNoticeKind)
    date = models.CharField(_("date"), max_length=10, blank=True)
    """As precise as known, as in a notice."""
    notice_doi = models.CharField(_("DOI of the notice"), max_length=512, blank=True)
    notice_pmid = models.CharField(_("PMID of the notice"), max_length=16, blank=True)
    version_doi = models.CharField(_("DOI of the version to use"), max_length=512, blank=True)
    sources = models.JSONField(_("sources"), default=list)
    reasons = models.JSONField(_("reasons"), default=list)
    marks = models.JSONField(_("fingerprints of its notices"), default=list)
    is_current = models.BooleanField(_("follows from the notices"), default=True)
    decides_state = models.BooleanField(_("decides the state of the work"), default=False)
    """Whether the state of the work follows from it, by the engine."""
    earlier_dates = models.JSONField(_("earlier dates"), default=list, blank=True)
    """Each date that was stated before the present one, and the time until which it was."""
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    """When its notices became another event, or were no longer about the work."""
    run = models.ForeignKey(
        "catalogue.ImportRun",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="events",
    )
    """The import that it was first reported by."""
    reported_at = models.DateTimeField(_("reported"))
    verdict = models.CharField(
        _("decision"), max_length=16, choices=EventVerdict, default=EventVerdict.REPORTED
    )
    text = models.TextField(_("text for readers"), blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    changed_at = models.DateTimeField(_("last decision or undoing"), null=True, blank=True)

    class Meta:
        verbose_name = _("event of a work")
        verbose_name_plural = _("events of works")
        ordering = ["date", "pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.date}".strip()

    @property
    def decision_mark(self) -> str:
        """What a form keeps to know whether anybody has decided, or a notice come, since then."""
        when = f" {self.decided_at.isoformat()}" if self.decided_at else ""
        known = hashlib.sha256("".join(sorted(self.marks)).encode()).hexdigest()
        return f"{self.verdict}{when}|{known[:12]}"


class StateChange(models.Model):
    """The change of the state of a work with an import, from its first batch to its last."""

    run = models.ForeignKey(
        "catalogue.ImportRun", on_delete=models.CASCADE, related_name="state_changes"
    )
    work = models.ForeignKey(
        "catalogue.Work", on_delete=models.CASCADE, related_name="state_changes"
    )
    before = models.CharField(_("state before"), max_length=32, choices=WorkState)
    after = models.CharField(_("state after"), max_length=32, choices=WorkState)
    """The same as before where a later batch of the import restored it."""

    class Meta:
        verbose_name = _("change of a state")
        verbose_name_plural = _("changes of states")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["run", "work"], name="one_state_change_an_import")
        ]

    def __str__(self) -> str:
        return f"{self.get_before_display()} → {self.get_after_display()}"


class EventDecision(models.Model):
    """A decision of a person on an event. Never changed; it is undone, or a new notice ends it."""

    event = models.ForeignKey(WorkEvent, on_delete=models.CASCADE, related_name="decisions")
    verdict = models.CharField(_("decision"), max_length=16, choices=EventVerdict)
    text = models.TextField(_("text for readers"), blank=True)
    marks = models.JSONField(_("fingerprints of the notices it is on"), default=list, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(_("time"))
    undone_at = models.DateTimeField(_("undone"), null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    is_outdated = models.BooleanField(_("ended by a new notice"), default=False)
    """Whether a notice that arrived later ended it, at `undone_at`, rather than a person."""

    class Meta:
        verbose_name = _("decision on an event")
        verbose_name_plural = _("decisions on events")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.get_verdict_display()}, {self.at}"


class SourceCheck(models.Model):
    """When a service was last asked about a work."""

    work = models.ForeignKey("catalogue.Work", on_delete=models.CASCADE, related_name="checks")
    service = models.CharField(_("service"), max_length=32)
    asked_at = models.DateTimeField(_("last asked"), db_index=True)
    answered_at = models.DateTimeField(_("last answer"), null=True, blank=True)
    """Earlier than `asked_at`, or None, where the last answer said nothing about the work."""
    is_known = models.BooleanField(_("the service knows the work"), default=True)

    class Meta:
        verbose_name = _("check of a work")
        verbose_name_plural = _("checks of works")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["work", "service"], name="one_check_a_service")
        ]

    def __str__(self) -> str:
        return f"{self.service}, {self.asked_at}"


class WatchRun(models.Model):
    """The run of the watch; the table has one row, which says whose turn it is."""

    status = models.CharField(
        _("status"), max_length=16, choices=ImportStatus, default=ImportStatus.DONE
    )
    started_at = models.DateTimeField(_("started"), auto_now_add=True)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    owner = models.CharField(_("process"), max_length=128, blank=True)
    beat_at = models.DateTimeField(_("last activity"), null=True, blank=True)

    class Meta:
        verbose_name = _("run of the watch")
        verbose_name_plural = _("runs of the watch")

    def __str__(self) -> str:
        return str(self.get_status_display())


class WatchedService(models.Model):
    """A service that the watch asks: its last answer and its last failure."""

    key = models.CharField(max_length=32, primary_key=True)
    answered_at = models.DateTimeField(_("last answer"), null=True, blank=True)
    failed_at = models.DateTimeField(_("last failure"), null=True, blank=True)
    failing_since = models.DateTimeField(_("failing since"), null=True, blank=True)
    """Of the first failure after the last answer; None while it answers."""
    problem = models.TextField(_("problem"), blank=True)
    retry_at = models.DateTimeField(_("not asked before"), null=True, blank=True)
    version = models.CharField(_("version of its file"), max_length=255, blank=True)
    """Of a file that is downloaded whole: its entity tag, so that it is not read twice."""

    class Meta:
        verbose_name = _("watched service")
        verbose_name_plural = _("watched services")
        ordering = ["key"]

    def __str__(self) -> str:
        return self.key
