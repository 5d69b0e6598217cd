"""What is known of a work: what a machine read and what people said of it, as one list."""

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
"""A machine's reading below this score is not shown unless a person spoke of it."""


@dataclass(frozen=True, slots=True)
class SignalReview:
    """One thing known of a work, with the person's word on it where there is one."""

    kind: str
    value: str
    """Empty where a person says that the work does not state it."""
    score: float | None = None
    """The machine's; none where only a person says it."""
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
    """Give what is known of one work, two queries."""
    judgements = Judgement.objects.filter(work=work, superseded_at=None).select_related("by")
    return join_judgements(Signal.objects.filter(work=work), judgements)


def join_judgements(
    signals: Iterable[Signal], judgements: Iterable[Judgement]
) -> list[SignalReview]:
    """Join what was read and what was said of one work, the surest first within a kind."""
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
    """Tell whether a person's word says what is so, rather than what is not."""
    return word.verdict != JudgementVerdict.REJECTED


def merge_same_signals(signals: Iterable[Signal]) -> list[Signal]:
    """Take signals of one kind and value as one, resting on the places of all."""
    first: dict[tuple[str, str], Signal] = {}
    for signal in signals:
        kept = first.setdefault((signal.kind, signal.value), signal)
        if kept is not signal:
            kept.spans = [*kept.spans, *(span for span in signal.spans if span not in kept.spans)]
    return list(first.values())


def review_of_signal(signal: Signal, judgement: Judgement | None) -> SignalReview:
    """Give a machine's reading with the person's word on it."""
    spans = tuple((name, start, end) for name, start, end in signal.spans)
    return SignalReview(signal.kind, signal.value, signal.score, spans, signal.detail, judgement)


def review_of_judgement(word: Judgement) -> SignalReview:
    """Give what a person said and no machine reads, or reads no more."""
    spans = tuple((name, start, end) for name, start, end in word.spans)
    return SignalReview(word.kind, word.value, word.score, spans, word.detail, word)


def signal_reviews_by_work(works: Sequence[int]) -> dict[int, list[SignalReview]]:
    """Give what is known of some works, two queries in all."""
    signals: dict[int, list[Signal]] = defaultdict(list)
    for signal in Signal.objects.filter(work__in=works):
        signals[signal.work_id].append(signal)
    words: dict[int, list[Judgement]] = defaultdict(list)
    for word in Judgement.objects.filter(work__in=works, superseded_at=None):
        words[word.work_id].append(word)
    return {work: join_judgements(signals[work], words[work]) for work in works}
