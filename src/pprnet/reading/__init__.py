"""What a work says: topics, type of research, sample size, each with the place it rests on.

The method is rules on words: plain, quick and the same each time. A signal is never a
decision; a person's word stands over it.
"""

from __future__ import annotations

from pprnet.reading.marks import Marks
from pprnet.reading.research_type import read_research_type
from pprnet.reading.sample_size import Count, read_participants, read_studies
from pprnet.reading.tokens import Words
from pprnet.reading.topics import read_topics
from pprnet.reading.trial import read_trial
from pprnet.records import Record, Signal, SignalKind, Span

__all__ = ["METHOD", "VERSION", "read"]

METHOD = "rules"
VERSION = "1"

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


def read(record: Record) -> tuple[Signal, ...]:
    """Read a record's title, abstract and index terms into signals; any text will do."""
    words = Words.of(record)
    marks = Marks.of(words)
    kind = read_research_type(record, marks, read_trial(words, marks))
    key = kind.key if kind else ""
    signals = [
        _signal(SignalKind.TOPIC, topic.key, topic.score, topic.spans)
        for topic in read_topics(record, marks, key)
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
