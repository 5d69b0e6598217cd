"""Work that a browser does not wait for."""

from __future__ import annotations

from django_tasks import task

from pprnet_site.catalogue.ingest.harvest_runs import run_harvest
from pprnet_site.catalogue.ingest.import_runs import run_import
from pprnet_site.catalogue.models import HarvestRun, ImportRun
from pprnet_site.core.errors import ConflictError


@task()
def import_file(run_id: int) -> str:
    """Read an upload; where another worker reads it already, leave it to that one."""
    run = ImportRun.objects.filter(pk=run_id).first()
    if run is None:
        return "gone"
    try:
        return str(run_import(run=run).status)
    except ConflictError:
        return "elsewhere"


@task()
def harvest(run_id: int) -> str:
    """Fetch what a harvest asks for; where another worker does so already, leave it to that one."""
    run = HarvestRun.objects.filter(pk=run_id).first()
    if run is None:
        return "gone"
    try:
        return str(run_harvest(run=run).status)
    except ConflictError:
        return "elsewhere"
