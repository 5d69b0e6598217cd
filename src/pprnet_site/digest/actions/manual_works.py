"""Works that are added from a draft, pasted or typed, because no import contained them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pprnet.extraction.signal_registry import Signal
from pprnet.records import Record
from pprnet_site.catalogue.actions.citations import (
    confirm_citation,
    csl_value,
    set_typed_field,
)
from pprnet_site.catalogue.data_mapper import TYPED, fingerprint
from pprnet_site.catalogue.enrichment.citation_formatting import (
    clear_forms,
    ensure_pandoc,
    format_after_commit,
)
from pprnet_site.catalogue.enrichment.work_citations import format_citations
from pprnet_site.catalogue.enums import ImportStatus
from pprnet_site.catalogue.ingest.batches import assign_records, extract_new_signals
from pprnet_site.catalogue.lookups.found_references import (
    prepare_references,
    store_references,
)
from pprnet_site.catalogue.lookups.pasted_records import pasted_items, pasted_record
from pprnet_site.catalogue.models import Citation, ImportRun, Work
from pprnet_site.catalogue.models import Record as RecordRow
from pprnet_site.catalogue.write_lock import acquire_write_lock
from pprnet_site.core.errors import ActionRefusedError
from pprnet_site.digest.actions.summary_sources import add_source, save_sources
from pprnet_site.digest.models import SummaryPage


def add_pasted_source(*, summary: SummaryPage, text: str, by: User) -> Work:
    """Add the work of one pasted record to a draft; a known work is used again.

    The text is parsed before the transaction begins.

    Raises:
        ActionRefusedError: The text is not exactly one record, the draft cannot be changed, or
            pandoc is missing.
    """
    ensure_pandoc()
    single = read_single_record(pasted_record(text), name=_("Pasted record"))
    return add_single_record(single, summary=summary, by=by)


def add_found_sources(*, summary: SummaryPage, texts: Sequence[str], by: User) -> list[Work]:
    """Add the works of looked-up references to a draft; a known work is used again.

    Args:
        summary: the draft.
        texts: signed answers, as `signed_answer` returns them.
        by: who chose them.

    Raises:
        ActionRefusedError: The answers are too old, the draft cannot be changed, or pandoc is
            missing.
    """
    ensure_pandoc()
    prepared = prepare_references(texts)
    with transaction.atomic():
        works = store_references(prepared, by=by)
        format_citations(works)
        save_sources(summary, lambda held: [*held, *works], by=by)
    return works


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
        ActionRefusedError: The title is missing, the draft cannot be changed, or pandoc is missing.
    """
    ensure_pandoc()
    stated = {name: csl_value(name, value) for name, value in fields.items() if value}
    single = read_single_record(typed_record(stated), name=_("Typed citation"))
    return add_single_record(single, summary=summary, by=by, stated=stated, confirmed=confirmed)


@dataclass(frozen=True, slots=True)
class SingleRecord:
    """One record that is added by hand, with its signals, read before a transaction."""

    record: Record
    name: str
    """What its import is called in the list of imports."""
    signals: dict[Record, tuple[Signal, ...]]


def read_single_record(record: Record, *, name: str) -> SingleRecord:
    """Return a record with its signals."""
    return SingleRecord(record, name, extract_new_signals([record]))


@transaction.atomic
def add_single_record(
    single: SingleRecord,
    *,
    summary: SummaryPage,
    by: User,
    stated: Mapping[str, Any] | None = None,
    confirmed: bool = False,
) -> Work:
    """Import one record and add its work to a draft; a new work keeps the fields typed for it."""
    work, new = import_single_record(single, by=by)
    add_source(summary=summary, work=work, by=by)
    if new and stated:
        record_typed_fields(work, stated, by=by, confirmed=confirmed)
    return work


def typed_record(stated: Mapping[str, Any]) -> Record:
    """Return the typed fields as a record.

    Raises:
        ActionRefusedError: The title is missing.
    """
    if not stated.get("title"):
        raise ActionRefusedError(_("A new work needs a title. Enter it as printed."))
    found = pasted_items(json.dumps([{"id": TYPED, **stated}]))
    (record,) = [item for item in found if isinstance(item, Record)]
    return replace(record, source=TYPED, source_id="", position=0, line=0)


def import_single_record(single: SingleRecord, *, by: User) -> tuple[Work, bool]:
    """Import one record; return its work and whether the work is new."""
    mark = fingerprint(single.record)
    run = ImportRun.objects.create(
        file_name=single.name,
        digest=mark,
        status=ImportStatus.DONE,
        started_by=by,
        finished_at=timezone.now(),
    )
    acquire_write_lock()
    assign_records(run, [single.record], single.signals)
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
    clear_forms([citation])
    citation.save()
    format_after_commit([citation])
