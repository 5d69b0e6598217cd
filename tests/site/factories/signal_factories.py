"""A work with all that a machine can read from it. All of it is invented."""

from __future__ import annotations

from draft_factories import make_catalogued_work

from pprnet.extraction.signal_registry import Signal, SignalKind
from pprnet.records import EffectSize, Span
from pprnet_site.catalogue.enums import WorkStatus
from pprnet_site.catalogue.ingest.matching import Candidate, save_signals

ABSTRACT = (
    "Example background. We randomised 128 example clients to two conditions. "
    "Example therapy did better (d = 0.45, 95% CI 0.10 to 0.80). It may be of use."
)
EFFECT = EffectSize("d", 0.45, 0.10, 0.80, 95.0, outcome="example outcome")


def span(words):
    start = ABSTRACT.index(words)
    return (Span("abstract", start, start + len(words)),)


SIGNALS = (
    Signal(SignalKind.TOPIC, "alliance", 0.9, "rules", "1", ()),
    Signal(SignalKind.TOPIC, "empathy", 0.6, "rules", "1", ()),
    Signal(SignalKind.RESEARCH_TYPE, "randomised-trial", 0.95, "rules", "1", span("randomised")),
    Signal(SignalKind.PARTICIPANTS, "128", 0.8, "rules", "1", span("128")),
    Signal(SignalKind.EFFECT, "d 0.45", 0.9, "rules", "1", span("d = 0.45"), EFFECT),
)


def store_signals(work, *signals):
    """Let a machine read a work anew."""
    save_signals([Candidate(work)], [work], extract=lambda _record: signals)


def make_work_with_signals(status=WorkStatus.FOUND):
    """A work from which everything above was read."""
    work = make_catalogued_work(status=status, abstract=ABSTRACT)
    store_signals(work, *SIGNALS)
    return work
