"""The real texts on which the checker's false alarms are measured, as drafts."""

from __future__ import annotations

import gzip
import json
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import pprnet_site
from pprnet.citations import format_references
from pprnet.extraction import SignalKind, extract_signals
from pprnet.formats import read_file
from pprnet.formats.json.csl import from_csl, to_csl
from pprnet.lint import Draft, PrintedCitation, SourceFacts
from pprnet.lint.draft_files.file_reading import drafts_of_text
from pprnet.records import EffectSize, Problem, Record

WORKS = "screening/Oud_2018.works.jsonl.gz"
LABELLED = "sentence_roles/pubmedqa_structured.jsonl.gz"
PAGE = "archive/pprnet_blog_page.txt"
SAMPLE = Path(pprnet_site.__file__).parent / "sample"
CONCLUSION = "CONCLU"


@dataclass(frozen=True)
class MeasuredText:
    """A real text as a draft, with the name by which a person's judgement refers to it."""

    name: str
    kind: str
    """"abstract", "rebuilt" (an abstract whose spaces are lost), "conclusion", "reference", "post"
    or "summary"."""
    draft: Draft


def measured_texts(folder: Path, number: int) -> Iterator[MeasuredText]:
    """Yield abstracts of both files, references as the engine prints them, posts and summaries."""
    works = list(islice(works_with_abstract(folder / WORKS), number))
    labelled = list(islice(labelled_works(folder / LABELLED), number))
    records = [*works, *(record for record, _conclusion in labelled)]
    for at, record in enumerate(records):
        yield abstract_text(record, records[at - 1].abstract)
    for record, conclusion in labelled:
        facts = SourceFacts(certainty="", has_nonsignificant_result=True)
        draft = Draft({"implications": conclusion}, sources=(facts,))
        yield MeasuredText(f"pmid {record.pmid}", "conclusion", draft)
    yield from references(works)
    yield from posts_and_summaries(folder)


def works_with_abstract(file: Path) -> Iterator[Record]:
    """Yield the works of a file that have an abstract of some length."""
    for record in read_file(file):
        if not isinstance(record, Problem) and len(record.abstract.split()) > 100:
            yield record


def labelled_works(file: Path) -> Iterator[tuple[Record, str]]:
    """Yield the labelled works as records, with the text of their conclusion."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for work in map(json.loads, lines):
            sections = work["sections"]
            text = "\n".join(section["text"] for section in sections)
            conclusion = [s["text"] for s in sections if s["label"].startswith(CONCLUSION)]
            record = Record(title=work["question"], abstract=text, pmid=work["pmid"])
            yield record, "\n".join(conclusion)


def abstract_text(record: Record, other: str) -> MeasuredText:
    """Return an abstract as a summary of its own work; the other text is one it did not copy."""
    values: dict[SignalKind, str] = {}
    effects: list[EffectSize] = []
    for signal in extract_signals(record):
        values.setdefault(signal.kind, signal.value)
        effects += [signal.effect] if signal.effect else []
    facts = SourceFacts(
        research_type=values.get(SignalKind.RESEARCH_TYPE, ""),
        participants=number(values.get(SignalKind.PARTICIPANTS)),
        studies=number(values.get(SignalKind.STUDIES)),
        effects=tuple(effects),
        has_nonsignificant_result=True,
        texts=(other,),
    )
    fields = {"title": record.title, "summary": record.abstract}
    citations = (PrintedCitation(record=record),) if record.authors else None
    kind = "rebuilt" if record.authors else "abstract"
    name = f"pmid {record.pmid}" if record.pmid else f"doi {record.doi}"
    return MeasuredText(name, kind, Draft(fields, citations=citations, sources=(facts,)))


def number(value: str | None) -> int | None:
    """Return a count as a number."""
    return int(value) if value and value.isdecimal() else None


def references(works: Sequence[Record]) -> Iterator[MeasuredText]:
    """Yield works as the engine prints them in APA, each with its record."""
    works = [work for work in works if is_complete(work)]
    printed = format_references([to_csl(work) for work in works])
    for work, reference in zip(works, printed, strict=True):
        draft = Draft({}, citations=(PrintedCitation(reference.text, work),))
        yield MeasuredText(f"doi {work.doi}", "reference", draft)


def is_complete(work: Record) -> bool:
    """Return whether a record has what a reference to an article needs."""
    return all((work.authors, work.title, work.journal, work.volume, work.pages, work.doi))


def posts_and_summaries(folder: Path) -> Iterator[MeasuredText]:
    """Yield the posts of the archive page and the summaries of the sample."""
    page = (folder / PAGE).read_text("utf-8")
    for placed in drafts_of_text(page, name="page"):
        yield MeasuredText(f"post {placed.draft.month}", "post", placed.draft)
    text = (SAMPLE / "summaries.toml").read_text("utf-8")
    items = json.loads((SAMPLE / "citations.json").read_text("utf-8"))
    records = {item["id"]: from_csl(item) for item in items}
    keys = [summary["key"] for summary in tomllib.loads(text)["summary"]]
    drafts = drafts_of_text(text, name="summaries.toml", records=records)
    for key, placed in zip(keys, drafts, strict=True):
        yield MeasuredText(f"summary {key}", "summary", placed.draft)
