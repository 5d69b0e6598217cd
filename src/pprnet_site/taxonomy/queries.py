"""Terms in the order in which they are listed."""

from __future__ import annotations

from collections.abc import Iterable

from pprnet.text import fold
from pprnet_site.taxonomy.models import Topic


def sort_topics(topics: Iterable[Topic]) -> list[Topic]:
    """Return topics sorted by name in the language of the interface, ignoring accents and case."""
    return sorted(topics, key=lambda topic: fold(topic.name))
