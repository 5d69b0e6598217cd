"""Derived tables, and how an upgrade brings them up to date."""

from pprnet_site.catalogue.derived.rebuilding import (
    OnRebuild,
    RebuildProgress,
    mark_new_site,
    rebuild_derived,
    stale_tables,
)
from pprnet_site.catalogue.derived.tables import DERIVED, SEARCH_INDEX, Derived

__all__ = [
    "DERIVED",
    "SEARCH_INDEX",
    "Derived",
    "OnRebuild",
    "RebuildProgress",
    "mark_new_site",
    "rebuild_derived",
    "stale_tables",
]
