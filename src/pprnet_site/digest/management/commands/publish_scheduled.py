"""Publish what is due, in place of Wagtail's command of the same name."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone
from wagtail.models import Revision

from pprnet_site.digest.actions import publish_due


class Command(BaseCommand):
    """Publish each page whose date has come; a refused page does not stop the others."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the option that Wagtail's command has."""
        parser.add_argument("--dryrun", action="store_true", help="Only list what is due.")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Publish what is due now, or list it."""
        now = timezone.now()
        if options["dryrun"]:
            due = Revision.objects.filter(approved_go_live_at__lte=now)
            for revision in due.order_by("approved_go_live_at"):
                self.stdout.write(f"due: {revision.object_str}")
            return
        report = publish_due(now=now)
        for each in report.published:
            self.stdout.write(f"published: {each.title}")
        for each in report.expired:
            self.stdout.write(f"withdrawn: {each.title}")
        for each in report.refused:
            self.stderr.write(f"not published: {each.reason}")
