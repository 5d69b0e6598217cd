"""What people's words on topics and types have taught, for the next reading."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Lock

from django.db.models import Count, Max

from pprnet.extraction import CorrectionModel, LabelCorrection, learn_corrections
from pprnet.extraction.signal_registry import SignalKind
from pprnet_site.catalogue import data_mapper
from pprnet_site.catalogue.enums import JudgementVerdict
from pprnet_site.catalogue.models import Judgement

LEARNT_KINDS = (SignalKind.TOPIC, SignalKind.RESEARCH_TYPE)
"""Kinds of signal of which corrections teach; a number says nothing of another work's."""
MAX_CORRECTIONS = 5000
"""The newest corrections that are learnt from; learning takes about a millisecond each."""

CorrectionsVersion = tuple[object, ...]

_lock = Lock()
_cached: dict[str, tuple[CorrectionsVersion, CorrectionModel]] = {}


def learnt_corrections() -> CorrectionModel:
    """Learn from every word that holds, from this process's memory where none is new."""
    words = Judgement.objects.filter(kind__in=LEARNT_KINDS)
    version = tuple(words.aggregate(Count("pk"), Max("pk"), Max("superseded_at")).values())
    with _lock:
        kept = _cached.get("learnt")
        if kept is None or kept[0] != version:
            kept = _cached["learnt"] = (version, learn_corrections(stored_corrections()))
        return kept[1]


def stored_corrections() -> Iterator[LabelCorrection]:
    """Give the words that hold as the engine takes them, in the order in which they were said."""
    words = Judgement.objects.filter(kind__in=LEARNT_KINDS, superseded_at=None).exclude(value="")
    newest = list(words.order_by("-pk").values_list("pk", flat=True)[:MAX_CORRECTIONS])
    for word in Judgement.objects.filter(pk__in=newest).select_related("work").order_by("pk"):
        yield LabelCorrection(
            record=data_mapper.merged_record(word.work),
            kind=SignalKind(word.kind),
            key=word.value,
            accepted=word.verdict != JudgementVerdict.REJECTED,
        )
