"""Background tasks of the catalogue."""

from __future__ import annotations

from django_tasks import task

from pprnet.errors import ContactMissingError
from pprnet_site.catalogue.ingest.harvest_runs import run_harvest
from pprnet_site.catalogue.ingest.import_runs import run_import
from pprnet_site.catalogue.lookups.reference_lists import is_reference_list, run_reference_list
from pprnet_site.catalogue.models import HarvestRun, ImportRun
from pprnet_site.catalogue.watch.watch_runs import run_watch
from pprnet_site.core.errors import ActionRefusedError, ConflictError

SECONDS_OF_A_TURN = 60.0
"""For which the watch keeps other tasks waiting; the scheduler starts the next turn."""


@task()
def import_file(run_id: int) -> str:
    """Import an upload or look up a list, unless another worker is already doing it."""
    run = ImportRun.objects.filter(pk=run_id).first()
    if run is None:
        return "gone"
    try:
        run_it = run_reference_list if is_reference_list(run) else run_import
        return str(run_it(run=run).status)
    except ConflictError:
        return "elsewhere"


@task()
def harvest(run_id: int) -> str:
    """Run a harvest, unless another worker is already running it."""
    run = HarvestRun.objects.filter(pk=run_id).first()
    if run is None:
        return "gone"
    try:
        return str(run_harvest(run=run).status)
    except ConflictError:
        return "elsewhere"


@task()
def ask_services() -> str:
    """Ask the services about works for one turn, unless another process is asking them."""
    try:
        return "done" if run_watch(seconds=SECONDS_OF_A_TURN).is_complete else "more"
    except ConflictError:
        return "elsewhere"
    except (ActionRefusedError, ContactMissingError):
        return "off"
