"""What was read from a work, as the table of signals shows it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pprnet_site.catalogue.models import Signal, Work
from pprnet_site.desk.queries.marking import quotes
from pprnet_site.taxonomy.models import ResearchType, Topic

KINDS: tuple[tuple[str, str | Promise, str | Promise], ...] = (
    ("research_type", _("Type of research"), _("not recognised")),
    ("k_studies", _("Studies"), _("not stated")),
    ("n_participants", _("Participants"), _("not stated")),
    ("topic", _("Topics"), _("none found")),
)
"""The kinds of signal in their order, with what is said where nothing was found."""


@dataclass(frozen=True, slots=True)
class Line:
    """A signal as a person reads it."""

    label: str | Promise
    value: str | Promise
    score: float | None = None
    quotes: tuple[tuple[str, int], ...] = ()
    first: bool = True
    """Whether it is the first of its kind: later ones do not repeat the label."""


def names_of_terms(signals: list[Signal]) -> dict[tuple[str, str], str]:
    """Give the names of the topics and types that signals name, two queries at most."""
    names: dict[tuple[str, str], str] = {}
    models = (("topic", Topic), ("research_type", ResearchType))
    for kind, model in models:
        keys = [signal.value for signal in signals if signal.kind == kind]
        if keys:
            names |= {(kind, term.key): term.name for term in model.objects.filter(key__in=keys)}
    return names


def lines(work: Work, signals: list[Signal]) -> list[Line]:
    """Lay out the signals of a work by kind, the surest first; absent ones are said to be so."""
    names = names_of_terms(signals)
    laid: list[Line] = []
    for kind, label, absent in KINDS:
        found = sorted((s for s in signals if s.kind == kind), key=lambda s: (-s.score, s.value))
        laid += [
            Line(
                label=label,
                value=names.get((kind, signal.value), signal.value),
                score=signal.score,
                quotes=tuple(quotes(work, signal)),
                first=place == 0,
            )
            for place, signal in enumerate(found)
        ] or [Line(label=label, value=absent)]
    return laid
