"""Lists of values divided into chunks for database queries."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import reduce
from operator import or_
from typing import TypeVar

from django.db import connection
from django.db.models import Count, Q

from pprnet.dedupe.blocking.blocks import COMMON_KEY_SIZE
from pprnet_site.catalogue.models import WorkKey

CHUNK = 500
"""Values in one query: below the number of parameters that any supported database takes."""
LAST_CHARACTER = "\U0010ffff"

Value = TypeVar("Value")


def in_chunks(values: Sequence[Value]) -> Iterator[Sequence[Value]]:
    """Yield slices of at most `CHUNK` values, in their order."""
    for start in range(0, len(values), CHUNK):
        yield values[start : start + CHUNK]


def begins_with_any(field: str, beginnings: Collection[str]) -> Q:
    """Return the condition that a field begins with one of some texts, which its index finds.

    SQLite does not use an index for LIKE, and PostgreSQL does not compare characters by number.

    Args:
        field: with an index of its own.
        beginnings: at most as many as one chunk.
    """
    if connection.vendor == "sqlite":
        found = [
            Q(**{f"{field}__gte": each, f"{field}__lt": each + LAST_CHARACTER})
            for each in beginnings
        ]
    else:
        found = [Q(**{f"{field}__startswith": each}) for each in beginnings]
    return reduce(or_, found, Q(pk__in=()))


def common_key_counts(wanted: Collection[str]) -> dict[str, int]:
    """Return those of some keys that too many works share to identify a work, with their number.

    A key is common when more than `COMMON_KEY_SIZE` stored works have it.
    """
    rows = WorkKey.objects.order_by().values("key").annotate(n=Count("pk"))
    return {
        key: n
        for some in in_chunks(sorted(wanted))
        for key, n in rows.filter(key__in=some, n__gt=COMMON_KEY_SIZE).values_list("key", "n")
    }
