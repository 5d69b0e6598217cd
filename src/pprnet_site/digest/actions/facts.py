"""Key facts, topics and types that a draft starts with, from the signals of its works."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from pprnet_site.catalogue.enums import Measure
from pprnet_site.catalogue.models import Work
from pprnet_site.catalogue.queries.signal_review import SignalReview, signal_reviews
from pprnet_site.catalogue.signal_kinds import KEY_FACT_LABELS, SignalKind
from pprnet_site.core.number_format import format_number
from pprnet_site.digest.enums import Language, StatedBy
from pprnet_site.digest.models import KeyFact
from pprnet_site.taxonomy.models import ResearchType, Topic

MOST_TOPICS = 4
MOST_EFFECTS = 3
MAX_QUOTE = 60
"""Characters of a quotation: enough for “n = 122”, too few for a sentence of an abstract."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A key fact of a summary, with its origin."""

    label: str
    value: str
    note: str = ""
    origin: str = ""
    is_figure: bool = False
    stated_by: str = StatedBy.READ

    @classmethod
    def of(cls, row: KeyFact) -> Fact:
        """Return the fact that a row stores."""
        return cls(**{each.name: getattr(row, each.name) for each in fields(cls)})

    def values(self) -> dict[str, Any]:
        """Return the fields by name."""
        return asdict(self)


def initial_terms(work: Work) -> tuple[list[Topic], list[ResearchType]]:
    """Return the topics and the type of research of a work, without rejected ones."""
    readings = [reading for reading in signal_reviews(work) if not reading.is_rejected]
    named = {kind: [r.value for r in readings if r.kind == kind] for kind in SignalKind}
    return (
        list(Topic.objects.filter(key__in=named[SignalKind.TOPIC][:MOST_TOPICS])),
        list(ResearchType.objects.filter(key__in=named[SignalKind.RESEARCH_TYPE][:1])),
    )


def initial_facts(work: Work) -> list[Fact]:
    """Return the key facts of a work, each with the passage that it comes from.

    A count that no person has judged is included as read automatically, which readers see; an
    effect is included only when a person has accepted it.
    """
    readings = [reading for reading in signal_reviews(work) if not reading.is_rejected]
    with override(Language.ENGLISH):
        counts = [
            count_fact(
                work, next((r for r in readings if r.kind == kind and r.value), None), str(label)
            )
            for kind, label in KEY_FACT_LABELS.items()
        ]
        effects = [r for r in readings if r.kind == SignalKind.EFFECT and r.is_accepted]
        shown = [effect_fact(work, reading) for reading in effects[:MOST_EFFECTS]]
        return [*(fact for fact in counts if fact), *shown]


def count_fact(work: Work, reading: SignalReview | None, label: str) -> Fact | None:
    """Return a count as a fact, or None without a count."""
    if reading is None:
        return None
    return attributed(Fact(label, format_count(reading.value)), work, reading)


def effect_fact(work: Work, reading: SignalReview) -> Fact:
    """Return an accepted effect as a fact: measure, value, interval and outcome."""
    detail = reading.detail
    if not detail:
        return attributed(Fact(_("Effect"), reading.value), work, reading)
    measure = Measure(detail["measure"])
    value = format_number(detail["value"])
    text = f"{value}%" if measure == Measure.PERCENT else f"{measure.label} = {value}"
    return attributed(Fact(_("Effect"), text, note=interval_note(detail)), work, reading)


def interval_note(detail: Mapping[str, Any]) -> str:
    """Return the outcome and the interval, as far as they are stated."""
    parts = [str(detail.get("outcome") or "")]
    if detail.get("low") is not None and detail.get("high") is not None:
        ends = {name: format_number(detail[name]) for name in ("low", "high")}
        level = detail.get("level")
        parts.append(
            _("%(level)g%% interval %(low)s to %(high)s") % {**ends, "level": level}
            if level
            else _("interval %(low)s to %(high)s") % ends
        )
    return "; ".join(part for part in parts if part)


def format_count(number: str) -> str:
    """Return a count with a comma between thousands."""
    return f"{int(number):,}" if number.isdigit() else number


def attributed(fact: Fact, work: Work, reading: SignalReview) -> Fact:
    """Return a fact with the passage that it comes from, and who stated it."""
    passage = quoted_passage(work, reading)
    said = StatedBy.ACCEPTED if passage else StatedBy.TYPED
    return replace(fact, origin=passage, stated_by=said if reading.is_accepted else StatedBy.READ)


def quoted_passage(work: Work, reading: SignalReview) -> str:
    """Return a short quotation of the evidence; of a longer passage only the field is named."""
    places = {"title": _("title"), "abstract": _("abstract")}
    for name, start, end in reading.spans:
        place = places.get(name, name)
        quote = str(getattr(work, name, "") or "")[start:end].strip()
        if quote and len(quote) <= MAX_QUOTE:
            return _("Read from the %(place)s: “%(quote)s”.") % {"place": place, "quote": quote}
        return _("Read from the %(place)s.") % {"place": place}
    return ""


def stated_facts(work: Work) -> list[Fact]:
    """Return the key facts of a work that a person has accepted or stated."""
    return [fact for fact in initial_facts(work) if fact.stated_by != StatedBy.READ]


def judged_facts(facts: list[Fact], known: list[Fact]) -> list[Fact]:
    """Return the facts of a draft, with what a person has accepted since they were read."""
    said = {(fact.label, fact.value): fact.stated_by for fact in known}
    return [
        replace(fact, stated_by=said.get((fact.label, fact.value), fact.stated_by))
        if fact.stated_by == StatedBy.READ
        else fact
        for fact in facts
    ]
