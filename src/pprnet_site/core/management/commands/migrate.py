"""Django's `migrate` with each migration in one transaction: a kill leaves none half done."""

from __future__ import annotations

from typing import Any

from django.core.management.commands import migrate

from pprnet_site.core.operations.migrations import WholeMigrationExecutor


class Command(migrate.Command):
    """Run the migrations that are left, each completely or not at all."""

    def handle(self, *arguments: Any, **options: Any) -> None:
        """Run the migrations."""
        migrate.MigrationExecutor = WholeMigrationExecutor  # type: ignore[attr-defined]
        super().handle(*arguments, **options)
