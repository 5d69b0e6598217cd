"""The engine's reader, with what people's corrections have taught up to now."""

from __future__ import annotations

from collections.abc import Callable

from pprnet.extraction.signal_registry import Signal
from pprnet.records import Record

Extractor = Callable[[Record], tuple[Signal, ...]]


def current_extractor() -> Extractor:
    """Give the reader as it is now; one that is kept does not learn on."""
    from pprnet.extraction import extract_signals
    from pprnet_site.catalogue.enrichment.corrections import learnt_corrections

    learnt = learnt_corrections()
    return lambda record: extract_signals(record, learnt)
