"""What a work says: topics, type of research, sample size, effects, each with its place.

The method is rules on words, with weights and calibration that were learned beforehand: plain,
quick and the same each time; the roles of sentences are read by a small model. A signal is never
a decision; a person's word stands over it, and teaches the next reading (`learn`).
"""

from __future__ import annotations

from pprnet.reading.arms import read_arms
from pprnet.reading.counts import Count
from pprnet.reading.effects import FoundEffect, read_effects
from pprnet.reading.labels import Correction, learn, read_labels, shown, suggest_topics
from pprnet.reading.learning import Learnt
from pprnet.reading.participants import read_participants
from pprnet.reading.passage import Passage
from pprnet.reading.roles import NAME, read_roles
from pprnet.reading.studies import read_studies
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
TRIALS = frozenset(
    {"randomised-trial", "non-randomised-trial", "protocol", "process-study", "economic-evaluation"}
)
"""Types of research that may have arms."""
UNCOUNTED = frozenset({"narrative-review", "theory-or-commentary", "guideline"})
"""Types of research that study no people of their own."""


def read(
    record: Record, learnt: Learnt | None = None, *, roles: bool = False
) -> tuple[Signal, ...]:
    """Read a record's title, abstract and index terms into signals; any text will do.

    `learnt` is what people's corrections have taught, from `learn`. With `roles`, each sentence
    of the abstract has a signal of its role.
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
    abstract = Passage.of("abstract", record.abstract, words.abstract)
    title = Passage.of("title", record.title, words.title)
    if key not in UNCOUNTED and (people := read_participants(abstract, title)):
        signals.append(_count(SignalKind.PARTICIPANTS, people))
    if key in TRIALS and (arms := read_arms(abstract)):
        signals.append(_count(SignalKind.ARMS, arms))
    if key in REVIEWS and (studies := read_studies(abstract)):
        signals.append(_count(SignalKind.STUDIES, studies))
    signals.extend(_effect(found) for found in read_effects(record.abstract))
    if roles:
        signals.extend(_roles(record))
    return tuple(signals)


def _effect(found: FoundEffect) -> Signal:
    effect = found.effect
    value = f"{effect.measure} {effect.value:g}"
    spans = (found.span,)
    return Signal(SignalKind.EFFECT, value, found.score, METHOD, VERSION, spans, effect)


def _roles(record: Record) -> list[Signal]:
    """Give a signal for each sentence of the abstract that has a role."""
    return [
        Signal(SignalKind.ROLE, found.role.value, found.score, found.method, NAME, (found.span,))
        for found in read_roles(record.abstract)
    ]


def _count(kind: SignalKind, count: Count) -> Signal:
    return _signal(kind, str(count.value), round(count.score, 3), count.spans)


def _signal(kind: SignalKind, value: str, score: float, spans: tuple[Span, ...]) -> Signal:
    return Signal(kind, value, score, METHOD, VERSION, spans)
