"""What a work says: topics, type of research, sample size, effects, each with its place.

The method is rules on words, with weights and calibration that were learned beforehand: plain,
quick and the same each time; the roles of sentences are read by a small model. A signal is never
a decision; a person's word stands over it, and teaches the next reading (`learn_corrections`).
"""

from __future__ import annotations

from pprnet.extraction.classification.correction_model import CorrectionModel
from pprnet.extraction.classification.trial_classifier import trial_probability
from pprnet.extraction.classification.work_labels import (
    LabelCorrection,
    classify_work,
    displayed_topics,
    learn_corrections,
    suggest_topics,
)
from pprnet.extraction.counts.arms import extract_arms
from pprnet.extraction.counts.count_candidates import StatedCount
from pprnet.extraction.counts.participants import extract_participants
from pprnet.extraction.counts.studies import extract_studies
from pprnet.extraction.reported_effects import ReportedEffect, extract_effects
from pprnet.extraction.sentence_roles.role_classifier import ROLE_MODEL_NAME, classify_sentences
from pprnet.extraction.text_processing.token_stream import TokenStream
from pprnet.extraction.text_processing.word_tokenizer import RecordTokens
from pprnet.records import Record, Signal, SignalKind, Span

__all__ = [
    "EXTRACTION_METHOD",
    "EXTRACTION_VERSION",
    "CorrectionModel",
    "LabelCorrection",
    "extract_signals",
    "learn_corrections",
    "suggest_topics",
    "trial_probability",
]

EXTRACTION_METHOD = "rules"
EXTRACTION_VERSION = "2"

REVIEW_TYPES = frozenset(
    {
        "meta-analysis",
        "network-meta-analysis",
        "systematic-review",
        "umbrella-review",
        "qualitative-synthesis",
    }
)
"""Types of research of which the number of studies is asked."""
TRIAL_TYPES = frozenset(
    {"randomised-trial", "non-randomised-trial", "protocol", "process-study", "economic-evaluation"}
)
"""Types of research that may have arms."""
TYPES_WITHOUT_PARTICIPANTS = frozenset({"narrative-review", "theory-or-commentary", "guideline"})
"""Types of research that study no people of their own."""


def extract_signals(
    record: Record, correction_model: CorrectionModel | None = None, *, roles: bool = False
) -> tuple[Signal, ...]:
    """Read a record's title, abstract and index terms into signals; any text will do.

    `correction_model` is what people's corrections have taught, from `learn_corrections`. With
    `roles`, each sentence of the abstract has a signal of its role.
    """
    tokens = RecordTokens.from_record(record)
    labels = classify_work(record, tokens, correction_model)
    research_type = labels.type
    key = research_type.key if research_type else ""
    signals = [
        _signal(SignalKind.TOPIC, topic.key, topic.score, topic.spans)
        for topic in displayed_topics(labels)
    ]
    if research_type:
        signals.append(
            _signal(
                SignalKind.RESEARCH_TYPE,
                research_type.key,
                research_type.score,
                research_type.spans,
            )
        )
    abstract = TokenStream.from_tokens("abstract", record.abstract, tokens.abstract)
    title = TokenStream.from_tokens("title", record.title, tokens.title)
    if key not in TYPES_WITHOUT_PARTICIPANTS and (
        participants := extract_participants(abstract, title)
    ):
        signals.append(_count_signal(SignalKind.PARTICIPANTS, participants))
    if key in TRIAL_TYPES and (arms := extract_arms(abstract)):
        signals.append(_count_signal(SignalKind.ARMS, arms))
    if key in REVIEW_TYPES and (studies := extract_studies(abstract)):
        signals.append(_count_signal(SignalKind.STUDIES, studies))
    signals.extend(_effect_signal(found) for found in extract_effects(record.abstract))
    if roles:
        signals.extend(_role_signals(record))
    return tuple(signals)


def _effect_signal(found: ReportedEffect) -> Signal:
    effect = found.effect
    value = f"{effect.measure} {effect.value:g}"
    spans = (found.span,)
    return Signal(
        SignalKind.EFFECT, value, found.score, EXTRACTION_METHOD, EXTRACTION_VERSION, spans, effect
    )


def _role_signals(record: Record) -> list[Signal]:
    """Give a signal for each sentence of the abstract that has a role."""
    return [
        Signal(
            SignalKind.ROLE,
            found.role.value,
            found.score,
            found.method,
            ROLE_MODEL_NAME,
            (found.span,),
        )
        for found in classify_sentences(record.abstract)
    ]


def _count_signal(kind: SignalKind, count: StatedCount) -> Signal:
    return _signal(kind, str(count.value), round(count.score, 3), count.spans)


def _signal(kind: SignalKind, value: str, score: float, spans: tuple[Span, ...]) -> Signal:
    return Signal(kind, value, score, EXTRACTION_METHOD, EXTRACTION_VERSION, spans)
