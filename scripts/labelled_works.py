"""The labelled works from which labels are learned and on which they are measured, by layer.

Texts come from the folder of test data and are never shipped; the labels made for this project are
in `benchmarks/labels/field.jsonl`, as identifiers and values.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from pprnet.formats import read_file
from pprnet.records import Record
from pprnet.vocab import research_type_by_label, topic_by_label

LABELS = Path(__file__).parents[1] / "benchmarks/labels"


class Layer(StrEnum):
    """What a labelled text may be used for."""

    PHRASES = "phrases"
    """May be looked at while rules and phrases are written; also used for fitting."""
    FIT = "fit"
    """Weights and thresholds are learned from it; nobody looks at the texts."""
    VALIDATION = "validation"
    """Looked at only as a figure, each look is logged; nothing is fitted on it."""


class Origin(StrEnum):
    """Which set of labels a work belongs to."""

    MEDICAL = "medical"
    """`gold/reading_dev.jsonl`: mostly general medicine."""
    FIELD = "field"
    """`gold/reading_dev2.jsonl`: psychotherapy research."""
    OWN = "own"
    """`benchmarks/labels/field.jsonl`: labelled for this project from the allowed list."""


@dataclass(frozen=True, slots=True)
class LabelledWork:
    """A work with its labels by the guide."""

    id: str
    origin: Origin
    layer: Layer
    record: Record
    """Title and abstract alone."""
    topics: frozenset[str]
    research_type: str
    participants: int | None
    studies: int | None
    effects: tuple[dict[str, Any], ...]


def layer_of(work_id: str) -> Layer:
    """Return the layer of a work: a third each, by the hash of its identifier."""
    digest = int(hashlib.sha256(work_id.encode()).hexdigest(), 16)
    return (Layer.PHRASES, Layer.FIT, Layer.VALIDATION)[digest % 3]


def labelled_works(data: Path) -> list[LabelledWork]:
    """Return all labelled works; the medical set was read while phrases were written."""
    medical = [
        replace(work, layer=Layer.PHRASES)
        for work in _gold(data / "gold/reading_dev.jsonl", Origin.MEDICAL)
    ]
    return [*medical, *_gold(data / "gold/reading_dev2.jsonl", Origin.FIELD), *_own(data)]


def _gold(path: Path, origin: Origin) -> Iterator[LabelledWork]:
    for line in path.read_text(encoding="utf-8").splitlines():
        work = json.loads(line)
        yield LabelledWork(
            work["id"],
            origin,
            layer_of(work["id"]),
            Record(title=work["title"], abstract=work["abstract"]),
            frozenset(topic_by_label(name).key for name in work["topics"]),
            research_type_by_label(work["research_type"]).key,
            work["n_participants"],
            work["k_studies"],
            tuple(work["effects"]),
        )


def _own(data: Path) -> Iterator[LabelledWork]:
    texts = _texts(data)
    for line in (LABELS / "field.jsonl").read_text(encoding="utf-8").splitlines():
        work = json.loads(line)
        found = texts[work["source"], work["id"]]
        yield LabelledWork(
            work["id"],
            Origin.OWN,
            layer_of(work["id"]),
            Record(title=found.title, abstract=found.abstract),
            frozenset(work["topics"]),
            work["type"],
            work["n"],
            work["k"],
            tuple(work["effects"]),
        )


def _texts(data: Path) -> Mapping[tuple[str, str], Record]:
    """Return the records that may be labelled, by source and identifier."""
    return {
        **{("Oud_2018", key): record for key, record in _oud(data)},
        **{("pubmedqa", key): record for key, record in _pubmedqa(data)},
        **{("evidence_inference_psych", key): record for key, record in _evidence_inference(data)},
        **{
            ("srdedupe_mini_pubmed", record.pmid): record
            for record in read_file(data / "nbib/srdedupe_mini_pubmed.nbib")
            if isinstance(record, Record) and record.pmid
        },
    }


def _oud(data: Path) -> Iterator[tuple[str, Record]]:
    with gzip.open(data / "screening/Oud_2018.csv.gz", "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            key = "W" + row["openalex_id"].rsplit("/W", maxsplit=1)[-1]
            yield key, Record(title=row["title"], abstract=row["abstract"])


def _pubmedqa(data: Path) -> Iterator[tuple[str, Record]]:
    for work in json_lines(data / "sentence_roles/pubmedqa_structured.jsonl.gz"):
        sections = (f"{part.get('label') or ''}: {part['text']}" for part in work["sections"])
        abstract = " ".join(sections)
        yield str(work["pmid"]), Record(title=work["question"], abstract=abstract)


_ARTICLE = re.compile(r"TITLE[.:]\s*\n(.*?)\n\n+(ABSTRACT\..*?)(?=\n\nBODY|\Z)", re.DOTALL)
_SECTION = re.compile(r"ABSTRACT\.([A-Z &/,-]*)\.?\n?")


def _evidence_inference(data: Path) -> Iterator[tuple[str, Record]]:
    for work in json_lines(data / "effects/evidence_inference_psych.jsonl.gz"):
        if found := _ARTICLE.match(work["text"]):
            abstract = _SECTION.sub(r"\1: ", found[2])
            yield str(work["pmcid"]), Record(title=found[1], abstract=abstract)


def json_lines(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the objects of a file of JSON lines, packed or not."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)
