"""Feature table of all works for the learner: tf-idf weights of words, and metadata columns.

A table belongs to one version of the catalogue; the table of the next version extends it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Count, Max

from pprnet.records import MeshHeading
from pprnet.triage import FeatureMatrix, MetadataWeighting, TfidfFeatures, WorkMetadata, vectorise
from pprnet.triage.features.metadata import matched_criteria
from pprnet_site.catalogue.models import Record, Signal, Work
from pprnet_site.catalogue.signal_kinds import SignalKind
from pprnet_site.desk.models import Criteria

CatalogueVersion = tuple[object, ...]

NOVELTY_YEARS = 20
"""Age in years at which the novelty score before any training reaches 0."""
TERM_KINDS = (SignalKind.TOPIC, SignalKind.RESEARCH_TYPE)


class WorkFields(NamedTuple):
    """The fields of a work that the learner uses."""

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
class FeatureTable:
    """The works as rows of features, with their scores before any decision."""

    version: CatalogueVersion
    rows: dict[int, int]
    """The number of a work -> its row in the table."""
    ids: tuple[int, ...]
    features: TfidfFeatures
    """tf-idf weights of the words, CSR of shape (n_works, n_terms)."""
    table: FeatureMatrix
    """Words and metadata columns."""
    prior: tuple[float, ...]
    """Score of each row before any training, 0-2."""
    missing_abstract: frozenset[int]
    """Rows without an abstract."""
    text_hashes: dict[int, int]
    """The number of a work -> the hash of the text that was vectorised."""


def catalogue_version() -> CatalogueVersion:
    """Return a value that changes whenever the data of the table change."""
    works = Work.objects.aggregate(Count("pk"), Max("pk"), Max("added_at"))
    records = Record.objects.aggregate(Count("pk"), Max("pk"))
    signals = Signal.objects.aggregate(Max("pk"))
    criteria = Criteria.objects.aggregate(Max("pk"))
    return (*works.values(), *records.values(), *signals.values(), *criteria.values())


def make_feature_table(
    version: CatalogueVersion, cached: FeatureTable | None = None
) -> FeatureTable:
    """Return the feature table of every work.

    Args:
        version: version of the catalogue.
        cached: table of an earlier version; only new and changed texts are vectorised then.
    """
    names = ("pk", "title", "abstract", "year", "journal", "authors", "merged__mesh")
    rows = [WorkFields(*row) for row in Work.objects.order_by("pk").values_list(*names)]
    texts = {row.work: row.text for row in rows}
    features = extend_features(texts, cached) if cached else vectorise(list(texts.values()))
    labels = term_labels()
    return FeatureTable(
        version=version,
        rows={work: place for place, work in enumerate(texts)},
        ids=tuple(texts),
        features=features,
        table=MetadataWeighting()(features, list(works_metadata(rows, labels))),
        prior=prior_scores(rows, labels),
        missing_abstract=frozenset(place for place, row in enumerate(rows) if not row.abstract),
        text_hashes={work: hash(text) for work, text in texts.items()},
    )


def extend_features(texts: dict[int, str], cached: FeatureTable) -> TfidfFeatures:
    """Return the cached weights extended by new and changed texts, in the order of the works."""
    news = [work for work, text in texts.items() if cached.text_hashes.get(work) != hash(text)]
    features = cached.features.extend([texts[work] for work in news]) if news else cached.features
    rows = cached.rows | {work: row for row, work in enumerate(news, cached.features.rows)}
    order = [rows[work] for work in texts]
    return features if order == list(range(features.rows)) else features.select_rows(order)


TermLabels = Mapping[int, list[tuple[str, str, float]]]
"""The number of a work -> its topics and types: kind, key and score (0-1)."""


def term_labels() -> TermLabels:
    """Return the topics and types of every work."""
    found: defaultdict[int, list[tuple[str, str, float]]] = defaultdict(list)
    rows = Signal.objects.filter(kind__in=TERM_KINDS).order_by("pk")
    for work, kind, value, score in rows.values_list("work", "kind", "value", "score"):
        found[work].append((kind, value, score))
    return found


def works_metadata(rows: list[WorkFields], labels: TermLabels) -> Iterator[WorkMetadata]:
    """Yield the metadata of each work."""
    newest = Criteria.objects.first()
    sought = [line.strip().rstrip("*") for line in newest.sought.splitlines()] if newest else []
    for row in rows:
        terms = labels.get(row.work, ())
        yield WorkMetadata(
            topics=tuple((key, score) for kind, key, score in terms if kind == SignalKind.TOPIC),
            research_types=tuple(
                key for kind, key, _score in terms if kind == SignalKind.RESEARCH_TYPE
            ),
            mesh=tuple(mesh_heading(each) for each in row.mesh or ()),
            journal=row.journal,
            authors=tuple(
                abbreviated_author(name) for name in row.authors.split(";") if name.strip()
            ),
            criteria=matched_criteria(row.text, filter(None, sought)),
        )


def mesh_heading(stored: dict[str, Any]) -> MeshHeading:
    """Return the MeSH heading that is stored in a merged record."""
    return MeshHeading(
        descriptor=stored.get("descriptor", ""),
        qualifiers=tuple(stored.get("qualifiers", ())),
        major=bool(stored.get("major")),
    )


def abbreviated_author(name: str) -> str:
    """Return "Example A" for "Example, Anna B.", a form that is the same in most sources."""
    family, _comma, given = name.strip().partition(",")
    return f"{family} {given.strip()[:1]}".strip()


def prior_scores(rows: list[WorkFields], labels: TermLabels) -> tuple[float, ...]:
    """Return a score of each work, 0-2: its best topic (0-1) plus its novelty (0-1)."""
    newest = max((row.year for row in rows if row.year), default=0)
    return tuple(
        max((score for kind, _key, score in labels.get(row.work, ()) if kind == "topic"), default=0)
        + (max(0.0, 1 - (newest - row.year) / NOVELTY_YEARS) if row.year is not None else 0.0)
        for row in rows
    )
