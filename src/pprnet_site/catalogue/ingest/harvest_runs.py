"""Harvests: each page is stored together with the position after it, or not at all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from django.contrib.auth.models import User
from django.db import OperationalError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pprnet.errors import PprnetError
from pprnet.harvest import Event, SearchFailed, SearchFinished, SearchStarted, run_searches
from pprnet_site.catalogue import data_mapper
from pprnet_site.catalogue.enums import (
    HarvestSource,
    HarvestStatus,
    ImportStatus,
)
from pprnet_site.catalogue.ingest.harvest_sources import contact_address, open_sources
from pprnet_site.catalogue.ingest.harvest_store import SiteStore, task_search
from pprnet_site.catalogue.ingest.leases import (
    UNFINISHED_STATUSES,
    acquire_lease,
    release_lease,
)
from pprnet_site.catalogue.models import HarvestRun, HarvestTask, ImportRun, SavedSearch
from pprnet_site.catalogue.permissions import ensure_can_harvest
from pprnet_site.catalogue.write_lock import acquire_write_lock
from pprnet_site.core.errors import ActionRefusedError, ConflictError

OnHarvestEvent = Callable[[Event], None]


@transaction.atomic
def open_harvest(
    *,
    since: date,
    until: date,
    by: User | None,
    sources: Sequence[str] = (),
    scheduled: bool = False,
) -> HarvestRun:
    """Create a harvest with the searches that are on, of some sources or of all.

    Raises:
        PermissionDenied: The user may not start harvests.
        ContactMissingError: No contact address is set.
        ActionRefusedError: A harvest is running, the period is invalid, or all searches are off.
    """
    ensure_can_harvest(by)
    contact_address()
    acquire_write_lock()
    ensure_no_open_harvest()
    if since > until:
        raise ActionRefusedError(
            _("The first day, %(since)s, is after the last, %(until)s. Choose an earlier one.")
            % {"since": since, "until": until}
        )
    asked = SavedSearch.objects.filter(is_on=True, source__in=list(sources) or HarvestSource.values)
    run = HarvestRun.objects.create(since=since, until=until, started_by=by, scheduled=scheduled)
    if not [add_harvest_task(run, search) for search in asked]:
        raise ActionRefusedError(_("All searches of these sources are off. Switch one on first."))
    return run


def ensure_no_open_harvest() -> None:
    """Raise an error while another harvest is running, as the services limit requests.

    Raises:
        ActionRefusedError: Another harvest is running.
    """
    if HarvestRun.objects.filter(status__in=UNFINISHED_STATUSES).exists():
        raise ActionRefusedError(_("A harvest is running. Wait until it ends, or stop it first."))


def add_harvest_task(run: HarvestRun, search: SavedSearch) -> HarvestTask:
    """Add a copy of a saved search to a run."""
    reading = ImportRun.objects.create(
        file_name=f"{search}, {run}"[:255], status=ImportStatus.WAITING, started_by=run.started_by
    )
    return HarvestTask.objects.create(
        run=run,
        search=search,
        source=search.source,
        key=search.key,
        label=search.label,
        query=search.query,
        reading=reading,
    )


def run_harvest(*, run: HarvestRun, on_event: OnHarvestEvent | None = None) -> HarvestRun:
    """Fetch the remaining pages of each search, as far as its source provides them.

    Where a source fails, its problem is recorded with the search, and the others continue.

    Raises:
        ConflictError: The run has ended, or another process works on it.
    """
    token = acquire_lease(run)
    try:
        fetch_searches(run, SiteStore(run, token), on_event)
        complete = not run.tasks.filter(is_finished=False).exists()
        close_harvest_run(run, token, HarvestStatus.DONE if complete else HarvestStatus.PARTLY)
    except ConflictError:
        raise
    except PprnetError as error:
        close_harvest_run(run, token, HarvestStatus.FAILED, error=str(error))
    except OperationalError:
        raise  # the database is unavailable: the run stays open and is resumed
    except Exception as error:
        close_harvest_run(
            run, token, HarvestStatus.FAILED, error=f"{type(error).__name__}: {error}"
        )
        raise
    finally:
        release_lease(token)
    return run


def fetch_searches(run: HarvestRun, store: SiteStore, on_event: OnHarvestEvent | None) -> None:
    """Run the searches of each source and record their events."""
    tasks = list(run.tasks.all())
    run.tasks.filter(is_finished=False).update(error="")
    asked = {task.source for task in tasks}
    with open_sources([key for key in HarvestSource.values if key in asked]) as sources:
        searches = [task_search(task) for task in tasks]
        for event in run_searches(sources, searches, run.since, run.until, store=store):
            record_event(store, event)
            if on_event:
                on_event(event)


def record_event(store: SiteStore, event: Event) -> None:
    """Save the start and end of a search; its pages are stored already."""
    task = store.row(event.task)
    if isinstance(event, SearchStarted):
        store.renew_lease()
    elif isinstance(event, SearchFailed):
        task.error = data_mapper.strip_unstorable(str(event.error))
        task.save(update_fields=["error"])
    elif isinstance(event, SearchFinished):
        update_reached(task, event.task.since, event.task.until)


def update_reached(task: HarvestTask, since: date, until: date) -> None:
    """Save the date up to which a search is complete; a period after a gap does not change it."""
    if task.search_id is None:
        return
    search = SavedSearch.objects.filter(pk=task.search_id, query=task.query).first()
    if search is None or (search.reached and not since <= search.reached < until):
        return
    search.reached = until
    search.save(update_fields=["reached"])


@transaction.atomic
def close_harvest_run(
    run: HarvestRun, token: str, status: HarvestStatus, *, error: str = ""
) -> None:
    """Close a run that this process owns.

    Raises:
        ConflictError: Another process has taken over the run.
    """
    values = {
        "status": status,
        "error": data_mapper.strip_unstorable(error),
        "finished_at": timezone.now(),
    }
    if not HarvestRun.objects.filter(pk=run.pk, owner=token).update(owner="", **values):
        raise ConflictError(_("Another process took over “%(name)s”.") % {"name": run})
    run.refresh_from_db()
    close_task_imports(run)


def close_task_imports(run: HarvestRun) -> None:
    """Close the import rows that count the records of each search."""
    readings = ImportRun.objects.filter(harvest_task__run=run)
    now = run.finished_at or timezone.now()
    for is_finished, status in ((True, ImportStatus.DONE), (False, ImportStatus.FAILED)):
        some = readings.filter(harvest_task__is_finished=is_finished).values_list("pk", flat=True)
        ImportRun.objects.filter(pk__in=list(some)).update(status=status, finished_at=now)
