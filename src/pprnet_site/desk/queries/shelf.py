"""All works as the learner reads them: their words weighed, and what is known beside the words.

Kept in this process for each state of the catalogue; what an import brings is added to it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Count, Max

from pprnet.records import MeshHeading
from pprnet.triage import Features, Sides, Table, Traits, vectorise
from pprnet.triage.traits import criteria_met
from pprnet_site.catalogue.enums import SignalKind
from pprnet_site.catalogue.models import Record, Signal, Work
from pprnet_site.desk.models import Criteria

Version = tuple[object, ...]

RECENT_YEARS = 20
"""Over these years a work loses all the credit that newness gives, before anything is learnt."""
LABELS = (SignalKind.TOPIC, SignalKind.RESEARCH_TYPE)


class Row(NamedTuple):
    """What is read of a work for the learner."""

    work: int
    title: str
    abstract: str
    year: int | None
    journal: str
    authors: str
    mesh: list[dict[str, Any]] | None

    @property
    def text(self) -> str:
        """Title and abstract."""
        return f"{self.title} {self.abstract}"


@dataclass(frozen=True, slots=True, eq=False)
class Shelf:
    """The works, row by row, and what speaks for each before anyone decided."""

    version: Version
    rows: dict[int, int]
    """The number of a work -> its row in the table."""
    ids: tuple[int, ...]
    features: Features
    """The words."""
    table: Table
    """The words and what is known beside them."""
    prior: tuple[float, ...]
    bare: frozenset[int]
    """Rows without an abstract."""
    prints: dict[int, int]
    """The number of a work -> the hash of the text that was weighed."""


def catalogue_version() -> Version:
    """Name the state of the catalogue that the table depends on."""
    works = Work.objects.aggregate(Count("pk"), Max("pk"), Max("added_at"))
    records = Record.objects.aggregate(Count("pk"), Max("pk"))
    signals = Signal.objects.aggregate(Max("pk"))
    criteria = Criteria.objects.aggregate(Max("pk"))
    return (*works.values(), *records.values(), *signals.values(), *criteria.values())


def make_shelf(version: Version, kept: Shelf | None = None) -> Shelf:
    """Weigh the words of every work, those that were not read before or were changed."""
    names = ("pk", "title", "abstract", "year", "journal", "authors", "merged__mesh")
    rows = [Row(*row) for row in Work.objects.order_by("pk").values_list(*names)]
    texts = {row.work: row.text for row in rows}
    features = weigh_new(texts, kept) if kept else vectorise(list(texts.values()))
    labels = labels_of_works()
    return Shelf(
        version=version,
        rows={work: place for place, work in enumerate(texts)},
        ids=tuple(texts),
        features=features,
        table=Sides()(features, list(traits(rows, labels))),
        prior=priors(rows, labels),
        bare=frozenset(place for place, row in enumerate(rows) if not row.abstract),
        prints={work: hash(text) for work, text in texts.items()},
    )


def weigh_new(texts: dict[int, str], kept: Shelf) -> Features:
    """Add the texts that are new or changed to the weighed words, in the order of the works."""
    news = [work for work, text in texts.items() if kept.prints.get(work) != hash(text)]
    features = kept.features.extended([texts[work] for work in news]) if news else kept.features
    rows = kept.rows | {work: row for row, work in enumerate(news, kept.features.rows)}
    order = [rows[work] for work in texts]
    return features if order == list(range(features.rows)) else features.taken(order)


Labels = Mapping[int, list[tuple[str, str, float]]]
"""The number of a work -> its topics and types: kind, key and score."""


def labels_of_works() -> Labels:
    """Read what topics and types every work was given."""
    found: defaultdict[int, list[tuple[str, str, float]]] = defaultdict(list)
    rows = Signal.objects.filter(kind__in=LABELS).order_by("pk")
    for work, kind, value, score in rows.values_list("work", "kind", "value", "score"):
        found[work].append((kind, value, score))
    return found


def traits(rows: list[Row], labels: Labels) -> Iterator[Traits]:
    """Give what is known of each work beside its words."""
    newest = Criteria.objects.first()
    sought = [line.strip().rstrip("*") for line in newest.sought.splitlines()] if newest else []
    for row in rows:
        told = labels.get(row.work, ())
        yield Traits(
            topics=tuple((key, score) for kind, key, score in told if kind == SignalKind.TOPIC),
            research_types=tuple(
                key for kind, key, _score in told if kind == SignalKind.RESEARCH_TYPE
            ),
            mesh=tuple(heading(each) for each in row.mesh or ()),
            journal=row.journal,
            authors=tuple(initialled(name) for name in row.authors.split(";") if name.strip()),
            criteria=criteria_met(row.text, filter(None, sought)),
        )


def heading(stored: dict[str, Any]) -> MeshHeading:
    """Give a MeSH heading as it is stored in the merged record."""
    return MeshHeading(
        descriptor=stored.get("descriptor", ""),
        qualifiers=tuple(stored.get("qualifiers", ())),
        major=bool(stored.get("major")),
    )


def initialled(name: str) -> str:
    """Write "Example, Anna B." as "Example A", which is the same in most sources."""
    family, _comma, given = name.strip().partition(",")
    return f"{family} {given.strip()[:1]}".strip()


def priors(rows: list[Row], labels: Labels) -> tuple[float, ...]:
    """Score works by their best topic (up to 1) and newness (up to 1), in their order."""
    newest = max((row.year for row in rows if row.year), default=0)
    return tuple(
        max((score for kind, _key, score in labels.get(row.work, ()) if kind == "topic"), default=0)
        + (max(0.0, 1 - (newest - row.year) / RECENT_YEARS) if row.year is not None else 0.0)
        for row in rows
    )
