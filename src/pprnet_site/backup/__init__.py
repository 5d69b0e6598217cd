"""A site in one file: every row and every upload, for SQLite and PostgreSQL."""

from pprnet_site.backup.leftovers import sweep_leftovers
from pprnet_site.backup.restoring import RestoreResult, restore
from pprnet_site.backup.upload_swap import recover
from pprnet_site.backup.writing import BackupResult, write_backup

__all__ = [
    "BackupResult",
    "RestoreResult",
    "recover",
    "restore",
    "sweep_leftovers",
    "write_backup",
]
