"""Where the figures of a published summary come from, as it was at its publication."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from pprnet_site.evidence.enums import CheckedField, FigurePlace
from pprnet_site.evidence.models.decisions import MAX_CLAIM

MAX_SHORT_QUOTE = 240
"""Characters, for texts without spaces; the words are limited when it is saved."""
MAX_PLACE = 200


class BoundFigure(models.Model):
    """A figure of the published version of a summary, with its place in a source.

    It is written at publication and refers to nothing, so that it stays as it is when a source
    changes or a full text is deleted. It holds no words of a full text.
    """

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    field = models.CharField(_("text"), max_length=16, choices=CheckedField)
    item = models.PositiveSmallIntegerField(_("number of the key fact"), default=0)
    start = models.PositiveIntegerField(_("first character"))
    end = models.PositiveIntegerField(_("end of the figure"))
    text = models.CharField(_("figure"), max_length=MAX_CLAIM)
    place = models.CharField(_("place"), max_length=16, choices=FigurePlace)
    work = models.CharField(_("work"), max_length=MAX_PLACE, blank=True)
    """Authors and year."""
    page_number = models.PositiveIntegerField(_("page of the source"), default=0)
    """0 where there are no pages."""
    table = models.CharField(_("number of the table"), max_length=16, blank=True)
    section = models.CharField(_("section"), max_length=MAX_PLACE, blank=True)
    """Its heading, where there are no pages."""
    quote = models.CharField(_("quotation"), max_length=MAX_SHORT_QUOTE, blank=True)
    """Fewer than 25 words of a title or an abstract."""
    quote_language = models.CharField(_("language of the quotation"), max_length=2, blank=True)
    formula = models.CharField(_("formula"), max_length=MAX_PLACE, blank=True)
    note = models.CharField(_("place in words"), max_length=MAX_PLACE, blank=True)

    class Meta:
        verbose_name = _("figure with its place")
        verbose_name_plural = _("figures with their places")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.text}: {self.get_place_display()}"
