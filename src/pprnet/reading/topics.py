"""Which topics a work is about."""

from __future__ import annotations

from dataclasses import dataclass

from pprnet.reading.cues import CONTEXT, TOPIC, TopicBook, TopicRule, topic_book
from pprnet.reading.evidence import Evidence, Weights, weigh
from pprnet.reading.marks import Marks
from pprnet.records import Record, Span

TITLE = Weights(
    first={"sure": 0.8, "likely": 0.6, "hint": 0.3, "title": 0.6},
    again={"sure": 0.4, "likely": 0.3, "hint": 0.1, "title": 0.3},
    most=3,
)
ABSTRACT = Weights(
    first={"sure": 0.42, "likely": 0.25, "hint": 0.1},
    again={"sure": 0.15, "likely": 0.1, "hint": 0.03},
    most=4,
)
KEYWORD = Weights(
    first={"sure": 0.55, "likely": 0.4, "hint": 0.15}, again={"sure": 0.2, "likely": 0.1}, most=3
)
MESH_MAJOR, MESH_MINOR = 0.6, 0.35
TYPE_WEIGHT = 0.55
OTHER_TYPE = 0.6
THRESHOLD = 0.5
MOST_TOPICS = 5  # the guide's limit: what a work is about, most central first
CATCH_ALL = "miscellaneous"
CATCH_ALL_SCORE = 0.5


@dataclass(frozen=True, slots=True)
class TopicScore:
    """A topic with its score and the places it rests on."""

    key: str
    score: float
    spans: tuple[Span, ...]


def read_topics(record: Record, marks: Marks, research_type: str = "") -> list[TopicScore]:
    """Give the topics of a record, most central first."""
    book = topic_book()
    found = _evidence(record, marks, book)
    contexts = _contexts(found)
    _add_types(found, book, research_type)
    scored = [
        TopicScore(key, round(score, 3), tuple(evidence.spans))
        for key, evidence in found.items()
        if (rule := book.rules.get(key))
        and (score := evidence.score * _fit(rule, contexts, research_type)) >= THRESHOLD
    ]
    scored.sort(key=lambda topic: (-topic.score, topic.key))
    return scored[:MOST_TOPICS] or _catch_all(found, contexts)


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
    if not rule.needs:
        return share
    return share * min(1.0, contexts[rule.needs] / SHARE[rule.needs])


def _add_types(found: dict[str, Evidence], book: TopicBook, research_type: str) -> None:
    for rule in book.rules.values():
        if research_type in rule.types:
            found.setdefault(rule.key, Evidence()).add(TYPE_WEIGHT)


def _catch_all(found: dict[str, Evidence], contexts: dict[str, float]) -> list[TopicScore]:
    """File a work that is clearly about psychotherapy under the topic for the rest."""
    if CATCH_ALL not in found or contexts["therapy"] < SURE_THERAPY:
        return []
    return [TopicScore(CATCH_ALL, CATCH_ALL_SCORE, tuple(found[CATCH_ALL].spans))]
