"""The engine's signal extraction, with the corrections learnt so far."""

from __future__ import annotations

from collections.abc import Callable

from pprnet.extraction.signal_registry import Signal
from pprnet.records import Record

Extractor = Callable[[Record], tuple[Signal, ...]]


def current_extractor() -> Extractor:
    """Return an extractor with the present corrections; it does not learn later ones."""
    from pprnet.extraction import extract_signals
    from pprnet_site.catalogue.enrichment.corrections import learnt_corrections

    learnt = learnt_corrections()
    return lambda record: extract_signals(record, learnt)
