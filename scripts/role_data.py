"""Structured abstracts as data for sentence roles: the labels are taken off and become truth."""

from __future__ import annotations

import csv
import gzip
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pprnet.extraction.sentence_roles.role_model import ROLES
from pprnet.extraction.text_processing.section_labels import Role, roles_of_label
from pprnet.extraction.text_processing.sentence_splitter import split_sentences
from pprnet.formats import read_file
from pprnet.records import Record
from pprnet.text import fold

Section = tuple[str, str]
"""A label and the text that stands under it."""
PUBMEDQA = "sentence_roles/pubmedqa_structured.jsonl.gz"
SCREENED = (
    "Donners_2021",
    "Meijboom_2021",
    "Nelson_2002",
    "Oud_2018",
    "Sep_2021",
    "van_der_Valk_2021",
)
MIN_ROLES = 3
DUPLICATE_PREFIX_LENGTH = 120
"""Characters of folded text; two abstracts that share so many at the start are one."""


@dataclass(frozen=True, slots=True)
class LabelledAbstract:
    """An abstract without its labels: its sentences and the roles that each may have."""

    source: str
    text: str
    texts: tuple[str, ...]
    roles: tuple[frozenset[Role], ...]
    """All roles where the label is unknown or missing: nothing is learnt or judged there."""

    @classmethod
    def from_sections(cls, source: str, sections: Iterable[Section]) -> LabelledAbstract:
        """Join the sections without labels and split them again as an unlabelled text."""
        text, starts = "", []
        for label, part in sections:
            if body := part.strip():
                text = f"{text} {body}".lstrip()
                starts.append((len(text) - len(body), label))
        texts, roles = [], []
        for found in split_sentences(text):
            label = [label for start, label in starts if start <= found.start][-1]
            texts.append(text[found.start : found.end])
            roles.append(roles_of_label(label) or frozenset(ROLES))
        return cls(source, text, tuple(texts), tuple(roles))

    @property
    def key(self) -> str:
        """Return what tells two copies of one abstract."""
        return fold(self.text).replace(" ", "")[:DUPLICATE_PREFIX_LENGTH]


def pubmedqa(data: Path) -> list[LabelledAbstract]:
    """Read the structured abstracts of PubMedQA."""
    with gzip.open(data / PUBMEDQA, "rt", encoding="utf-8") as file:
        works = [json.loads(line) for line in file]
    return [
        LabelledAbstract.from_sections(
            "pubmedqa", [(part["label"], part["text"]) for part in work["sections"]]
        )
        for work in works
    ]


def other_abstracts(data: Path) -> list[LabelledAbstract]:
    """Read the other abstracts with section labels that may be learnt from, each once."""
    seen: dict[str, LabelledAbstract] = {}
    for source, text in _texts(data):
        sections = _sections(text)
        if sections:
            found = LabelledAbstract.from_sections(source, sections)
            seen.setdefault(found.key, found)
    return list(seen.values())


def held_out_abstracts(data: Path) -> list[LabelledAbstract]:
    """Read the labelled abstracts of a set that only tests: nothing is ever learnt from it."""
    records = read_file(data / "nbib/study_design_1.nbib")
    texts = [record.abstract for record in records if isinstance(record, Record)]
    return [
        LabelledAbstract.from_sections("nbib/study_design_1", found)
        for found in map(_sections, texts)
        if found
    ]


def excluding(
    works: Iterable[LabelledAbstract], held_out: Iterable[LabelledAbstract]
) -> list[LabelledAbstract]:
    """Leave out the works that are also in another set."""
    keys = {work.key for work in held_out}
    return [work for work in works if work.key not in keys]


def _texts(data: Path) -> Iterator[tuple[str, str]]:
    for name in SCREENED:
        with gzip.open(data / f"screening/{name}.csv.gz", "rt", encoding="utf-8") as file:
            for row in csv.DictReader(file):
                yield f"screening/{name}", row["abstract"] or ""
    for line in (data / "gold/reading_dev.jsonl").read_text(encoding="utf-8").splitlines():
        work = json.loads(line)
        if work["source"] != "medline":  # these may be of nbib/study_design_1, which only tests
            yield "gold", work["abstract"]
    nbib = (data / "nbib/srdedupe_mini_pubmed.nbib").read_text(encoding="utf-8")
    for abstract in re.findall(r"^AB  - (.*)$", re.sub(r"\r?\n {6}", " ", nbib), re.MULTILINE):
        yield "nbib/srdedupe_mini_pubmed", abstract
    with gzip.open(data / "effects/evidence_inference_psych.jsonl.gz", "rt") as file:
        for line in file:
            yield "effects/evidence_inference_psych", _article(json.loads(line)["text"])


_ARTICLE_PART = re.compile(r"ABSTRACT\.([A-Z][^\n]*)\.\n(.*?)(?=\n\nABSTRACT\.|\Z)", re.DOTALL)


def _article(text: str) -> str:
    """Bring the abstract of an article in plain text to the form "LABEL: text"."""
    found = _ARTICLE_PART.findall(text.partition("\nBODY.")[0])
    return " ".join(f"{label.strip().upper()}: {' '.join(body.split())}" for label, body in found)


def _sections(text: str) -> list[Section]:
    """Take a labelled abstract apart; none if it is not labelled throughout its course."""
    parts = [(found.label, text[found.start : found.end]) for found in split_sentences(text)]
    roles = set().union(*(roles_of_label(label) or () for label, _ in parts))
    return parts if len(roles) >= MIN_ROLES and Role.RESULT in roles else []
