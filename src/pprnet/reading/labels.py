"""The labels of a work, topics and type of research, and what corrections of them teach."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from pprnet.reading.cues import TOPIC, TYPE
from pprnet.reading.learning import NEVER, Example, Learnt, fit, traits_of
from pprnet.reading.marks import Marks
from pprnet.reading.research_type import (
    TypeScore,
    likelihoods,
    read_research_type,
    type_evidence,
    type_probability,
)
from pprnet.reading.tokens import Words
from pprnet.reading.topics import (
    MOST_TOPICS,
    SHOWN,
    SUGGESTED,
    TopicScore,
    topics_from,
    weigh_topics,
)
from pprnet.reading.trial import read_trial
from pprnet.records import Record, SignalKind

UNTAUGHT = Learnt()


@dataclass(frozen=True, slots=True)
class Correction:
    """A person's word on a label of a work: it is so, or it is not."""

    record: Record
    kind: SignalKind
    """`TOPIC` or `RESEARCH_TYPE`."""
    key: str
    accepted: bool


class Labels(NamedTuple):
    """The topics, most probable first, and the type of a work."""

    topics: tuple[TopicScore, ...]
    type: TypeScore | None


def read_labels(
    record: Record, words: Words, learnt: Learnt | None = None, least: float = SHOWN
) -> Labels:
    """Read the type of a work and its topics from a probability on."""
    taught = learnt or UNTAUGHT
    marks = Marks.of(words)
    kind = read_research_type(record, marks, read_trial(words, marks), taught.lesson(TYPE, marks))
    key = kind.key if kind else ""
    weighed = weigh_topics(record, marks, key)
    return Labels(tuple(topics_from(weighed, taught.lesson(TOPIC, marks, key), least)), kind)


def suggest_topics(
    record: Record, learnt: Learnt | None = None, least: float = SUGGESTED
) -> tuple[TopicScore, ...]:
    """Give every topic that may be right, most probable first; `least` is a probability."""
    return read_labels(record, Words.of(record), learnt, least).topics


def shown(labels: Labels) -> tuple[TopicScore, ...]:
    """Give the topics that are shown without being asked for."""
    return tuple(topic for topic in labels.topics if topic.score >= SHOWN)[:MOST_TOPICS]


def learn(corrections: Iterable[Correction]) -> Learnt:
    """Learn from all corrections made so far; the same ones always teach the same."""
    return fit(example for correction in corrections for example in _examples(correction))


def _examples(correction: Correction) -> Iterator[Example]:
    record = correction.record
    words = Words.of(record)
    marks = Marks.of(words)
    evidence = type_evidence(record, marks, read_trial(words, marks))
    read = evidence.best()[0]
    if correction.kind is SignalKind.RESEARCH_TYPE:
        before = likelihoods(evidence, read, type_probability(evidence))
        traits = traits_of(marks)
        yield _example(TYPE, correction.key, before, traits, accepted=correction.accepted)
        if correction.accepted and read and read != correction.key:
            yield _example(TYPE, read, before, traits, accepted=False)
    elif correction.kind is SignalKind.TOPIC:
        weighed = {k: score for k, (score, _) in weigh_topics(record, marks, read).items()}
        traits = traits_of(marks, read)
        yield _example(TOPIC, correction.key, weighed, traits, accepted=correction.accepted)


def _example(
    kind: str, key: str, before: dict[str, float], traits: dict[str, float], *, accepted: bool
) -> Example:
    return Example(f"{kind}:{key}", before.get(key, NEVER), traits, accepted)
