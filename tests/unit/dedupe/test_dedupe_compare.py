"""Pairs of records as sources give them, and whether they are of one work."""

import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from pprnet.dedupe import Match, blocking_keys, compare_records
from pprnet.records import Author, PartialDate, Record, Relation, RelationKind, WorkType
from shared_data import SharedData

EXAMPLE = Record(
    title="Example therapy for invented distress: a randomised controlled trial",
    authors=(Author("Example", "Anna"), Author("Muster", "Max")),
    issued=PartialDate(2019, 3),
    journal="Journal of Made-up Results",
    volume="12",
    pages="101-115",
    abstract=" ".join(f"invented{number}" for number in range(60)),
)
MINIMAL = replace(EXAMPLE, volume="", pages="", journal="", abstract="")


def with_title(title: str, **fields: object) -> Record:
    return replace(EXAMPLE, title=title, **fields)


MATCHES = {
    "one PMID": (
        replace(MINIMAL, pmid="1", doi="10.1000/a"),
        replace(MINIMAL, pmid="1", doi="10.1000/b"),
        "pmid",
    ),
    "one DOI, subtitle left out": (
        replace(MINIMAL, doi="10.1000/a"),
        replace(MINIMAL, doi="10.1000/a", title="Example therapy for invented distress"),
        "doi",
    ),
    "no number at all": (EXAMPLE, replace(EXAMPLE, source="ris"), "title-author-year"),
    "ahead of print": (
        MINIMAL,
        replace(MINIMAL, issued=PartialDate(2018)),
        "title-author-year",
    ),
    "initials and umlauts": (
        replace(MINIMAL, authors=(Author("Müßtermann", "Änne"),)),
        replace(MINIMAL, authors=(Author("Musstermann", "A."),)),
        "title-author-year",
    ),
    "shouted, bracketed, full stop": (
        MINIMAL,
        replace(MINIMAL, title=f"[{MINIMAL.title.upper()}]."),
        "title-author-year",
    ),
    "retracted since": (
        MINIMAL,
        replace(MINIMAL, title=f"RETRACTED ARTICLE: {MINIMAL.title}"),
        "title-author-year",
    ),
    "misprinted title at one place": (
        EXAMPLE,
        with_title("Example therapy for invnted distres: randomised controlled trial"),
        "place",
    ),
    "American spelling": (
        MINIMAL,
        replace(MINIMAL, title=MINIMAL.title.replace("randomised", "randomized")),
        "spelling",
    ),
    "table with title and abstract only": (
        replace(EXAMPLE, authors=(), issued=None),
        EXAMPLE,
        "title-abstract",
    ),
    "not contain a year": (MINIMAL, replace(MINIMAL, issued=None), "title-author"),
    "no authors": (EXAMPLE, replace(EXAMPLE, authors=(), abstract=""), "title-place"),
    "mistyped DOI": (
        replace(EXAMPLE, doi="10.1000/abc"),
        replace(EXAMPLE, doi="10.1000/abd"),
        "title-author-year",
    ),
    "vernacular title": (
        replace(MINIMAL, title="Invented therapy of distress", vernacular_title=MINIMAL.title),
        MINIMAL,
        "title-author-year",
    ),
    "Anonymous is nobody": (
        replace(EXAMPLE, authors=(Author(literal="Anonymous"),)),
        EXAMPLE,
        "title-abstract",
    ),
}

DIFFERENT = {
    "two PMIDs": (replace(EXAMPLE, pmid="1"), replace(EXAMPLE, pmid="2")),
    "erratum": (EXAMPLE, with_title(f"Erratum: {EXAMPLE.title}")),
    "correction with the article's DOI": (
        replace(EXAMPLE, doi="10.1000/a"),
        with_title(f"Correction to: {EXAMPLE.title}", doi="10.1000/a"),
    ),
    "retraction notice": (EXAMPLE, with_title(f"Retraction notice to: {EXAMPLE.title}")),
    "comment": (EXAMPLE, with_title(f"Comment on {EXAMPLE.title}")),
    "reply": (EXAMPLE, with_title(f"{EXAMPLE.title} - Reply")),
    "comment and reply": (
        with_title(f"Comment on: {EXAMPLE.title}"),
        with_title(f"Response to: {EXAMPLE.title}"),
    ),
    "protocol": (MINIMAL, replace(MINIMAL, title=f"{MINIMAL.title}: study protocol")),
    "parts": (
        with_title("Examples of invented therapies in several clinics. Part I"),
        with_title("Examples of invented therapies in several clinics. Part II"),
    ),
    "follow-ups": (
        with_title("Example therapy for invented distress: 12-month follow-up"),
        with_title("Example therapy for invented distress: 24-month follow-up"),
    ),
    "preprint by its type": (
        replace(MINIMAL, type=WorkType.PREPRINT, doi="10.31234/osf.io/x"),
        replace(MINIMAL, doi="10.1000/a"),
    ),
    "preprint by its DOI": (replace(MINIMAL, doi="10.1101/2019.01.01"), MINIMAL),
    "translation": (
        replace(EXAMPLE, language="en"),
        replace(EXAMPLE, language="de", volume="3", pages="7-21"),
    ),
    "named as its translation": (
        replace(EXAMPLE, doi="10.1000/a"),
        replace(
            EXAMPLE,
            doi="",
            relations=(Relation(RelationKind.TRANSLATION_OF, doi="10.1000/a"),),
        ),
    ),
    "thesis": (MINIMAL, replace(MINIMAL, type=WorkType.THESIS)),
    "talk of the year before": (
        EXAMPLE,
        replace(EXAMPLE, issued=PartialDate(2018), volume="5", pages="S12"),
    ),
    "supplement's DOI": (
        replace(MINIMAL, doi="10.1000/supplement"),
        Record(
            title="Another talk on something else at the same congress",
            authors=(Author("Beispiel", "B."),),
            issued=PartialDate(2019),
            doi="10.1000/supplement",
        ),
    ),
    "a series each year": (
        replace(MINIMAL, title="Report of the invented editor on this journal"),
        replace(
            MINIMAL,
            title="Report of the invented editor on this journal",
            issued=PartialDate(2021),
        ),
    ),
    "other people": (MINIMAL, replace(MINIMAL, authors=(Author("Beispiel", "B."),))),
    "men and women": (
        with_title("Example therapy for distress in men", volume="", pages=""),
        with_title("Example therapy for distress in women", volume="", pages=""),
    ),
    "editorials": (
        replace(MINIMAL, title="Editorial"),
        replace(MINIMAL, title="Editorial"),
    ),
    "titles unknown": (replace(MINIMAL, title="UNKNOWN"), replace(MINIMAL, title="UNKNOWN")),
    "twin papers under one PMID": (
        # OpenAlex gives some twin papers one PubMed number.
        with_title("Invented outcomes of example therapy", doi="10.1000/a", pmid="1"),
        with_title(
            "Further invented outcomes of example therapy",
            doi="10.1000/b",
            pmid="1",
            pages="116-120",
        ),
    ),
    "nothing stated": (Record(), Record()),
}


@pytest.mark.parametrize(("a", "b", "rule"), MATCHES.values(), ids=MATCHES)
def test_are_one_work(a: Record, b: Record, rule: str) -> None:
    verdict = compare_records(a, b)
    assert isinstance(verdict, Match)
    assert verdict.reason.rule == rule
    assert verdict.reason.detail
    assert compare_records(b, a) == verdict
    assert blocking_keys(a) & blocking_keys(b)


@pytest.mark.parametrize(("a", "b"), DIFFERENT.values(), ids=DIFFERENT)
def test_are_different_works(a: Record, b: Record) -> None:
    assert not isinstance(compare_records(a, b), Match)
    assert compare_records(a, b) == compare_records(b, a)


def test_reasons_can_be_read() -> None:
    verdict = compare_records(replace(EXAMPLE, issued=PartialDate(2018)), EXAMPLE)
    assert isinstance(verdict, Match)
    assert verdict.reason.detail == "title, authors (Example) and year (2018/2019) agree"


def test_keys_are_few() -> None:
    record = replace(EXAMPLE, pmid="1", pmcid="PMC2", doi="10.1000/a", openalex="W3")
    assert {"pmid:1", "pmcid:PMC2", "doi:10.1000/a", "openalex:W3"} < blocking_keys(record)
    assert len(blocking_keys(record)) == 7


def test_pair_cases_of_bibdedupe(shared_data: SharedData, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(Path(__file__).parents[3] / "benchmarks"))
    monkeypatch.delitem(sys.modules, "dedupe", raising=False)
    from dedupe import bibtex_record  # the benchmark's reader

    cases = json.loads((shared_data / "dedup/bibdedupe_pair_cases.json").read_bytes())["cases"]
    found = {
        case["id"]: isinstance(
            compare_records(bibtex_record(case["record_a"]), bibtex_record(case["record_b"])), Match
        )
        for case in cases
    }
    assert found == {case["id"]: case["expected_duplicate"] for case in cases}
