"""References formatted by pandoc, always after the transaction that changed their fields.

A transaction that changes a citation clears its form and commits; then the form is computed and
stored on its own. A form that could not be computed, because the process ended or pandoc is
missing, is computed by the next run of `format_pending_citations`.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from pprnet.citations import format_references
from pprnet.citations.apa_items import LISTED_AUTHORS
from pprnet.citations.pandoc import pandoc_path
from pprnet.errors import CitationError, PandocMissingError
from pprnet_site.catalogue.models import Citation
from pprnet_site.catalogue.query_chunks import in_chunks
from pprnet_site.core.errors import ActionRefusedError

PENDING_AT_ONCE = 200
FORM_FIELDS = ("html", "text", "format_problem")

logger = logging.getLogger(__name__)


def ensure_pandoc() -> None:
    """Raise `ActionRefusedError` if references cannot be formatted on this server."""
    try:
        pandoc_path()
    except PandocMissingError as error:
        raise ActionRefusedError(
            _(
                "References are formatted with pandoc, which is not installed on this server. "
                "Nothing was saved. Ask whoever runs the site to install it: "
                "pip install pypandoc-binary."
            )
        ) from error


def clear_forms(citations: Iterable[Citation]) -> None:
    """Empty the form of unsaved citations whose fields changed."""
    for citation in citations:
        citation.html = citation.text = citation.format_problem = ""


def format_after_commit(citations: Sequence[Citation]) -> None:
    """Format saved citations when the open transaction has been committed, or now without one."""
    if citations:
        transaction.on_commit(partial(_format_or_leave_pending, list(citations)))


def format_pending_citations(*, now: datetime) -> int:  # noqa: ARG001 - for every scheduled job
    """Format the citations that have no form yet, up to `PENDING_AT_ONCE`; return their number.

    Args:
        now: the time of the run, which every scheduled job receives.

    Raises:
        CitationError: Pandoc is missing.
    """
    pending = Citation.objects.filter(text="").exclude(csl={})
    return _format_and_save(list(pending.order_by("pk")[:PENDING_AT_ONCE]))


def format_long_lists_again() -> None:
    """Format the citations of many authors again, which earlier versions printed by their batch.

    Where they cannot be formatted now, their forms are emptied and wait.
    """
    stored = Citation.objects.exclude(text="").values_list("pk", "csl").iterator()
    numbers = [number for number, csl in stored if len(csl.get("author") or ()) > LISTED_AUTHORS]
    for some in in_chunks(numbers):
        try:
            _format_and_save(list(Citation.objects.filter(pk__in=some)))
        except CitationError:
            logger.exception("%d references could not be formatted again", len(some))
            Citation.objects.filter(pk__in=some).update(html="", text="", format_problem="")


def _format_or_leave_pending(citations: list[Citation]) -> None:
    """Format citations; without pandoc they stay without a form until it is there."""
    rows = Citation.objects.in_bulk([citation.pk for citation in citations])
    try:
        _format_and_save(list(rows.values()))
    except CitationError:
        logger.exception("%d references could not be formatted", len(citations))
    for citation in citations:
        if (row := rows.get(citation.pk)) is not None:
            copy_form(row, citation)


def _format_and_save(rows: list[Citation]) -> int:
    """Format stored citations and store the forms; return the number of those stored."""
    forms = format_references([row.csl for row in rows])
    for row, form in zip(rows, forms, strict=True):
        row.html, row.text, row.format_problem = form.html, form.text, form.problem
    return _save_forms(rows)


@transaction.atomic
def _save_forms(formatted: list[Citation]) -> int:
    """Store forms, except of citations that were changed or deleted while they were formatted."""
    numbers = [row.pk for row in formatted]
    now = Citation.objects.select_for_update().in_bulk(numbers)
    same = [row for row in formatted if row.pk in now and now[row.pk].csl == row.csl]
    Citation.objects.bulk_update(same, FORM_FIELDS, batch_size=PENDING_AT_ONCE)
    return len(same)


def copy_form(source: Citation, target: Citation) -> None:
    """Set the form of a citation in memory to that of another."""
    for name in FORM_FIELDS:
        setattr(target, name, getattr(source, name))
