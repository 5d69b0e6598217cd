"""Works that are added from a draft, pasted or typed, because no import contained them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pprnet.records import Record
from pprnet_site.catalogue.actions.citations import (
    confirm_citation,
    csl_value,
    pasted_items,
    pasted_record,
    set_typed_field,
)
from pprnet_site.catalogue.data_mapper import fingerprint
from pprnet_site.catalogue.enrichment.work_citations import save_formatted
from pprnet_site.catalogue.enums import ImportStatus
from pprnet_site.catalogue.ingest.batches import assign_records
from pprnet_site.catalogue.ingest.locks import acquire_write_lock
from pprnet_site.catalogue.models import Citation, ImportRun, Work
from pprnet_site.catalogue.models import Record as RecordRow
from pprnet_site.core.errors import ActionRefusedError
from pprnet_site.digest.actions.summary_sources import add_source
from pprnet_site.digest.models import SummaryPage

MANUAL_SOURCE = "by hand"
"""`source` of a record that a person typed."""


@transaction.atomic
def add_pasted_source(*, summary: SummaryPage, text: str, by: User) -> Work:
    """Add the work of one pasted record to a draft; a known work is used again."""
    work, _new = import_single_record(pasted_record(text), name=_("Pasted record"), by=by)
    add_source(summary=summary, work=work, by=by)
    return work


@transaction.atomic
def add_typed_source(
    *, summary: SummaryPage, fields: Mapping[str, Any], by: User, confirmed: bool
) -> Work:
    """Add a work by its typed citation to a draft; a known work keeps its own citation.

    Args:
        summary: the draft.
        fields: CSL variables, as for `complete_citation`.
        by: who typed them.
        confirmed: whether they were checked against the publication.

    Raises:
        ActionRefusedError: The title is missing, or the draft cannot be changed.
    """
    stated = {name: csl_value(name, value) for name, value in fields.items() if value}
    work, new = import_single_record(typed_record(stated), name=_("Typed citation"), by=by)
    add_source(summary=summary, work=work, by=by)
    if new:
        record_typed_fields(work, stated, by=by, confirmed=confirmed)
    return work


def typed_record(stated: Mapping[str, Any]) -> Record:
    """Return the typed fields as a record.

    Raises:
        ActionRefusedError: The title is missing.
    """
    if not stated.get("title"):
        raise ActionRefusedError(_("A new work needs a title. Enter it as printed."))
    found = pasted_items(json.dumps([{"id": MANUAL_SOURCE, **stated}]))
    (record,) = [item for item in found if isinstance(item, Record)]
    return replace(record, source=MANUAL_SOURCE, source_id="", position=0, line=0)


def import_single_record(record: Record, *, name: str, by: User) -> tuple[Work, bool]:
    """Import one record; return its work and whether the work is new."""
    mark = fingerprint(record)
    run = ImportRun.objects.create(
        file_name=name,
        digest=mark,
        status=ImportStatus.DONE,
        started_by=by,
        finished_at=timezone.now(),
    )
    acquire_write_lock()
    assign_records(run, [record], {})
    run.expected = run.read
    run.save()
    return RecordRow.objects.select_related("work").get(fingerprint=mark).work, bool(run.added)


def record_typed_fields(
    work: Work, stated: Mapping[str, Any], *, by: User, confirmed: bool
) -> None:
    """Store these fields as typed by a person, and as confirmed if they were checked."""
    citation = Citation.objects.select_for_update().get(work=work)
    for name, value in stated.items():
        set_typed_field(citation, name, value)
    if confirmed:
        confirm_citation(citation, by=by)
    citation.save()
    save_formatted([citation])
