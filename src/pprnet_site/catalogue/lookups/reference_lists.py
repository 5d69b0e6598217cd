"""Long lists of identifiers and references, looked up in the background as an import."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _

from pprnet.records import Problem, Record
from pprnet.sources.lookup import PrintedReference, ReadIdentifier, parse_identifiers
from pprnet_site.catalogue.data_mapper import record_from_row
from pprnet_site.catalogue.enrichment.work_notices import save_notices
from pprnet_site.catalogue.enums import AnswerKind
from pprnet_site.catalogue.ingest.import_runs import Reading, open_import, run_import
from pprnet_site.catalogue.lookups.lookup_services import PATIENT, open_lookups
from pprnet_site.catalogue.lookups.reference_answers import ReferenceAnswer, ReferenceFinder
from pprnet_site.catalogue.models import ImportRun

ENDING = ".references"
"""How the stored file of a list ends."""
ENTRIES_AT_A_TIME = 20


def open_reference_list(*, text: str, by: User | None) -> ImportRun:
    """Create the import of a list, whose text is kept until it has been looked up."""
    upload = ContentFile(text.encode(errors="replace"), name=f"list{ENDING}")
    return open_import(name=_("Pasted list"), upload=upload, by=by, ending=ENDING)


def is_reference_list(run: ImportRun) -> bool:
    """Return whether the stored file of a run is a list of identifiers and references."""
    return run.upload.name is not None and run.upload.name.endswith(ENDING)


def run_reference_list(*, run: ImportRun) -> ImportRun:
    """Look up a list from the start, or from where it was interrupted.

    Raises:
        ConflictError: The run has ended, or another process works on it.
    """
    return run_import(run=run, reading=Reading(list_items, batch_size=ENTRIES_AT_A_TIME))


def list_items(_run: ImportRun, source: BinaryIO) -> Iterator[Record | Problem]:
    """Yield a record or a problem for each entry of a list, in its order."""
    text = source.read().decode(errors="replace")
    size, entries = source.tell(), entry_texts(text)
    with open_lookups(PATIENT) as lookups:
        for start in range(0, len(entries), ENTRIES_AT_A_TIME):
            some = entries[start : start + ENTRIES_AT_A_TIME]
            finder = ReferenceFinder(lookups)
            items = [item_of_answer(answer) for answer in finder.answers("\n\n".join(some))]
            save_notices(finder.notices)
            # Whoever shows the progress asks how far the file has been read.
            source.seek(size * (start + len(some)) // len(entries))
            yield from items


def entry_texts(text: str) -> list[str]:
    """Return each identifier and reference of a text, in its order."""
    listed = parse_identifiers(text)
    entries: list[ReadIdentifier | PrintedReference] = [*listed.read, *listed.references]
    return list(dict.fromkeys(each.text for each in sorted(entries, key=lambda each: each.line)))


def item_of_answer(answer: ReferenceAnswer) -> Record | Problem:
    """Return the record to store, or why there is none."""
    if answer.work is not None:
        row = answer.work.records.first()
        return record_from_row(row) if row else answer.record or Record()
    if answer.kind is AnswerKind.FOUND and answer.record is not None:
        return answer.record
    said = f"{answer.kind.label}: {answer.reason}" if answer.reason else str(answer.kind.label)
    return Problem(answer.text, f"{answer.text} - {said}", lost=True)
