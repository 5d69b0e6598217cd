"""Where the figures of a published summary come from, in words for readers."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from pprnet_site.evidence.enums import FigurePlace
from pprnet_site.evidence.models import BoundFigure


@dataclass(frozen=True, slots=True)
class FigureSource:
    """What readers are told of the place of a figure."""

    where: str
    """In the language of the interface."""
    quote: str = ""
    quote_language: str = ""
    note: str = ""
    """What a person wrote, in the language of the summary."""


@dataclass(frozen=True, slots=True)
class ShownFigure:
    """A figure of a text with its source."""

    field: str
    item: int
    start: int
    end: int
    text: str
    source: FigureSource


def figures_of_page(page: int) -> list[ShownFigure]:
    """Return the figures of the published version whose places are known, in one query."""
    rows = BoundFigure.objects.filter(page=page).order_by("pk")
    return [
        ShownFigure(row.field, row.item, row.start, row.end, row.text, figure_source(row))
        for row in rows
    ]


def figure_source(row: BoundFigure) -> FigureSource:
    """Return what readers are told of a stored place."""
    if row.place == FigurePlace.STATED and row.note:
        return FigureSource("", note=row.note)
    return FigureSource(place_in_words(row), row.quote, row.quote_language)


def place_in_words(row: BoundFigure) -> str:
    """Return a place in the language of the interface."""
    if row.place == FigurePlace.STATED:
        return _("A person found it in the source.")
    if row.place == FigurePlace.OTHER_WORK:
        return _("From another work.")
    if row.place == FigurePlace.COMPUTED:
        if row.formula:
            return _("Computed: %(formula)s") % {"formula": row.formula}
        return _("Computed from values of the source.")
    parts = [row.work, str(row.get_place_display())]
    if row.page_number:
        parts.append(_("p. %(number)s") % {"number": row.page_number})
    if row.table:
        parts.append(_("Table %(number)s") % {"number": row.table})
    if row.section:
        parts.append(_("section “%(heading)s”") % {"heading": row.section})
    return ", ".join(part for part in parts if part)
