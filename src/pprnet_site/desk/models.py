"""Database models of the desk: criteria, screening settings, votes, holds, typed drafts."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pprnet_site.catalogue.models import Move, Work
from pprnet_site.desk.enums import SCREENER_CHOICES, ExclusionReason, Verdict


class Criteria(models.Model):
    """Screening criteria in the editors' words; the newest row applies."""

    text = models.TextField(_("criteria"), max_length=4000, blank=True)
    sought = models.TextField(_("inclusion terms"), max_length=2000, blank=True)
    avoided = models.TextField(_("exclusion terms"), max_length=2000, blank=True)
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


class ScreeningPlan(models.Model):
    """How many people screen each work; the newest row applies, and without a row it is one."""

    screeners = models.PositiveSmallIntegerField(
        _("people who screen each work"),
        choices=SCREENER_CHOICES,
        default=1,
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL
    )
    at = models.DateTimeField(_("chosen"), auto_now_add=True)

    class Meta:
        verbose_name = _("screening settings")
        verbose_name_plural = _("screening settings")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return str(self.get_screeners_display())


class Vote(models.Model):
    """The vote of one of two screeners, hidden from the other until both have voted."""

    work = models.ForeignKey(Work, on_delete=models.CASCADE, related_name="votes")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="votes"
    )
    verdict = models.CharField(
        _("verdict"), max_length=8, choices=[v for v in Verdict.choices if v[0] != Verdict.BACK]
    )
    reason = models.CharField(_("reason"), max_length=32, choices=ExclusionReason, blank=True)
    note = models.TextField(_("note"), max_length=2000, blank=True)
    at = models.DateTimeField(_("time"), auto_now_add=True)
    undone_at = models.DateTimeField(_("undone"), null=True, blank=True)
    move = models.ForeignKey(Move, null=True, blank=True, on_delete=models.SET_NULL)
    """The move that the votes on this work led to, by agreement or by a resolved conflict."""

    class Meta:
        verbose_name = _("vote")
        verbose_name_plural = _("votes")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["work", "by"],
                condition=models.Q(undone_at=None),
                name="one_vote_a_person",
            )
        ]

    def __str__(self) -> str:
        return f"{self.work_id}: {self.verdict}"


class WorkHold(models.Model):
    """The work that a screener has open, which others are not shown until the time is over."""

    work = models.OneToOneField(Work, on_delete=models.CASCADE, related_name="hold")
    by = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="held_work"
    )
    until = models.DateTimeField(_("held until"), db_index=True)

    class Meta:
        verbose_name = _("held work")
        verbose_name_plural = _("held works")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.work_id}: {self.by_id}"


class AutosavedVersion(models.Model):
    """A version of a draft that was saved as it was typed; the next one of its sitting replaces it.

    A sitting is a draft's page that one person has opened.
    """

    revision = models.OneToOneField(
        "wagtailcore.Revision", on_delete=models.CASCADE, related_name="+"
    )
    sitting = models.CharField(_("sitting"), max_length=32)
    begun_at = models.DateTimeField(_("begun"))
    """When the first version was saved that it replaces."""

    class Meta:
        verbose_name = _("version saved as it was typed")
        verbose_name_plural = _("versions saved as they were typed")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.revision)


class KeptForm(models.Model):
    """The form of a draft as somebody typed it, where it could not be saved as a version."""

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="kept_forms"
    )
    sitting = models.CharField(_("sitting"), max_length=32)
    fields = models.JSONField(_("fields"))
    """The name of each field -> its values, as they were sent."""
    at = models.DateTimeField(_("typed"), auto_now=True)

    class Meta:
        verbose_name = _("typed text")
        verbose_name_plural = _("typed texts")
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["page", "by", "sitting"], name="one_typed_text_a_sitting"
            )
        ]

    def __str__(self) -> str:
        return f"{self.page}, {self.at}"
