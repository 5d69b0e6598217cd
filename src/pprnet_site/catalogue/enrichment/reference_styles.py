"""References in every style: asked for by what is cited, formatted in the background."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import transaction

from pprnet.citations import STYLES, format_references
from pprnet.errors import CitationError
from pprnet_site.catalogue.models import ReferenceForms
from pprnet_site.catalogue.query_chunks import in_chunks

FORMATTED_AT_ONCE = 50
"""References that one run formats: six styles of them take some seconds."""
LOCALES = {"fr": "fr-CA"}
"""The locale of a reference by the language of what it cites; for the rest it is the style's."""

Item = dict[str, Any]

logger = logging.getLogger(__name__)


@transaction.atomic
def request_forms(items: Mapping[str, Item], *, now: datetime) -> int:
    """Ask for the forms of items by their owners; return how many have to be formatted again.

    Args:
        items: owner -> CSL-JSON.
        now: the time of the run.
    """
    known = forms_of(items)
    changed = {
        owner: item
        for owner, item in items.items()
        if owner not in known or known[owner].item != item
    }
    new = [
        ReferenceForms(owner=owner, item=item, checked_at=now)
        for owner, item in changed.items()
        if owner not in known
    ]
    ReferenceForms.objects.bulk_create(new, ignore_conflicts=True)
    for owner in changed.keys() & known.keys():
        ReferenceForms.objects.filter(pk=owner).update(
            item=items[owner], forms={}, is_pending=True, checked_at=now
        )
    for some in in_chunks(sorted(items.keys() - changed.keys())):
        ReferenceForms.objects.filter(pk__in=some).update(checked_at=now)
    return len(changed)


def request_all_again() -> None:
    """Ask for every stored form again, as after a change in what a style prints."""
    ReferenceForms.objects.update(is_pending=True)


def forms_of(owners: Iterable[str]) -> dict[str, ReferenceForms]:
    """Return the stored forms of some owners."""
    return {
        row.owner: row
        for some in in_chunks(sorted(owners))
        for row in ReferenceForms.objects.filter(pk__in=some)
    }


def format_pending_forms(*, now: datetime) -> int:  # noqa: ARG001 - for every scheduled job
    """Format references that wait in every style, up to `FORMATTED_AT_ONCE`; return their number.

    Args:
        now: the time of the run, which every scheduled job receives.
    """
    rows = list(ReferenceForms.objects.filter(is_pending=True)[:FORMATTED_AT_ONCE])
    try:
        made = [(row, forms) for row, forms in zip(rows, format_in_styles(rows), strict=True)]
    except CitationError:
        logger.exception("%d references could not be formatted in every style", len(rows))
        return 0
    return save_forms(made)


def format_in_styles(rows: Sequence[ReferenceForms]) -> list[dict[str, dict[str, str]]]:
    """Return the forms of each reference by style."""
    made: list[dict[str, dict[str, str]]] = [{} for _row in rows]
    for locale in {_locale(row) for row in rows}:
        some = [at for at, row in enumerate(rows) if _locale(row) == locale]
        for style in STYLES:
            items = [rows[at].item for at in some]
            forms = format_references(items, style=style, locale=locale)
            for at, form in zip(some, forms, strict=True):
                made[at][style] = asdict(form)
    return made


def _locale(row: ReferenceForms) -> str:
    """Return the locale of a reference, empty where it is that of each style."""
    return LOCALES.get(str(row.item.get("language", ""))[:2], "")


@transaction.atomic
def save_forms(made: Sequence[tuple[ReferenceForms, dict[str, dict[str, str]]]]) -> int:
    """Store forms, except of items that changed meanwhile; return the number of those stored."""
    stored = 0
    for row, forms in made:
        same = ReferenceForms.objects.select_for_update().filter(pk=row.pk).first()
        if same is not None and same.item == row.item:
            same.forms, same.is_pending = forms, False
            same.save(update_fields=["forms", "is_pending"])
            stored += 1
    return stored
