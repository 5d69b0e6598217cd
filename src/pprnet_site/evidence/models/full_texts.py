"""Full texts of works. They are private: no page, feed, export or index for readers has them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pprnet_site.catalogue.models import Work
from pprnet_site.evidence.enums import FullTextKind, Layer, TitleAgreement


class FullTextRow(models.Model):
    """An article that an editor added to a work. Its passages are kept, its file is not."""

    work = models.ForeignKey(Work, on_delete=models.CASCADE, related_name="full_texts")
    kind = models.CharField(_("kind"), max_length=8, choices=FullTextKind)
    file_name = models.CharField(_("file"), max_length=255, blank=True)
    title = models.TextField(_("title that was read"), blank=True)
    title_agreement = models.CharField(
        _("agreement of the titles"), max_length=8, choices=TitleAgreement
    )
    content_hash = models.CharField(_("SHA-256 of the content"), max_length=64)
    pages = models.PositiveIntegerField(_("pages"), default=0)
    """0 where it has no pages."""
    characters = models.PositiveIntegerField(_("characters"), default=0)
    problems = models.JSONField(_("problems"), default=list)
    """Sentences that say what could not be read."""
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL
    )
    added_at = models.DateTimeField(_("added"), auto_now_add=True)
    title_confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    title_confirmed_at = models.DateTimeField(_("title confirmed"), null=True, blank=True)

    class Meta:
        verbose_name = _("full text")
        verbose_name_plural = _("full texts")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["work", "content_hash"], name="one_full_text_a_content")
        ]

    def __str__(self) -> str:
        return self.title or self.file_name or f"#{self.pk}"

    @property
    def needs_confirmation(self) -> bool:
        """Whether it has the title of another publication and nobody has confirmed it.

        Until then no claim is compared with it.
        """
        return self.title_agreement == TitleAgreement.OTHER and self.title_confirmed_at is None


class PassageRow(models.Model):
    """A paragraph, heading or table row of a full text."""

    full_text = models.ForeignKey(FullTextRow, on_delete=models.CASCADE, related_name="passages")
    order = models.PositiveIntegerField(_("position"))
    page = models.PositiveIntegerField(_("page"), default=0)
    """On which it begins, from 1; 0 where there are no pages."""
    page_starts = models.JSONField(_("where further pages begin"), default=list)
    """In characters of the text, from 0."""
    layer = models.CharField(_("layer"), max_length=8, choices=Layer)
    section = models.TextField(_("section"), blank=True)
    text = models.TextField(_("text"))
    headings = models.JSONField(_("headings of the columns"), default=list)
    cells = models.JSONField(_("cells"), default=list)
    """Of a table row, and as many headings; other passages have none."""

    class Meta:
        verbose_name = _("passage")
        verbose_name_plural = _("passages")
        ordering = ["full_text", "order"]
        constraints = [
            models.UniqueConstraint(fields=["full_text", "order"], name="one_passage_a_position")
        ]

    def __str__(self) -> str:
        return self.text[:60]


class UnreadNumberRow(models.Model):
    """A number of a PDF on which two readers do not agree."""

    full_text = models.ForeignKey(FullTextRow, on_delete=models.CASCADE, related_name="unread")
    page = models.PositiveIntegerField(_("page"), default=0)
    first = models.TextField(_("by the first reader"), blank=True)
    second = models.TextField(_("by the second reader"), blank=True)

    class Meta:
        verbose_name = _("number that could not be read")
        verbose_name_plural = _("numbers that could not be read")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.first} / {self.second}"
