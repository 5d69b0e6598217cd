"""A site in one file: every row and every upload, for SQLite and PostgreSQL alike."""

from pprnet_site.backup.restoring import Restored, restore
from pprnet_site.backup.writing import BackedUp, write_backup

__all__ = ["BackedUp", "Restored", "restore", "write_backup"]
