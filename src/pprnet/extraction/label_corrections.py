"""Corrections of topics and research types, and the model that is learned from them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from pprnet.extraction.classification.correction_model import (
    CorrectionExample,
    CorrectionModel,
    fit_corrections,
    text_features,
)
from pprnet.extraction.classification.cue_lists import TOPIC, TYPE
from pprnet.extraction.classification.label_model.work_evidence import (
    likely_type,
    read_evidence,
    score_work,
)
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
    scores = score_work(read_evidence(record, RecordTokens.from_record(record)))
    cue_matches = scores.evidence.cue_matches
    predicted_type = max(scores.types, key=lambda key: scores.types[key])
    if correction.kind is SignalKind.RESEARCH_TYPE:
        features = text_features(cue_matches)
        yield _correction_example(TYPE, correction.key, scores.types, features, correction)
        if correction.accepted and predicted_type != correction.key:
            rejected = replace(correction, key=predicted_type, accepted=False)
            yield _correction_example(TYPE, predicted_type, scores.types, features, rejected)
    elif correction.kind is SignalKind.TOPIC:
        features = text_features(cue_matches, likely_type(scores.types))
        probabilities = scores.topics(scores.types)
        yield _correction_example(TOPIC, correction.key, probabilities, features, correction)


def _correction_example(
    kind: str,
    key: str,
    probabilities: Mapping[str, float],
    features: dict[str, float],
    correction: LabelCorrection,
) -> CorrectionExample:
    return CorrectionExample(
        f"{kind}:{key}", probabilities.get(key, 0.0), features, correction.accepted
    )
