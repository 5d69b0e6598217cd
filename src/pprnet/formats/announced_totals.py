"""The number of records that a service says it has found, compared with those that a file holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pprnet.formats.streams import Stream
from pprnet.records import Problem, Record

_TOTAL = re.compile(
    rb'"(?:hitCount|total-results)"\s{0,9}:\s{0,9}(\d{1,12})'
    rb'|"meta"\s{0,9}:\s{0,9}\{\s{0,9}"count"\s{0,9}:\s{0,9}(\d{1,12})'
    rb"|<hitCount>\s{0,9}(\d{1,12})\s{0,9}</hitCount>"
)
"""How Europe PMC (JSON and XML), Crossref and OpenAlex state it."""


def with_announced_total(
    stream: Stream, found: Iterable[Record | Problem]
) -> Iterator[Record | Problem]:
    """Yield what is read, then a problem if the file announces more records than it holds.

    Several answers in one file announce the same total each, or that of another search; only the
    first total is compared, so that nothing is said where the answers together hold enough.

    Args:
        stream: the file.
        found: its records and problems.
    """
    held = 0
    for item in found:
        held += isinstance(item, Record)
        yield item
    stated = _TOTAL.search(stream.head)
    total = int(next(filter(None, stated.groups()), b"0")) if stated else 0
    if total > held:
        message = (
            f"it announces {total} records and {held} were read; if it is one page of an answer, "
            "save the others too"
        )
        yield Problem(stream.name, message, lost=False)
