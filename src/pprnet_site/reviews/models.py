"""Database models of reviews. The rows point to Wagtail's pages and versions."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pprnet_site.reviews.enums import (
    DraftText,
    OverriddenRule,
    ReadingVerdict,
)

MAX_NOTE = 2000
FINGERPRINT_LENGTH = 64


def _person(label: Any) -> models.ForeignKey[Any, Any]:
    """Return a column for an account; the row stays where the account is deleted."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=label,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )


def _page() -> models.ForeignKey[Any, Any]:
    """Return a column for the page that a row is about."""
    return models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")


def _version() -> models.ForeignKey[Any, Any]:
    """Return a column for a stored version."""
    return models.ForeignKey(
        "wagtailcore.Revision",
        verbose_name=_("version"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )


def _fingerprint() -> models.CharField[str, str]:
    """Return a column for the SHA-256 of the texts of a version."""
    return models.CharField(_("fingerprint of the text"), max_length=FINGERPRINT_LENGTH)


class HandIn(models.Model):
    """A draft that its author has handed in."""

    page = _page()
    revision = _version()
    fingerprint = _fingerprint()
    by = _person(_("handed in by"))
    at = models.DateTimeField(_("time"), auto_now_add=True)
    note = models.TextField(_("note"), max_length=MAX_NOTE, blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)

    class Meta:
        verbose_name = _("hand-in")
        verbose_name_plural = _("hand-ins")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["page"], condition=models.Q(closed_at=None), name="one_open_hand_in"
            )
        ]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.at}"


class ReaderAssignment(models.Model):
    """A person who was asked to read a draft until a day."""

    page = _page()
    reader = _person(_("reader"))
    by = _person(_("asked by"))
    at = models.DateTimeField(_("time"), auto_now_add=True)
    due = models.DateField(_("to be read until"))
    note = models.TextField(_("note"), max_length=MAX_NOTE, blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)

    class Meta:
        verbose_name = _("assignment of a reader")
        verbose_name_plural = _("assignments of readers")
        ordering = ["due", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["page", "reader"],
                condition=models.Q(closed_at=None),
                name="one_open_assignment_a_reader",
            )
        ]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.reader_id}, {self.due}"


class GuestLink(models.Model):
    """A secret address at which a person without an account reads one version."""

    page = _page()
    revision = models.ForeignKey(
        "wagtailcore.Revision",
        verbose_name=_("version"),
        on_delete=models.CASCADE,
        related_name="+",
    )
    token_hash = models.CharField(_("hash of the secret"), max_length=64, unique=True)
    guest_name = models.CharField(_("name of the guest"), max_length=120, blank=True)
    by = _person(_("made by"))
    at = models.DateTimeField(_("time"), auto_now_add=True)
    expires_at = models.DateTimeField(_("expires"))
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)

    class Meta:
        verbose_name = _("link for a guest")
        verbose_name_plural = _("links for guests")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.expires_at}"


class VersionReading(models.Model):
    """What a reader said of a version."""

    page = _page()
    revision = _version()
    fingerprint = _fingerprint()
    reader = _person(_("reader"))
    link = models.ForeignKey(
        GuestLink, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    verdict = models.CharField(_("verdict"), max_length=8, choices=ReadingVerdict)
    note = models.TextField(_("note"), max_length=MAX_NOTE, blank=True)
    is_second_person = models.BooleanField(_("read by a person other than the author"))
    """Whether neither the reader, nor who made a guest's link, wrote or handed in the version."""
    at = models.DateTimeField(_("time"), auto_now_add=True)

    class Meta:
        verbose_name = _("reading")
        verbose_name_plural = _("readings")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.get_verdict_display()}"


class MarginComment(models.Model):
    """A comment on a passage of a draft, or on one of its texts."""

    page = _page()
    revision = _version()
    field = models.CharField(_("text"), max_length=32, choices=DraftText)
    quotation = models.TextField(_("passage"), max_length=1000, blank=True)
    start = models.PositiveIntegerField(_("first character"), default=0)
    end = models.PositiveIntegerField(_("end of the passage"), default=0)
    text = models.TextField(_("comment"), max_length=MAX_NOTE)
    by = _person(_("written by"))
    link = models.ForeignKey(
        GuestLink, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(_("time"), auto_now_add=True)
    resolved_at = models.DateTimeField(_("resolved"), null=True, blank=True)
    resolved_by = _person(_("resolved by"))

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.text[:60]}"


class SameMeaningMark(models.Model):
    """An editor's statement that a change of spelling did not change the meaning."""

    page = _page()
    read = models.CharField(_("text that was read"), max_length=FINGERPRINT_LENGTH)
    changed = models.CharField(_("text after the change"), max_length=FINGERPRINT_LENGTH)
    by = _person(_("stated by"))
    at = models.DateTimeField(_("time"), auto_now_add=True)

    class Meta:
        verbose_name = _("change of spelling")
        verbose_name_plural = _("changes of spelling")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["page", "read", "changed"], name="one_mark_a_change")
        ]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.at}"


class TickedChecks(models.Model):
    """The check list of one person alone, ticked for a version."""

    page = _page()
    revision = _version()
    fingerprint = _fingerprint()
    points = models.JSONField(_("points"), default=list)
    by = _person(_("ticked by"))
    at = models.DateTimeField(_("time"), auto_now_add=True)

    class Meta:
        verbose_name = _("check list")
        verbose_name_plural = _("check lists")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["page", "fingerprint"], name="one_list_a_version")
        ]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.at}"


class GateOverride(models.Model):
    """An editor's decision to publish one version against a rule of the gate, with the reason."""

    page = _page()
    revision = _version()
    fingerprint = _fingerprint()
    rule = models.CharField(_("rule"), max_length=32, choices=OverriddenRule)
    reason = models.TextField(_("reason"), max_length=MAX_NOTE)
    by = _person(_("decided by"))
    at = models.DateTimeField(_("time"), auto_now_add=True)

    class Meta:
        verbose_name = _("override")
        verbose_name_plural = _("overrides")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["page", "fingerprint", "rule"], name="one_override_a_version"
            )
        ]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.rule}"
