"""The evidence of the rules for one label, as features that mean the same for every label."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping

from pprnet.extraction.classification.cue_evidence import CueEvidence
from pprnet.extraction.classification.cue_lists import STUDY, TOPIC, TYPE, topic_lookup
from pprnet.extraction.classification.cue_matches import CueMatches, FieldMatches
from pprnet.extraction.classification.label_model.abstract_parts import AbstractParts
from pprnet.extraction.classification.log_odds import logit
from pprnet.extraction.classification.research_type_classifier import TypeEvidence
from pprnet.extraction.classification.topic_classifier import TopicEvidence
from pprnet.extraction.text_processing.phrase_matcher import PhraseMatch
from pprnet.records import Record

Features = dict[str, float]
TYPE_CUE = "type-"
"""Begins the groups of phrases by which the model alone knows a type."""
LOGIT_SCALE = 4.0
NO_EVIDENCE = 0.02
FIRST_RANKS, LATE_RANK = 3, 5
PER_WORDS = 100
"""Words of an abstract in which the density of phrases is counted."""
MAX_DENSITY = 2.0


def topic_features(
    record: Record, cue_matches: CueMatches, parts: AbstractParts, evidence: TopicEvidence
) -> dict[str, Features]:
    """Return the features of each topic with any evidence.

    Args:
        record: MeSH headings are used.
        cue_matches: the phrases found in the fields of the record.
        parts: the parts of the abstract.
        evidence: the evidence of the rules.
    """
    therapy = evidence.contexts["therapy share"]
    features = {
        key: _evidence_features(found, evidence.counted.get(key), therapy)
        for key, found in evidence.found.items()
        if found.score
    }
    _add_ranks(features, evidence.found)
    for key, matches in cue_matches.title.matches(TOPIC).items():
        if key in topic_lookup().rules:
            found = features.setdefault(key, {})
            _add_title_matches(found, matches, therapy)
            found["title share"] = _title_share(matches, cue_matches.title)
    for key, matches in cue_matches.abstract.matches(TOPIC).items():
        if key in topic_lookup().rules:
            found = features.setdefault(key, {})
            _add_abstract_matches(found, matches, parts)
            found["abstract therapy"] = therapy
            found["density"] = _density(matches, cue_matches.abstract)
    for key in cue_matches.keywords.matches(TOPIC):
        if key in topic_lookup().rules:
            features.setdefault(key, {})["keyword"] = 1.0
    for key, name in _mesh_features(record):
        features.setdefault(key, {})[name] = 1.0
    return features


def type_features(
    cue_matches: CueMatches, parts: AbstractParts, evidence: TypeEvidence
) -> dict[str, Features]:
    """Return the features of each research type with any evidence.

    Args:
        cue_matches: the phrases found in the fields of the record.
        parts: the parts of the abstract.
        evidence: the evidence of the rules.
    """
    features: dict[str, Features] = {}
    best, best_score = evidence.best()
    for key, found in evidence.by_type.items():
        if found.score:
            own = features[key] = _score_features(found.score)
            if key in evidence.remaining:
                own["remaining"], own["remaining score"] = 1.0, found.score
    if best:
        features[best] |= {"first": 1.0, "first score": best_score}
    for mark, key, matches in _type_matches(cue_matches.title):
        own = features.setdefault(key, {})
        own.update((f"title {mark}{match.cue.strength}", 1.0) for match in matches)
    for mark, key, matches in _type_matches(cue_matches.abstract):
        own = features.setdefault(key, {})
        own.update((f"abstract {mark}{match.cue.strength}", 1.0) for match in matches)
        own.update((f"part {mark}{parts.mark_at(match.first)}", 1.0) for match in matches)
        if mark:
            own["count"] = math.log1p(len(matches))
    return features


def _type_matches(field: FieldMatches) -> Iterator[tuple[str, str, list[PhraseMatch]]]:
    """Yield the phrases that speak for a type: those of the rules, and those of the model alone."""
    for key, matches in field.matches(TYPE).items():
        yield "", key, matches
    for subject, matches in field.matches(STUDY).items():
        if subject.startswith(TYPE_CUE):
            yield "model ", subject.removeprefix(TYPE_CUE), matches


def _score_features(score: float) -> Features:
    kept = min(1.0 - NO_EVIDENCE, max(NO_EVIDENCE, score))
    return {"logit": (logit(kept) - logit(NO_EVIDENCE)) / LOGIT_SCALE, "score": score}


def _evidence_features(found: CueEvidence, counted: CueEvidence | None, therapy: float) -> Features:
    features = _score_features(found.score)
    features["logit therapy"] = features["logit"] * therapy
    features["counted"] = _score_features(counted.score)["logit"] if counted else 0.0
    return features


def _add_ranks(features: dict[str, Features], found: Mapping[str, CueEvidence]) -> None:
    for rank, key in enumerate(sorted(features, key=lambda key: (-found[key].score, key))):
        if not rank:
            features[key]["rank 1"] = 1.0
        if rank < FIRST_RANKS:
            features[key]["rank 1-3"] = 1.0
        if rank >= LATE_RANK:
            features[key]["rank 6-"] = 1.0


def _add_title_matches(features: Features, matches: list[PhraseMatch], therapy: float) -> None:
    features |= {"title": 1.0, "title therapy": therapy}
    features.update((f"title {match.cue.strength}", 1.0) for match in matches)


def _add_abstract_matches(
    features: Features, matches: list[PhraseMatch], parts: AbstractParts
) -> None:
    counts: dict[str, int] = {}
    for match in matches:
        strength = match.cue.strength
        counts[strength] = counts.get(strength, 0) + 1
        mark = parts.mark_at(match.first)
        features[f"part{mark}"] = 1.0
        if strength in ("sure", "once"):
            features[f"sure part{mark}"] = 1.0
    features.update((f"abstract {name}", math.log1p(count)) for name, count in counts.items())
    features |= {"abstract": 1.0, "count": math.log1p(len(matches))}


def _density(matches: list[PhraseMatch], field: FieldMatches) -> float:
    return min(MAX_DENSITY, PER_WORDS * len(matches) / len(field.tokens))


def _title_share(matches: list[PhraseMatch], field: FieldMatches) -> float:
    """Return the share of the words of a title that are phrases of the topic."""
    words = {word for match in matches for word in range(match.first, match.last + 1)}
    return len(words) / len(field.tokens)


def _mesh_features(record: Record) -> Iterable[tuple[str, str]]:
    for heading in record.mesh:
        for key in topic_lookup().topics_for_mesh(heading.descriptor):
            yield key, "mesh major" if heading.major else "mesh minor"
