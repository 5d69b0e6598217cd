"""`pprnet manage harvest`: fetch new records from the sources into the site."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from pprnet.errors import PprnetError
from pprnet_site.catalogue.actions import open_harvest, run_harvest
from pprnet_site.catalogue.enums import HarvestSource, HarvestStatus
from pprnet_site.catalogue.models import HarvestRun


class Command(BaseCommand):
    """Run the saved searches now and wait until they end."""

    help = "Fetch new records since a given day from the sources into the site."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the options for the period and the sources."""
        parser.add_argument("--since", type=date.fromisoformat, required=True, metavar="DATE")
        parser.add_argument("--until", type=date.fromisoformat, metavar="DATE")
        parser.add_argument("--source", action="append", choices=HarvestSource.values, default=[])

    def handle(self, *_arguments: Any, **options: Any) -> None:
        """Run the harvest, then print the result of each search."""
        until = options["until"] or timezone.localdate()
        asked = {"since": options["since"], "until": until, "sources": options["source"]}
        try:
            run = run_harvest(run=open_harvest(by=None, **asked))
        except PprnetError as error:
            raise CommandError(str(error)) from error
        self.report(run)
        if run.status != HarvestStatus.DONE:
            raise CommandError(run.error or "The harvest is incomplete; resume it at the desk.")

    def report(self, run: HarvestRun) -> None:
        """Print a line for each search, and the problem of its source."""
        for task in run.tasks.select_related("reading"):
            counts = task.reading
            self.stdout.write(
                f"{task}: {counts.read} read, {counts.known} already known, {counts.merged} merged "
                f"into known works, {counts.added} works added, {task.problems} problems"
            )
            if task.error:
                self.stderr.write(f"  problem: {task.error}")
