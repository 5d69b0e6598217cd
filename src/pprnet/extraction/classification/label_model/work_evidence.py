"""The evidence of a work for its labels: what the rules and the model read, before corrections."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from pprnet.extraction.classification.cue_matches import CueMatches
from pprnet.extraction.classification.label_model.abstract_parts import AbstractParts
from pprnet.extraction.classification.label_model.evidence_features import (
    Features,
    topic_features,
    type_features,
)
from pprnet.extraction.classification.label_model.label_model import (
    FloatArray,
    KnownFeatures,
    LabelModel,
    label_model,
)
from pprnet.extraction.classification.label_model.text_features import (
    TextFeatures,
    read_text_features,
)
from pprnet.extraction.classification.label_model.untrained_labels import with_untrained_labels
from pprnet.extraction.classification.research_type_classifier import (
    NOTICE_EVIDENCE,
    NOTICE_TYPE,
    TypeEvidence,
    type_evidence,
)
from pprnet.extraction.classification.topic_classifier import TopicEvidence, topic_evidence
from pprnet.extraction.classification.trial_classifier import TrialScore, score_trial
from pprnet.extraction.text_processing.word_tokenizer import RecordTokens
from pprnet.records import Record
from pprnet.vocab.loader import load_topics, load_types

LIKELY_PROBABILITY = 0.4
"""Probability from which a type is a feature of what corrections teach about topics."""


class WorkEvidence(NamedTuple):
    """All that is read of a work for its labels."""

    cue_matches: CueMatches
    text: TextFeatures
    topics: TopicEvidence
    types: TypeEvidence
    topic_features: Mapping[str, Features]
    type_features: Mapping[str, Features]


class WorkScores(NamedTuple):
    """The probability of each type of a work, and the sums on which those of its topics rest."""

    model: LabelModel
    types: Mapping[str, float]
    known: KnownFeatures
    """The features of the text that the model knows."""
    topic_sums: FloatArray
    evidence: WorkEvidence

    def topics(self, types: Mapping[str, float]) -> dict[str, float]:
        """Return the probability of each topic.

        Args:
            types: the probability of each type, after corrections.
        """
        found = self.model.topic_probabilities(self.topic_sums, self.evidence.topic_features, types)
        share = self.evidence.topics.contexts["care share"]
        return {key: probability * share for key, probability in found.items()}


def read_evidence(
    record: Record, tokens: RecordTokens, trial: TrialScore | None = None
) -> WorkEvidence:
    """Return the evidence of a work for its labels.

    Args:
        record: the record that is classified.
        tokens: the words of each field of the record.
        trial: the probability of a randomised trial; `None` to read it from the text.
    """
    cue_matches = CueMatches.from_tokens(tokens)
    parts = AbstractParts(cue_matches.abstract, record.abstract)
    topics = topic_evidence(record, cue_matches)
    types = type_evidence(record, cue_matches, trial or score_trial(tokens, cue_matches))
    return WorkEvidence(
        cue_matches,
        read_text_features(cue_matches, parts, topics.contexts),
        topics,
        types,
        topic_features(record, cue_matches, parts, topics),
        type_features(cue_matches, parts, types),
    )


def score_work(evidence: WorkEvidence, model: LabelModel | None = None) -> WorkScores:
    """Return the probabilities that a model gives by the evidence of a work.

    Args:
        evidence: the evidence of the work.
        model: the weights; `None` for those that the package contains.
    """
    model = model or complete_label_model()
    known = model.known_features(evidence.text)
    topic_sums, type_sums = model.text_sums(known)
    if evidence.types.is_notice:
        types = _notice_probabilities(model.types.keys)
    else:
        types = model.type_probabilities(
            type_sums, evidence.type_features, _unlikely_types(evidence.types, model.types.keys)
        )
    return WorkScores(model, types, known, topic_sums, evidence)


@cache
def complete_label_model() -> LabelModel:
    """Return the model that the package contains, with all labels of the vocabulary."""
    return with_untrained_labels(
        label_model(),
        [topic.key for topic in load_topics()],
        [kind.key for kind in load_types()],
    )


def likely_type(types: Mapping[str, float]) -> str:
    """Return the key of the most probable type, or nothing where none is likely.

    Args:
        types: the probability of each type.
    """
    key = max(types, key=lambda label: types[label])
    return key if types[key] >= LIKELY_PROBABILITY else ""


def _unlikely_types(evidence: TypeEvidence, keys: tuple[str, ...]) -> set[str]:
    """Return the types that an index does not state, if it states one, or that a rule excludes."""
    unstated = set(keys) - set(evidence.stated_types) if evidence.stated_types else set()
    return unstated | set(evidence.excluded_types)


def _notice_probabilities(keys: tuple[str, ...]) -> dict[str, float]:
    """Return the probabilities of the types of a notice, which the rules alone recognise."""
    share = (1.0 - NOTICE_EVIDENCE) / (len(keys) - 1)
    return dict.fromkeys(keys, share) | {NOTICE_TYPE: NOTICE_EVIDENCE}
