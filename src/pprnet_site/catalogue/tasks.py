"""Work that a browser does not wait for."""

from __future__ import annotations

from django_tasks import task

from pprnet_site.catalogue.actions.imports import run_import
from pprnet_site.catalogue.models import ImportRun
from pprnet_site.core.errors import Overtaken


@task()
def import_file(run_id: int) -> str:
    """Read an upload; where another worker reads it already, leave it to that one."""
    run = ImportRun.objects.filter(pk=run_id).first()
    if run is None:
        return "gone"
    try:
        return str(run_import(run=run).status)
    except Overtaken:
        return "elsewhere"
