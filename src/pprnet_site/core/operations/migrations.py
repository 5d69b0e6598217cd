"""Whether the database has every table of this version, and how its tables are changed."""

from __future__ import annotations

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.migration import Migration
from django.db.migrations.state import ProjectState
from django.db.transaction import atomic


def is_migrated() -> bool:
    """Return whether no migration is left to run."""
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


class WholeMigrationExecutor(MigrationExecutor):
    """Runs each migration, and records it, in one transaction: half of one could not be run again.

    Django records a migration after its transaction where indexes follow at its end, and Wagtail
    has one without a transaction, for versions of SQLite that could not rename a table in one.
    """

    def apply_migration(
        self, state: ProjectState, migration: Migration, *arguments: bool, **options: bool
    ) -> ProjectState:
        """Run a migration and return the state after it.

        Args:
            state: the state before it.
            migration: what is run.
            *arguments: as Django has them.
            **options: as Django has them.
        """
        # SQLite changes tables only where the checks were off before the transaction began.
        with self.connection.constraint_checks_disabled(), atomic(using=self.connection.alias):
            return super().apply_migration(state, migration, *arguments, **options)
