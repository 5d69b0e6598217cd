"""Signals of a work: topics, research type, sample size, effects, each with its place.

Rules on words with weights and calibration learned beforehand find them, the same each time;
a small model classifies the sentences. A signal is never a decision; an editor's correction takes
precedence over it, and several change how similar works are read (`learn_corrections`).
"""

from __future__ import annotations

from pprnet.extraction.classification.correction_model import CorrectionModel
from pprnet.extraction.classification.trial_classifier import trial_probability
from pprnet.extraction.classification.work_labels import suggest_topics
from pprnet.extraction.extraction_input import ExtractionInput
from pprnet.extraction.label_corrections import LabelCorrection, learn_corrections
from pprnet.extraction.signal_registry import (
    EXTRACTION_METHOD,
    EXTRACTION_VERSION,
    SIGNALS,
    Signal,
    SignalKind,
)
from pprnet.records import Record

__all__ = [
    "EXTRACTION_METHOD",
    "EXTRACTION_VERSION",
    "SIGNALS",
    "CorrectionModel",
    "LabelCorrection",
    "Signal",
    "SignalKind",
    "extract_signals",
    "learn_corrections",
    "suggest_topics",
    "trial_probability",
]


def extract_signals(
    record: Record, correction_model: CorrectionModel | None = None, *, roles: bool = False
) -> tuple[Signal, ...]:
    """Return the signals of a record's title, abstract and index terms.

    Args:
        record: any text will do; an empty record has no signals.
        correction_model: what editors' corrections have taught, from `learn_corrections`; `None`
            for nothing.
        roles: whether to add the signals that are not stored: the role of each sentence.
    """
    work = ExtractionInput.from_record(record, correction_model)
    return tuple(
        signal
        for definition in SIGNALS
        if definition.is_stored or roles
        for signal in definition.signals(work)
    )
