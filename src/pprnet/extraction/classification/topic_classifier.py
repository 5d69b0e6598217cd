"""The topics of a work."""

from __future__ import annotations

from dataclasses import dataclass

from pprnet.extraction.classification.cue_evidence import CueEvidence, CueWeights, add_cue_evidence
from pprnet.extraction.classification.cue_lists import (
    CONTEXT_PREFIX,
    TOPIC,
    TopicLookup,
    TopicRule,
    topic_lookup,
)
from pprnet.extraction.classification.cue_matches import CueMatches
from pprnet.records import Record, Span

TITLE_TOPIC_WEIGHTS = CueWeights(
    first_match={"once": 0.8, "sure": 0.8, "likely": 0.6, "hint": 0.3, "title": 0.6},
    repeat_match={"once": 0.4, "sure": 0.4, "likely": 0.3, "hint": 0.1, "title": 0.3},
    max_matches=3,
)
ABSTRACT_TOPIC_WEIGHTS = CueWeights(
    first_match={"once": 0.55, "sure": 0.42, "likely": 0.25, "hint": 0.1},
    repeat_match={"once": 0.2, "sure": 0.15, "likely": 0.1, "hint": 0.03},
    max_matches=4,
)
KEYWORD_TOPIC_WEIGHTS = CueWeights(
    first_match={"once": 0.55, "sure": 0.55, "likely": 0.4, "hint": 0.15},
    repeat_match={"once": 0.2, "sure": 0.2, "likely": 0.1},
    max_matches=3,
)
MESH_MAJOR, MESH_MINOR = 0.6, 0.35
DISPLAY_THRESHOLD = 0.4
"""Probability from which a topic is shown without being asked for."""
SUGGESTION_THRESHOLD = 0.1
"""Probability from which a topic may be suggested to a person who looks for more."""
MAX_TOPICS = 5  # the guide's limit: what a work is about, most central first
CATCH_ALL = "miscellaneous"


@dataclass(frozen=True, slots=True)
class TopicScore:
    """A topic with the probability that it is right, and the supporting places."""

    key: str
    score: float
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class TopicEvidence:
    """The evidence for each topic by the phrases and index terms of a record, 0-1."""

    found: dict[str, CueEvidence]
    """The evidence for each topic, whatever else the text is about."""
    counted: dict[str, CueEvidence]
    """What remains of it by the rules on what the text must be about."""
    contexts: dict[str, float]
    """How far the text is about a psychological treatment, care, or something else, 0-1."""


def topic_evidence(record: Record, cue_matches: CueMatches) -> TopicEvidence:
    """Return the evidence for each topic.

    Args:
        record: the record that is classified.
        cue_matches: the phrases found in the fields of the record.
    """
    lookup = topic_lookup()
    found = _cue_and_mesh_evidence(record, cue_matches, lookup)
    contexts = _contexts(found)
    counted = {
        key: CueEvidence(1.0 - evidence.score * _context_share(rule, contexts), evidence.spans)
        for key, evidence in found.items()
        if (rule := lookup.rules.get(key))
        and (key != CATCH_ALL or contexts["therapy"] >= THERAPY_THRESHOLD)
    }
    return TopicEvidence(
        {key: evidence for key, evidence in found.items() if key in lookup.rules},
        counted,
        contexts,
    )


def _cue_and_mesh_evidence(
    record: Record, cue_matches: CueMatches, lookup: TopicLookup
) -> dict[str, CueEvidence]:
    found: dict[str, CueEvidence] = {}
    for field, weights in zip(
        cue_matches,
        (TITLE_TOPIC_WEIGHTS, ABSTRACT_TOPIC_WEIGHTS, KEYWORD_TOPIC_WEIGHTS),
        strict=True,
    ):
        add_cue_evidence(found, field, field.matches(TOPIC), weights)
    _add_mesh_evidence(found, record, lookup)
    return found


def _add_mesh_evidence(found: dict[str, CueEvidence], record: Record, lookup: TopicLookup) -> None:
    """Add MeSH headings; a span counts characters of the descriptors joined by "; "."""
    start = 0
    for heading in record.mesh:
        end = start + len(heading.descriptor)
        weight = MESH_MAJOR if heading.major else MESH_MINOR
        for key in lookup.topics_for_mesh(heading.descriptor):
            found.setdefault(key, CueEvidence()).add(weight, Span("mesh", start, end))
        start = end + 2


def _contexts(found: dict[str, CueEvidence]) -> dict[str, float]:
    """Return how far the text is about a psychological treatment, and about care at all, 0-1."""
    scores = {
        name: found.pop(CONTEXT_PREFIX + name, CueEvidence()).score
        for name in ("therapy", "care", "against")
    }
    therapy = scores["therapy"]
    if scores["against"] and therapy < THERAPY_THRESHOLD:
        therapy *= 1.0 - scores["against"]
    care = max(scores["care"], therapy)
    return {
        "therapy": therapy,
        "care": care,
        "against": scores["against"],
        "therapy share": min(1.0, therapy / CONTEXT_THRESHOLDS["therapy"]),
        "care share": min(1.0, care / CONTEXT_THRESHOLDS["care"]),
    }


THERAPY_THRESHOLD = 0.8
CONTEXT_THRESHOLDS = {"therapy": 0.7, "care": 0.6}


def _context_share(rule: TopicRule, contexts: dict[str, float]) -> float:
    """Return the share of a topic's evidence that counts, 0-1."""
    if not rule.required_context:
        return 1.0
    return contexts[f"{rule.required_context} share"]
