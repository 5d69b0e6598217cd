"""Corrections learnt from people's judgements of topics and types, for later extraction."""

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
"""Kinds of signal that corrections are learnt from; a number does not apply to another work."""
MAX_CORRECTIONS = 5000
"""Number of newest corrections that are learnt from, at about a millisecond each."""

CorrectionsVersion = tuple[object, ...]

_lock = Lock()
_cached: dict[str, tuple[CorrectionsVersion, CorrectionModel]] = {}


def learnt_corrections() -> CorrectionModel:
    """Return the corrections learnt from all current judgements, cached until one is new."""
    words = Judgement.objects.filter(kind__in=LEARNT_KINDS)
    version = tuple(words.aggregate(Count("pk"), Max("pk"), Max("superseded_at")).values())
    with _lock:
        kept = _cached.get("learnt")
        if kept is None or kept[0] != version:
            kept = _cached["learnt"] = (version, learn_corrections(stored_corrections()))
        return kept[1]


def stored_corrections() -> Iterator[LabelCorrection]:
    """Return the current judgements as engine values, oldest first."""
    words = Judgement.objects.filter(kind__in=LEARNT_KINDS, superseded_at=None).exclude(value="")
    newest = list(words.order_by("-pk").values_list("pk", flat=True)[:MAX_CORRECTIONS])
    for word in Judgement.objects.filter(pk__in=newest).select_related("work").order_by("pk"):
        yield LabelCorrection(
            record=data_mapper.merged_record(word.work),
            kind=SignalKind(word.kind),
            key=word.value,
            accepted=word.verdict != JudgementVerdict.REJECTED,
        )
