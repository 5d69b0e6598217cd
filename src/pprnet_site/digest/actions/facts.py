"""What a machine read from a work, put where an editor starts from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from pprnet_site.catalogue.models import Signal, Work
from pprnet_site.digest.enums import Language
from pprnet_site.taxonomy.models import ResearchType, Topic

SURE_ENOUGH = 0.5
"""A signal below this score is left to the editor to find."""

MOST_TOPICS = 4
LONGEST_QUOTE = 60
"""Characters: enough for “n = 122”, and never a sentence of an abstract."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact at the side of a summary, with where it comes from."""

    label: str
    value: str
    note: str = ""
    origin: str = ""
    is_figure: bool = False

    def values(self) -> dict[str, Any]:
        """Give the fields by name."""
        return asdict(self)


def terms_of(work: Work) -> tuple[list[Topic], list[ResearchType]]:
    """Give the topics, and the one type of research, that were read surely enough."""
    topics = [signal.value for signal in sure(work, "topic")][:MOST_TOPICS]
    types = [signal.value for signal in sure(work, "research_type")][:1]
    return (
        list(Topic.objects.filter(key__in=topics)),
        list(ResearchType.objects.filter(key__in=types)),
    )


def facts_of(work: Work) -> list[Fact]:
    """Give participants and studies as they were read, each with its passage."""
    with override(Language.ENGLISH):
        labels = {"n_participants": _("Participants"), "k_studies": _("Studies")}
        best = {kind: next(iter(sure(work, kind)), None) for kind in labels}
        return [
            Fact(labels[kind], grouped(signal.value), origin=passage(work, signal))
            for kind, signal in best.items()
            if signal
        ]


def sure(work: Work, kind: str) -> Iterable[Signal]:
    """Give the signals of a kind that are sure enough, the surest first."""
    return work.signals.filter(kind=kind, score__gte=SURE_ENOUGH).order_by("-score", "value")


def grouped(number: str) -> str:
    """Write a count with its thousands marked."""
    return f"{int(number):,}" if number.isdigit() else number


def passage(work: Work, signal: Signal) -> str:
    """Quote the few words that a signal rests on; a longer stretch is only named."""
    places = {"title": _("title"), "abstract": _("abstract")}
    for name, start, end in signal.spans:
        place = places.get(name, name)
        quote = str(getattr(work, name, "") or "")[start:end].strip()
        if quote and len(quote) <= LONGEST_QUOTE:
            return _("Read from the %(place)s: “%(quote)s”") % {"place": place, "quote": quote}
        return _("Read from the %(place)s by a machine; check it.") % {"place": place}
    return _("Read by a machine; check it.")
