"""The topics of a work."""

from __future__ import annotations

from dataclasses import dataclass

from pprnet.extraction.classification.calibration import calibration
from pprnet.extraction.classification.correction_model import (
    UNSUPPORTED_PROBABILITY,
    LabelAdjustment,
)
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
TYPE_WEIGHT = 0.5
EXCLUDED_TYPE_FACTOR = 0.6
NON_CLINICAL_TYPE = "laboratory-or-other"  # by the guide, a work that is not about care
DISPLAY_THRESHOLD = 0.5
"""Probability from which a topic is shown without being asked for."""
SUGGESTION_THRESHOLD = 0.1
"""Probability from which a topic may be suggested to a person who looks for more."""
MAX_TOPICS = 5  # the guide's limit: what a work is about, most central first
CATCH_ALL = "miscellaneous"
CATCH_ALL_SCORE = 0.5


@dataclass(frozen=True, slots=True)
class TopicScore:
    """A topic with the probability that it is right, and the supporting places."""

    key: str
    score: float
    spans: tuple[Span, ...]


TopicProbabilities = dict[str, tuple[float, tuple[Span, ...]]]
"""The probability of each topic, and the places it rests on."""


def topic_probabilities(
    record: Record, cue_matches: CueMatches, research_type: str = ""
) -> TopicProbabilities:
    """Return the probability of each topic with any evidence, by the rules alone.

    Args:
        record: the record that is classified.
        cue_matches: the phrases found in the fields of the record.
        research_type: key of the research type, empty where none is known.
    """
    curve = calibration().topic
    evidence = topic_evidence(record, cue_matches, research_type)
    catch_all = evidence.pop(CATCH_ALL, None)
    probabilities = {
        key: (curve(found.score), tuple(found.spans)) for key, found in evidence.items()
    }
    if catch_all and all(score < DISPLAY_THRESHOLD for score, _ in probabilities.values()):
        probabilities[CATCH_ALL] = (CATCH_ALL_SCORE, tuple(catch_all.spans))
    return probabilities


def ranked_topics(
    probabilities: TopicProbabilities, adjustment: LabelAdjustment, min_probability: float
) -> list[TopicScore]:
    """Return the topics from a probability on, most probable first.

    Args:
        probabilities: the topics by the rules alone.
        adjustment: what corrections have taught about the labels of this text.
        min_probability: 0-1.
    """
    scored = [
        TopicScore(key, round(score, 3), spans)
        for key, (score, spans) in _corrected_topics(probabilities, adjustment).items()
        if score >= min_probability
    ]
    scored.sort(key=lambda topic: (-topic.score, topic.key))
    return scored


def topic_evidence(
    record: Record, cue_matches: CueMatches, research_type: str = ""
) -> dict[str, CueEvidence]:
    """Return the evidence for each topic, 0-1, before calibration.

    Args:
        record: the record that is classified.
        cue_matches: the phrases found in the fields of the record.
        research_type: key of the research type, empty where none is known.
    """
    lookup = topic_lookup()
    found = _cue_and_mesh_evidence(record, cue_matches, lookup)
    contexts = _contexts(found)
    _add_type_evidence(found, lookup, research_type)
    if (
        contexts["therapy"] < THERAPY_THRESHOLD
    ):  # the topic for the rest is for what is clearly ours
        found.pop(CATCH_ALL, None)
    return {
        key: CueEvidence(
            1.0 - evidence.score * _context_share(rule, contexts, research_type), evidence.spans
        )
        for key, evidence in found.items()
        if (rule := lookup.rules.get(key))
    }


def _corrected_topics(
    probabilities: TopicProbabilities, adjustment: LabelAdjustment
) -> TopicProbabilities:
    """Return the topics with the corrections applied, which may add topics."""
    if not adjustment.keys:
        return probabilities
    corrected = dict(probabilities)
    for key in adjustment.keys:
        rule_probability, spans = probabilities.get(key, (UNSUPPORTED_PROBABILITY, ()))
        corrected[key] = (
            adjustment.adjusted_probability(key, rule_probability),
            spans or adjustment.spans(key),
        )
    return corrected


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
    return {"therapy": therapy, "care": max(scores["care"], therapy), "against": scores["against"]}


THERAPY_THRESHOLD = 0.8
CONTEXT_THRESHOLDS = {"therapy": 0.7, "care": 0.6}


def _context_share(rule: TopicRule, contexts: dict[str, float], research_type: str) -> float:
    """Return the share of a topic's evidence that counts, 0-1."""
    share = EXCLUDED_TYPE_FACTOR if research_type in rule.excluded_types else 1.0
    if research_type == NON_CLINICAL_TYPE:
        share *= EXCLUDED_TYPE_FACTOR
    if not rule.required_context:
        return share
    return share * min(
        1.0, contexts[rule.required_context] / CONTEXT_THRESHOLDS[rule.required_context]
    )


def _add_type_evidence(
    found: dict[str, CueEvidence], lookup: TopicLookup, research_type: str
) -> None:
    for rule in lookup.rules.values():
        if research_type in rule.types:
            found.setdefault(rule.key, CueEvidence()).add(TYPE_WEIGHT)
