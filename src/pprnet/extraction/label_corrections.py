"""Corrections of topics and research types, and the model that is learned from them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pprnet.extraction.classification.correction_model import (
    UNSUPPORTED_PROBABILITY,
    CorrectionExample,
    CorrectionModel,
    fit_corrections,
    text_features,
)
from pprnet.extraction.classification.cue_lists import TOPIC, TYPE
from pprnet.extraction.classification.cue_matches import CueMatches
from pprnet.extraction.classification.research_type_classifier import (
    type_evidence,
    type_probabilities,
    type_probability,
)
from pprnet.extraction.classification.topic_classifier import topic_probabilities
from pprnet.extraction.classification.trial_classifier import score_trial
from pprnet.extraction.signal_registry import SignalKind
from pprnet.extraction.text_processing.word_tokenizer import RecordTokens
from pprnet.records import Record


@dataclass(frozen=True, slots=True)
class LabelCorrection:
    """A person's decision on a label of a work: it applies, or it does not."""

    record: Record
    kind: SignalKind
    """`TOPIC` or `RESEARCH_TYPE`; a correction of any other kind teaches nothing."""
    key: str
    accepted: bool


def learn_corrections(corrections: Iterable[LabelCorrection]) -> CorrectionModel:
    """Return the model that corrections teach; the same corrections always give the same model.

    Args:
        corrections: all corrections made so far.
    """
    return fit_corrections(
        example for correction in corrections for example in _correction_examples(correction)
    )


def _correction_examples(correction: LabelCorrection) -> Iterator[CorrectionExample]:
    record = correction.record
    tokens = RecordTokens.from_record(record)
    cue_matches = CueMatches.from_tokens(tokens)
    evidence = type_evidence(record, cue_matches, score_trial(tokens, cue_matches))
    predicted_type = evidence.best()[0]
    if correction.kind is SignalKind.RESEARCH_TYPE:
        rule_probabilities = type_probabilities(
            evidence, predicted_type, type_probability(evidence)
        )
        features = text_features(cue_matches)
        yield _correction_example(
            TYPE, correction.key, rule_probabilities, features, accepted=correction.accepted
        )
        if correction.accepted and predicted_type and predicted_type != correction.key:
            yield _correction_example(
                TYPE, predicted_type, rule_probabilities, features, accepted=False
            )
    elif correction.kind is SignalKind.TOPIC:
        probabilities = {
            k: score
            for k, (score, _) in topic_probabilities(record, cue_matches, predicted_type).items()
        }
        features = text_features(cue_matches, predicted_type)
        yield _correction_example(
            TOPIC, correction.key, probabilities, features, accepted=correction.accepted
        )


def _correction_example(
    kind: str,
    key: str,
    rule_probabilities: dict[str, float],
    features: dict[str, float],
    *,
    accepted: bool,
) -> CorrectionExample:
    return CorrectionExample(
        f"{kind}:{key}", rule_probabilities.get(key, UNSUPPORTED_PROBABILITY), features, accepted
    )
