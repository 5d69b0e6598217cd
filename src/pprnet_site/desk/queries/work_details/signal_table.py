"""The table of signals of a work."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from pprnet_site.catalogue.enums import Measure
from pprnet_site.catalogue.models import Judgement, Signal, Work
from pprnet_site.catalogue.queries.signal_review import SignalReview
from pprnet_site.catalogue.signal_kinds import SIGNAL_ROWS, SINGLE_VALUE_KINDS, SignalKind
from pprnet_site.core.number_format import localised_number
from pprnet_site.desk.queries.work_details.finding_text import finding_text
from pprnet_site.desk.queries.work_details.highlights import quotes
from pprnet_site.taxonomy.models import ResearchType, Topic


@dataclass(frozen=True, slots=True)
class SignalLine:
    """A signal as the table shows it, with its review."""

    kind: str
    label: str | Promise
    text: str | Promise
    value: str = ""
    score: float | None = None
    quotes: tuple[tuple[str, int], ...] = ()
    first: bool = True
    """Whether it is the first of its kind: later ones do not repeat the label."""
    is_there: bool = True
    """Whether there is a signal to accept or reject."""
    judgement: Judgement | None = None

    @property
    def is_open(self) -> bool:
        """Whether it is not reviewed yet."""
        return self.is_there and self.judgement is None

    @property
    def is_single(self) -> bool:
        """Whether a work has at most one value of this kind."""
        return self.kind in SINGLE_VALUE_KINDS


def term_names(found: Iterable[Signal | SignalReview]) -> dict[tuple[str, str], str]:
    """Return the names of the topics and types among signals, in at most two queries."""
    found = list(found)
    names: dict[tuple[str, str], str] = {}
    models = ((SignalKind.TOPIC, Topic), (SignalKind.RESEARCH_TYPE, ResearchType))
    for kind, model in models:
        keys = [signal.value for signal in found if signal.kind == kind]
        if keys:
            names |= {(kind, term.key): term.name for term in model.objects.filter(key__in=keys)}
    return names


def signal_lines(work: Work, readings: Sequence[SignalReview]) -> list[SignalLine]:
    """Return the rows of a work by kind of signal, with a row for each kind that is absent."""
    names = term_names(readings)
    lines: list[SignalLine] = []
    for kind, label, absent in SIGNAL_ROWS:
        found = [reading for reading in readings if reading.kind == kind]
        lines += [
            signal_line(work, reading, label=label, absent=absent, names=names, first=place == 0)
            for place, reading in enumerate(found)
        ] or [SignalLine(kind, label, absent, is_there=False)]
    return lines


def signal_line(
    work: Work,
    reading: SignalReview,
    *,
    label: str | Promise,
    absent: str | Promise,
    names: dict[tuple[str, str], str],
    first: bool,
) -> SignalLine:
    """Return the row of one signal."""
    named = names.get((reading.kind, reading.value), reading.value)
    return SignalLine(
        kind=reading.kind,
        label=label,
        text=(detail_text(reading) or named) if reading.value else absent,
        value=reading.value,
        score=reading.score,
        quotes=tuple(quotes(work, reading)),
        first=first,
        judgement=reading.judgement,
    )


def detail_text(reading: SignalReview) -> str:
    """Return the parts of an effect or a finding in one line, empty for other signals."""
    if reading.kind == SignalKind.FINDING:
        return finding_text(reading.detail) if reading.detail else ""
    return effect_text(reading.detail)


def effect_text(detail: dict[str, Any]) -> str:
    """Return an effect in one line: measure, value, interval, outcome."""
    if not detail:
        return ""
    measure = Measure(detail["measure"])
    text = f"{measure.label} {localised_number(detail['value'])}"
    if measure == Measure.PERCENT:
        text = f"{localised_number(detail['value'])} %"
    if detail.get("low") is not None and detail.get("high") is not None:
        text += f" [{localised_number(detail['low'])}; {localised_number(detail['high'])}]"
    return f"{text}, {detail['outcome']}" if detail.get("outcome") else text
