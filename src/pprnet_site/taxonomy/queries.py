"""Terms, in the order in which a reader looks for them."""

from __future__ import annotations

from collections.abc import Iterable

from pprnet.text import fold
from pprnet_site.taxonomy.models import Topic


def sort_topics(topics: Iterable[Topic]) -> list[Topic]:
    """Sort topics by their names in the language of the interface, accents and case aside."""
    return sorted(topics, key=lambda topic: fold(topic.name))
