"""Answers that a person adds to the catalogue, signed so that nobody makes up a record."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.core import signing
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pprnet.extraction.signal_registry import Signal
from pprnet.formats.json.jsonl import record_from_json, record_to_json
from pprnet.records import MergeReason, Record
from pprnet_site.catalogue.data_mapper import fingerprint
from pprnet_site.catalogue.enrichment.work_citations import refresh_citation
from pprnet_site.catalogue.enums import ImportStatus, WorkStatus
from pprnet_site.catalogue.ingest.batches import assign_records, extract_new_signals
from pprnet_site.catalogue.ingest.matching import add_record
from pprnet_site.catalogue.lookups.reference_answers import ReferenceAnswer
from pprnet_site.catalogue.models import Citation, ImportRun, Work
from pprnet_site.catalogue.models import Record as RecordRow
from pprnet_site.catalogue.write_lock import acquire_write_lock
from pprnet_site.core.errors import ActionRefusedError

KEPT_SECONDS = 24 * 3600
"""For how long an answer can be added without asking again."""
SALT = "pprnet.references"
IDENTIFIED = "identifier"
"""How a record was merged that a person fetched for a work."""


@dataclass(frozen=True, slots=True)
class ChosenReference:
    """An answer that came back: a work at hand, or a record."""

    work_id: int = 0
    record: Record | None = None


def signed_answer(answer: ReferenceAnswer) -> str:
    """Return an answer as a signed text, empty where there is nothing to add."""
    if answer.work is not None:
        return signing.dumps({"work": answer.work.pk}, salt=SALT)
    if answer.record is None:
        return ""
    return signing.dumps(record_to_json(answer.record), salt=SALT, compress=True)


def chosen_references(texts: Sequence[str]) -> list[ChosenReference]:
    """Return answers that this site signed within the last day.

    Raises:
        ActionRefusedError: There is none, or one is older or not of this site.
    """
    if not texts:
        raise ActionRefusedError(_("Choose at least one reference to add."))
    try:
        return [_chosen(signing.loads(each, salt=SALT, max_age=KEPT_SECONDS)) for each in texts]
    except signing.BadSignature as error:
        raise ActionRefusedError(
            _("These answers are too old to be added. Look the references up again.")
        ) from error


def _chosen(data: Mapping[str, object]) -> ChosenReference:
    """Return one answer of its JSON."""
    if "work" in data:
        return ChosenReference(work_id=int(str(data["work"])))
    return ChosenReference(record=record_from_json(data))


@dataclass(frozen=True, slots=True)
class PreparedReferences:
    """Chosen answers with the signals of their records, read before a transaction."""

    chosen: tuple[ChosenReference, ...]
    signals: dict[Record, tuple[Signal, ...]]


def prepare_references(texts: Sequence[str]) -> PreparedReferences:
    """Return signed answers, ready to be stored.

    Raises:
        ActionRefusedError: As `chosen_references`.
    """
    chosen = chosen_references(texts)
    records = [each.record for each in chosen if each.record is not None]
    return PreparedReferences(tuple(chosen), extract_new_signals([*records]))


def add_references(*, texts: Sequence[str], by: User) -> list[Work]:
    """Import the records of signed answers; return their works and those at hand, each once.

    Raises:
        ActionRefusedError: As `chosen_references`, or a work is gone.
    """
    return store_references(prepare_references(texts), by=by)


@transaction.atomic
def store_references(prepared: PreparedReferences, *, by: User) -> list[Work]:
    """Store the chosen records as one import, and return the works of all that was chosen.

    Raises:
        ActionRefusedError: A work at hand is gone.
    """
    chosen = prepared.chosen
    records = [each.record for each in chosen if each.record is not None]
    known = Work.objects.in_bulk([each.work_id for each in chosen if each.work_id])
    of_records = import_records(records, prepared.signals, by=by) if records else {}
    found = [
        known.get(each.work_id) if each.record is None else of_records[fingerprint(each.record)]
        for each in chosen
    ]
    if not all(found):
        raise ActionRefusedError(_("One of these works is gone. Look the references up again."))
    return list(dict.fromkeys(work for work in found if work is not None))


def import_records(
    records: Sequence[Record], signals: dict[Record, tuple[Signal, ...]], *, by: User
) -> dict[str, Work]:
    """Import records as a run of their own; return the work of each by its fingerprint."""
    name = ngettext("%(count)d reference", "%(count)d references", len(records))
    marks = [fingerprint(record) for record in records]
    run = ImportRun.objects.create(
        file_name=name % {"count": len(records)},
        digest=hashlib.sha256("".join(marks).encode()).hexdigest(),
        status=ImportStatus.DONE,
        started_by=by,
        finished_at=timezone.now(),
    )
    acquire_write_lock()
    assign_records(run, list(records), signals)
    run.expected = run.read
    run.save()
    rows = RecordRow.objects.select_related("work").filter(fingerprint__in=marks)
    return {row.fingerprint: row.work for row in rows}


@transaction.atomic
def attach_reference(*, work: Work, text: str, by: User) -> Citation:
    """Add the record of a signed answer to a work, and rebuild its citation.

    Raises:
        ActionRefusedError: The answer is too old, or another work has that record.
    """
    (chosen,) = chosen_references([text])
    if chosen.record is None:
        raise ActionRefusedError(
            _("This reference is a work of its own. Merge the two as duplicates.")
        )
    detail = _("fetched by %(name)s") % {"name": by.get_full_name() or by.get_username()}
    work.refresh_from_db()
    if work.status == WorkStatus.MERGED:
        raise ActionRefusedError(_("The records of this work belong to another one now."))
    add_record(work, chosen.record, reason=MergeReason(IDENTIFIED, detail))
    return refresh_citation(work=work)
