"""Imports that a person starts in the browser."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import User
from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from pprnet_site.catalogue.enums import ImportStatus
from pprnet_site.catalogue.ingest.import_runs import open_import
from pprnet_site.catalogue.ingest.leases import (
    UNFINISHED_STATUSES,
    is_stalled,
)
from pprnet_site.catalogue.lookups.reference_lists import open_reference_list
from pprnet_site.catalogue.models import ImportRun
from pprnet_site.catalogue.tasks import import_file


def start_import(*, upload: File[bytes], by: User | None) -> ImportRun:
    """Store an uploaded file and queue its import.

    Raises:
        TooLargeError: The file is larger than an upload may be.
        OSError: The file cannot be stored; nothing is left of it.
        DatabaseError: The import cannot be stored; nothing is left of the file.
    """
    run = open_import(name=upload.name or "upload", upload=upload, by=by)
    transaction.on_commit(lambda: import_file.enqueue(run.pk))
    return run


def start_reference_list(*, text: str, by: User | None) -> ImportRun:
    """Store a pasted list of identifiers and references, and queue its look-up.

    Raises:
        OSError: The list cannot be stored.
        DatabaseError: The import cannot be stored; nothing is left of the list.
    """
    run = open_reference_list(text=text, by=by)
    transaction.on_commit(lambda: import_file.enqueue(run.pk))
    return run


def requeue_stalled_imports(*, now: datetime | None = None) -> list[ImportRun]:
    """Queue the uploads again whose worker died or never started."""
    now = now or timezone.now()
    open_runs = ImportRun.objects.filter(status__in=UNFINISHED_STATUSES).exclude(upload="")
    stalled = [run for run in open_runs if is_stalled(run, now=now)]
    for run in stalled:
        ImportRun.objects.filter(pk=run.pk, owner=run.owner, status=run.status).update(
            status=ImportStatus.WAITING, owner="", beat_at=now
        )
        import_file.enqueue(run.pk)
    return stalled
