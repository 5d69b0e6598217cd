"""Extracted signals of a work joined with people's judgements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from pprnet_site.catalogue.enums import JudgementVerdict
from pprnet_site.catalogue.models import Judgement, Signal, Work
from pprnet_site.catalogue.signal_kinds import SINGLE_VALUE_KINDS

StoredSpan = tuple[str, int, int]
"""Field, start and end in characters, end exclusive."""

MIN_SHOWN_SCORE = 0.5
"""An extracted signal below this score is not shown unless a person judged it."""


@dataclass(frozen=True, slots=True)
class SignalReview:
    """One signal of a work, with the person's judgement if there is one."""

    kind: str
    value: str
    """Empty where a person says that the work does not state it."""
    score: float | None = None
    """Score of the extraction, 0-1; None where only a person stated the value."""
    spans: tuple[StoredSpan, ...] = ()
    detail: dict[str, Any] = field(default_factory=dict)
    judgement: Judgement | None = None

    @property
    def is_accepted(self) -> bool:
        """Whether a person accepted or stated it."""
        said = {JudgementVerdict.ACCEPTED, JudgementVerdict.STATED}
        return self.judgement is not None and self.judgement.verdict in said

    @property
    def is_rejected(self) -> bool:
        """Whether a person rejected it."""
        return self.judgement is not None and self.judgement.verdict == JudgementVerdict.REJECTED


def signal_reviews(work: Work) -> list[SignalReview]:
    """Return the signals and judgements of one work, in two queries."""
    judgements = Judgement.objects.filter(work=work, superseded_at=None).select_related("by")
    return join_judgements(Signal.objects.filter(work=work), judgements)


def join_judgements(
    signals: Iterable[Signal], judgements: Iterable[Judgement]
) -> list[SignalReview]:
    """Join the signals and judgements of one work, the highest score first within a kind."""
    words = {(word.kind, word.value): word for word in judgements}
    settled = {
        word.kind
        for word in words.values()
        if word.kind in SINGLE_VALUE_KINDS and is_affirmative(word)
    }
    read = [
        review_of_signal(signal, words.pop((signal.kind, signal.value), None))
        for signal in merge_same_signals(signals)
        if signal.score >= MIN_SHOWN_SCORE or (signal.kind, signal.value) in words
    ]
    said = [review_of_judgement(word) for word in words.values()]
    shown = [
        reading for reading in [*read, *said] if reading.judgement or reading.kind not in settled
    ]
    return sorted(
        shown, key=lambda reading: (reading.kind, not reading.is_accepted, -(reading.score or 0))
    )


def is_affirmative(word: Judgement) -> bool:
    """Return whether a judgement affirms a value rather than rejecting it."""
    return word.verdict != JudgementVerdict.REJECTED


def merge_same_signals(signals: Iterable[Signal]) -> list[Signal]:
    """Merge signals of the same kind and value, with the supporting text of all."""
    first: dict[tuple[str, str], Signal] = {}
    for signal in signals:
        kept = first.setdefault((signal.kind, signal.value), signal)
        if kept is not signal:
            kept.spans = [*kept.spans, *(span for span in signal.spans if span not in kept.spans)]
    return list(first.values())


def review_of_signal(signal: Signal, judgement: Judgement | None) -> SignalReview:
    """Return an extracted signal with its judgement."""
    spans = tuple((name, start, end) for name, start, end in signal.spans)
    return SignalReview(signal.kind, signal.value, signal.score, spans, signal.detail, judgement)


def review_of_judgement(word: Judgement) -> SignalReview:
    """Return a judgement without an extracted signal, or whose signal is no longer extracted."""
    spans = tuple((name, start, end) for name, start, end in word.spans)
    return SignalReview(word.kind, word.value, word.score, spans, word.detail, word)


def signal_reviews_by_work(works: Sequence[int]) -> dict[int, list[SignalReview]]:
    """Return the signals and judgements of some works, in two queries."""
    signals: dict[int, list[Signal]] = defaultdict(list)
    for signal in Signal.objects.filter(work__in=works):
        signals[signal.work_id].append(signal)
    words: dict[int, list[Judgement]] = defaultdict(list)
    for word in Judgement.objects.filter(work__in=works, superseded_at=None):
        words[word.work_id].append(word)
    return {work: join_judgements(signals[work], words[work]) for work in works}
