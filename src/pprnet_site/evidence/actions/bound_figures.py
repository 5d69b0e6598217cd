"""Where the figures of a summary come from, saved with its publication."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from pprnet_site.evidence.models import BoundFigure


@transaction.atomic
def save_bound_figures(*, page_id: int, figures: Iterable[BoundFigure]) -> None:
    """Save the figures of the published version in place of those of the version before."""
    rows = list(figures)
    for row in rows:
        row.page_id = page_id
    BoundFigure.objects.filter(page=page_id).delete()
    BoundFigure.objects.bulk_create(rows)
