"""Which topics a work is about."""

from __future__ import annotations

from dataclasses import dataclass

from pprnet.reading.calibration import calibration
from pprnet.reading.cues import CONTEXT, TOPIC, TopicBook, TopicRule, topic_book
from pprnet.reading.evidence import Evidence, Weights, weigh
from pprnet.reading.learning import NEVER, Lesson
from pprnet.reading.marks import Marks
from pprnet.records import Record, Span

TITLE = Weights(
    first={"once": 0.8, "sure": 0.8, "likely": 0.6, "hint": 0.3, "title": 0.6},
    again={"once": 0.4, "sure": 0.4, "likely": 0.3, "hint": 0.1, "title": 0.3},
    most=3,
)
ABSTRACT = Weights(
    first={"once": 0.55, "sure": 0.42, "likely": 0.25, "hint": 0.1},
    again={"once": 0.2, "sure": 0.15, "likely": 0.1, "hint": 0.03},
    most=4,
)
KEYWORD = Weights(
    first={"once": 0.55, "sure": 0.55, "likely": 0.4, "hint": 0.15},
    again={"once": 0.2, "sure": 0.2, "likely": 0.1},
    most=3,
)
MESH_MAJOR, MESH_MINOR = 0.6, 0.35
TYPE_WEIGHT = 0.5
OTHER_TYPE = 0.6
NOT_CARE = "laboratory-or-other"  # by the guide, a work that is not about care
SHOWN = 0.5
"""Probability from which a topic is shown without being asked for."""
SUGGESTED = 0.1
"""Probability from which a topic may be suggested to a person who looks for more."""
MOST_TOPICS = 5  # the guide's limit: what a work is about, most central first
CATCH_ALL = "miscellaneous"
CATCH_ALL_SCORE = 0.5


@dataclass(frozen=True, slots=True)
class TopicScore:
    """A topic with the probability that it is right, and the places it rests on."""

    key: str
    score: float
    spans: tuple[Span, ...]


Weighed = dict[str, tuple[float, tuple[Span, ...]]]
"""The probability of each topic, and the places it rests on."""


def weigh_topics(record: Record, marks: Marks, research_type: str = "") -> Weighed:
    """Give the probability of each topic that anything speaks for, by the rules alone."""
    curve = calibration().topic
    evidence = topic_evidence(record, marks, research_type)
    rest = evidence.pop(CATCH_ALL, None)
    weighed = {key: (curve(found.score), tuple(found.spans)) for key, found in evidence.items()}
    if rest and all(score < SHOWN for score, _ in weighed.values()):
        weighed[CATCH_ALL] = (CATCH_ALL_SCORE, tuple(rest.spans))
    return weighed


def topics_from(weighed: Weighed, lesson: Lesson, least: float) -> list[TopicScore]:
    """Give every topic at least as probable as asked, most probable first."""
    scored = [
        TopicScore(key, round(score, 3), spans)
        for key, (score, spans) in _corrected(weighed, lesson).items()
        if score >= least
    ]
    scored.sort(key=lambda topic: (-topic.score, topic.key))
    return scored


def topic_evidence(record: Record, marks: Marks, research_type: str = "") -> dict[str, Evidence]:
    """Weigh what speaks for each topic, on a scale from 0 to 1 that is no probability yet."""
    book = topic_book()
    found = _evidence(record, marks, book)
    contexts = _contexts(found)
    _add_types(found, book, research_type)
    if contexts["therapy"] < SURE_THERAPY:  # the topic for the rest is for what is clearly ours
        found.pop(CATCH_ALL, None)
    return {
        key: Evidence(1.0 - evidence.score * _fit(rule, contexts, research_type), evidence.spans)
        for key, evidence in found.items()
        if (rule := book.rules.get(key))
    }


def _corrected(weighed: Weighed, lesson: Lesson) -> Weighed:
    """Apply what people's corrections have taught; it may bring in topics of its own."""
    if not lesson.keys:
        return weighed
    corrected = dict(weighed)
    for key in lesson.keys:
        before, spans = weighed.get(key, (NEVER, ()))
        corrected[key] = (lesson.applied(key, before), spans or lesson.spans(key))
    return corrected


def _evidence(record: Record, marks: Marks, book: TopicBook) -> dict[str, Evidence]:
    found: dict[str, Evidence] = {}
    for field, weights in zip(marks, (TITLE, ABSTRACT, KEYWORD), strict=True):
        weigh(found, field, field.found(TOPIC), weights)
    _add_mesh(found, record, book)
    return found


def _add_mesh(found: dict[str, Evidence], record: Record, book: TopicBook) -> None:
    """Take MeSH into account; a span counts characters of the descriptors joined by "; "."""
    start = 0
    for heading in record.mesh:
        end = start + len(heading.descriptor)
        weight = MESH_MAJOR if heading.major else MESH_MINOR
        for key in book.by_mesh(heading.descriptor):
            found.setdefault(key, Evidence()).add(weight, Span("mesh", start, end))
        start = end + 2


def _contexts(found: dict[str, Evidence]) -> dict[str, float]:
    """Say how far the text is about a psychological treatment, and about care at all."""
    scores = {
        name: found.pop(CONTEXT + name, Evidence()).score for name in ("therapy", "care", "against")
    }
    therapy = scores["therapy"]
    if scores["against"] and therapy < SURE_THERAPY:
        therapy *= 1.0 - scores["against"]
    return {"therapy": therapy, "care": max(scores["care"], therapy), "against": scores["against"]}


SURE_THERAPY = 0.8
SHARE = {"therapy": 0.7, "care": 0.6}


def _fit(rule: TopicRule, contexts: dict[str, float], research_type: str) -> float:
    """Give the share of a topic's evidence that counts, from 0 to 1."""
    share = OTHER_TYPE if research_type in rule.not_types else 1.0
    if research_type == NOT_CARE:
        share *= OTHER_TYPE
    if not rule.needs:
        return share
    return share * min(1.0, contexts[rule.needs] / SHARE[rule.needs])


def _add_types(found: dict[str, Evidence], book: TopicBook, research_type: str) -> None:
    for rule in book.rules.values():
        if research_type in rule.types:
            found.setdefault(rule.key, Evidence()).add(TYPE_WEIGHT)
