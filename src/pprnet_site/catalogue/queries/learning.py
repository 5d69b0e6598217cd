"""What people's words on topics and types have taught, for the next reading."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Lock

from django.db.models import Count, Max

from pprnet.reading import Correction, Learnt, learn
from pprnet.records import SignalKind
from pprnet_site.catalogue import bridge
from pprnet_site.catalogue.enums import JudgementVerdict
from pprnet_site.catalogue.models import Judgement

LABELS = (SignalKind.TOPIC, SignalKind.RESEARCH_TYPE)
"""Kinds of signal of which corrections teach; a number says nothing of another work's."""
MOST = 5000
"""The newest corrections that are learnt from; learning takes about a millisecond each."""

Version = tuple[object, ...]

_lock = Lock()
_kept: dict[str, tuple[Version, Learnt]] = {}


def taught() -> Learnt:
    """Learn from every word that holds, from this process's memory where none is new."""
    words = Judgement.objects.filter(kind__in=LABELS)
    version = tuple(words.aggregate(Count("pk"), Max("pk"), Max("superseded_at")).values())
    with _lock:
        kept = _kept.get("learnt")
        if kept is None or kept[0] != version:
            kept = _kept["learnt"] = (version, learn(corrections()))
        return kept[1]


def corrections() -> Iterator[Correction]:
    """Give the words that hold as the engine takes them, in the order in which they were said."""
    words = Judgement.objects.filter(kind__in=LABELS, superseded_at=None).exclude(value="")
    newest = list(words.order_by("-pk").values_list("pk", flat=True)[:MOST])
    for word in Judgement.objects.filter(pk__in=newest).select_related("work").order_by("pk"):
        yield Correction(
            record=bridge.record_of(word.work),
            kind=SignalKind(word.kind),
            key=word.value,
            accepted=word.verdict != JudgementVerdict.REJECTED,
        )
