"""What a work says: topics, type of research, sample size, each with the place it rests on.

The method is rules on words, with weights and calibration that were learned beforehand: plain,
quick and the same each time. A signal is never a decision; a person's word stands over it, and
teaches the next reading (`learn`).
"""

from __future__ import annotations

from pprnet.reading.labels import Correction, learn, read_labels, shown, suggest_topics
from pprnet.reading.learning import Learnt
from pprnet.reading.sample_size import Count, read_participants, read_studies
from pprnet.reading.tokens import Words
from pprnet.reading.trial import trial_probability
from pprnet.records import Record, Signal, SignalKind, Span

__all__ = [
    "METHOD",
    "VERSION",
    "Correction",
    "Learnt",
    "learn",
    "read",
    "suggest_topics",
    "trial_probability",
]

METHOD = "rules"
VERSION = "2"

REVIEWS = frozenset(
    {
        "meta-analysis",
        "network-meta-analysis",
        "systematic-review",
        "umbrella-review",
        "qualitative-synthesis",
    }
)
"""Types of research of which the number of studies is asked."""
UNCOUNTED = frozenset({"narrative-review", "theory-or-commentary", "guideline"})
"""Types of research that study no people of their own."""


def read(record: Record, learnt: Learnt | None = None) -> tuple[Signal, ...]:
    """Read a record's title, abstract and index terms into signals; any text will do.

    `learnt` is what people's corrections have taught, from `learn`.
    """
    words = Words.of(record)
    labels = read_labels(record, words, learnt)
    kind = labels.type
    key = kind.key if kind else ""
    signals = [
        _signal(SignalKind.TOPIC, topic.key, topic.score, topic.spans) for topic in shown(labels)
    ]
    if kind:
        signals.append(_signal(SignalKind.RESEARCH_TYPE, kind.key, kind.score, kind.spans))
    if key not in UNCOUNTED and (people := read_participants(record, words)):
        signals.append(_count(SignalKind.PARTICIPANTS, people))
    if key in REVIEWS and (studies := read_studies(words)):
        signals.append(_count(SignalKind.STUDIES, studies))
    return tuple(signals)


def _count(kind: SignalKind, count: Count) -> Signal:
    return _signal(kind, str(count.value), round(count.score, 3), count.spans)


def _signal(kind: SignalKind, value: str, score: float, spans: tuple[Span, ...]) -> Signal:
    return Signal(kind, value, score, METHOD, VERSION, spans)
