"""Which type of research a work is."""

from __future__ import annotations

from dataclasses import dataclass

from pprnet.reading.cues import TYPE, TypeRule, type_rules
from pprnet.reading.evidence import Evidence, Weights, weigh
from pprnet.reading.marks import Marks
from pprnet.records import Record, Span
from pprnet.text import fold

TITLE = Weights(
    first={"title": 0.8, "sure": 0.6, "likely": 0.3, "hint": 0.1},
    again={"title": 0.3, "sure": 0.2, "likely": 0.1},
    most=3,
)
ABSTRACT = Weights(
    first={"sure": 0.6, "likely": 0.3, "hint": 0.2},
    again={"sure": 0.3, "likely": 0.15, "hint": 0.08},
    most=4,
)
PUBLICATION_TYPE = 0.9
SUPPORTED = 0.7
THRESHOLD = 0.2


@dataclass(frozen=True, slots=True)
class TypeScore:
    """A research type with its score and the places it rests on."""

    key: str
    score: float
    spans: tuple[Span, ...]


def read_research_type(record: Record, marks: Marks) -> TypeScore | None:
    """Give the type of research that a record speaks for most, or none."""
    found = _evidence(record, marks)
    silenced = {
        key
        for rule in type_rules()
        if rule.key in found and found[rule.key].score >= SUPPORTED
        for key in rule.over
    }
    left = [rule.key for rule in type_rules() if rule.key in found and rule.key not in silenced]
    best = max(left, key=lambda key: found[key].score, default=None)
    if best is None or found[best].score < THRESHOLD:
        return None
    return TypeScore(best, round(found[best].score, 3), tuple(found[best].spans))


def _evidence(record: Record, marks: Marks) -> dict[str, Evidence]:
    found: dict[str, Evidence] = {}
    _add_publication_types(found, record)
    for field, weights in zip(marks, (TITLE, ABSTRACT), strict=False):
        weigh(found, field, field.found(TYPE), weights)
    return found


def _add_publication_types(found: dict[str, Evidence], record: Record) -> None:
    """Take publication types into account; a span counts characters of them joined by "; "."""
    start = 0
    for given in record.publication_types:
        span = Span("publication_types", start, start + len(given))
        for rule in _rules_for(fold(given)):
            found.setdefault(rule.key, Evidence()).add(PUBLICATION_TYPE, span)
        start = span.end + 2


def _rules_for(publication_type: str) -> list[TypeRule]:
    return [rule for rule in type_rules() if publication_type in rule.publication_types]
