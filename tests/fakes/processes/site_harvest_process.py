"""Harvest from the stand-in on a port into a site: run by tests as a program to be killed."""

from __future__ import annotations

import sys

import django


def main() -> None:
    django.setup()
    from django.conf import settings

    from fakes.fake_services import SINCE, UNTIL
    from fakes.site_sources import sources_at
    from pprnet.harvest import PageSaved
    from pprnet_site.catalogue.actions import open_harvest, requeue_stalled_harvests, run_harvest
    from pprnet_site.catalogue.models import HarvestRun
    from pprnet_site.core.errors import ConflictError

    settings.PPRNET_CONTACT = "test@example.org"
    settings.HARVEST_SOURCES = sources_at(int(sys.argv[1]))

    def say(event: object) -> None:
        if isinstance(event, PageSaved):
            sys.stdout.write("kept\n")
            sys.stdout.flush()

    requeue_stalled_harvests()
    run = HarvestRun.objects.first() or open_harvest(since=SINCE, until=UNTIL, by=None)
    try:
        run_harvest(run=run, on_event=say)
    except ConflictError as overtaken:
        sys.stdout.write(f"overtaken: {overtaken}\n")


if __name__ == "__main__":
    main()
