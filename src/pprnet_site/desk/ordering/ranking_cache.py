"""The ranking of the inbox, cached in this process and updated after each decision.

Texts are vectorised once for each version of the catalogue; a request reads no abstract but the
one it shows.
"""

from __future__ import annotations

import logging
from threading import Lock, Thread

from django.db import DatabaseError, connection

from pprnet_site.desk.ordering.feature_table import (
    CatalogueVersion,
    FeatureTable,
    catalogue_version,
    make_feature_table,
)
from pprnet_site.desk.ordering.inbox_ranking import InboxOrder, rank_inbox
from pprnet_site.desk.ordering.screening_states import States, read_states

logger = logging.getLogger(__name__)

_lock = Lock()
_feature_tables: dict[str, FeatureTable] = {}
_orders: dict[int | None, tuple[States, InboxOrder]] = {}
"""The number of a blind screener, or None for all -> the order and the states it was made from."""


def current_order(screener: int | None = None) -> InboxOrder:
    """Return the order that follows from the decisions up to now.

    Args:
        screener: number of the user whose blinded order is wanted, where two people screen each
            work; None for the order that everybody shares.

    """
    version, states = catalogue_version(), read_states(screener)
    with _lock:
        feature_table = _current_feature_table(version)
        cached = _orders.get(screener)
        if cached is None or cached[0] != states or cached[1].feature_table is not feature_table:
            same = cached is not None and cached[1].feature_table is feature_table
            last = cached[1].ranking.model if cached is not None and same else None
            cached = _orders[screener] = (states, rank_inbox(states, feature_table, last))
        return cached[1]


def _current_feature_table(version: CatalogueVersion) -> FeatureTable:
    """Return the feature table, from the cache where the catalogue has not changed."""
    cached = _feature_tables.get("feature_table")
    if cached is None or cached.version != version:
        cached = _feature_tables["feature_table"] = make_feature_table(version, cached)
    return cached


def warm_up() -> None:
    """Make the order in a thread, so that the first page after a start need not wait.

    For the start of the server (`wsgi.py`). An error here is only logged: the page that needs the
    order meets it again and shows it.
    """

    def make_order() -> None:
        try:
            current_order()
        except DatabaseError:
            logger.warning("the order of the inbox could not be prepared", exc_info=True)
        finally:
            connection.close()

    Thread(target=make_order, name="desk-order", daemon=True).start()
