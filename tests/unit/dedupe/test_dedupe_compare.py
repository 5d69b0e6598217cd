"""Pairs of records as sources give them, and whether they are of one work."""

import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from pprnet.dedupe import Same, compare, keys
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
BARE = replace(EXAMPLE, volume="", pages="", journal="", abstract="")


def with_title(title: str, **fields: object) -> Record:
    return replace(EXAMPLE, title=title, **fields)


SAME = {
    "one PMID": (
        replace(BARE, pmid="1", doi="10.1000/a"),
        replace(BARE, pmid="1", doi="10.1000/b"),
        "pmid",
    ),
    "one DOI, subtitle left out": (
        replace(BARE, doi="10.1000/a"),
        replace(BARE, doi="10.1000/a", title="Example therapy for invented distress"),
        "doi",
    ),
    "no number at all": (EXAMPLE, replace(EXAMPLE, source="ris"), "title-author-year"),
    "ahead of print": (
        BARE,
        replace(BARE, issued=PartialDate(2018)),
        "title-author-year",
    ),
    "initials and umlauts": (
        replace(BARE, authors=(Author("Müßtermann", "Änne"),)),
        replace(BARE, authors=(Author("Musstermann", "A."),)),
        "title-author-year",
    ),
    "shouted, bracketed, full stop": (
        BARE,
        replace(BARE, title=f"[{BARE.title.upper()}]."),
        "title-author-year",
    ),
    "retracted since": (
        BARE,
        replace(BARE, title=f"RETRACTED ARTICLE: {BARE.title}"),
        "title-author-year",
    ),
    "misprinted title at one place": (
        EXAMPLE,
        with_title("Example therapy for invnted distres: randomised controlled trial"),
        "place",
    ),
    "American spelling": (
        BARE,
        replace(BARE, title=BARE.title.replace("randomised", "randomized")),
        "spelling",
    ),
    "table with title and abstract only": (
        replace(EXAMPLE, authors=(), issued=None),
        EXAMPLE,
        "title-abstract",
    ),
    "no year": (BARE, replace(BARE, issued=None), "title-author"),
    "no authors": (EXAMPLE, replace(EXAMPLE, authors=(), abstract=""), "title-place"),
    "mistyped DOI": (
        replace(EXAMPLE, doi="10.1000/abc"),
        replace(EXAMPLE, doi="10.1000/abd"),
        "title-author-year",
    ),
    "vernacular title": (
        replace(BARE, title="Invented therapy of distress", vernacular_title=BARE.title),
        BARE,
        "title-author-year",
    ),
    "Anonymous is nobody": (
        replace(EXAMPLE, authors=(Author(literal="Anonymous"),)),
        EXAMPLE,
        "title-abstract",
    ),
}

OTHER = {
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
    "protocol": (BARE, replace(BARE, title=f"{BARE.title}: study protocol")),
    "parts": (
        with_title("Examples of invented therapies in several clinics. Part I"),
        with_title("Examples of invented therapies in several clinics. Part II"),
    ),
    "follow-ups": (
        with_title("Example therapy for invented distress: 12-month follow-up"),
        with_title("Example therapy for invented distress: 24-month follow-up"),
    ),
    "preprint by its type": (
        replace(BARE, type=WorkType.PREPRINT, doi="10.31234/osf.io/x"),
        replace(BARE, doi="10.1000/a"),
    ),
    "preprint by its DOI": (replace(BARE, doi="10.1101/2019.01.01"), BARE),
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
    "thesis": (BARE, replace(BARE, type=WorkType.THESIS)),
    "talk of the year before": (
        EXAMPLE,
        replace(EXAMPLE, issued=PartialDate(2018), volume="5", pages="S12"),
    ),
    "supplement's DOI": (
        replace(BARE, doi="10.1000/supplement"),
        Record(
            title="Another talk on something else at the same congress",
            authors=(Author("Beispiel", "B."),),
            issued=PartialDate(2019),
            doi="10.1000/supplement",
        ),
    ),
    "a series each year": (
        replace(BARE, title="Report of the invented editor on this journal"),
        replace(
            BARE,
            title="Report of the invented editor on this journal",
            issued=PartialDate(2021),
        ),
    ),
    "other people": (BARE, replace(BARE, authors=(Author("Beispiel", "B."),))),
    "men and women": (
        with_title("Example therapy for distress in men", volume="", pages=""),
        with_title("Example therapy for distress in women", volume="", pages=""),
    ),
    "editorials": (
        replace(BARE, title="Editorial"),
        replace(BARE, title="Editorial"),
    ),
    "titles unknown": (replace(BARE, title="UNKNOWN"), replace(BARE, title="UNKNOWN")),
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


@pytest.mark.parametrize(("a", "b", "rule"), SAME.values(), ids=SAME)
def test_are_one_work(a: Record, b: Record, rule: str) -> None:
    verdict = compare(a, b)
    assert isinstance(verdict, Same)
    assert verdict.reason.rule == rule
    assert verdict.reason.detail
    assert compare(b, a) == verdict
    assert keys(a) & keys(b)


@pytest.mark.parametrize(("a", "b"), OTHER.values(), ids=OTHER)
def test_are_different_works(a: Record, b: Record) -> None:
    assert not isinstance(compare(a, b), Same)
    assert compare(a, b) == compare(b, a)


def test_reasons_can_be_read() -> None:
    verdict = compare(replace(EXAMPLE, issued=PartialDate(2018)), EXAMPLE)
    assert isinstance(verdict, Same)
    assert verdict.reason.detail == "title, authors (Example) and year (2018/2019) agree"


def test_keys_are_few() -> None:
    record = replace(EXAMPLE, pmid="1", pmcid="PMC2", doi="10.1000/a", openalex="W3")
    assert {"pmid:1", "pmcid:PMC2", "doi:10.1000/a", "openalex:W3"} < keys(record)
    assert len(keys(record)) == 7


def test_pair_cases_of_bibdedupe(shared_data: SharedData, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(Path(__file__).parents[3] / "benchmarks"))
    monkeypatch.delitem(sys.modules, "dedupe", raising=False)
    from dedupe import bibtex  # the benchmark's reader

    cases = json.loads((shared_data / "dedup/bibdedupe_pair_cases.json").read_bytes())["cases"]
    found = {
        case["id"]: isinstance(compare(bibtex(case["record_a"]), bibtex(case["record_b"])), Same)
        for case in cases
    }
    assert found == {case["id"]: case["expected_duplicate"] for case in cases}
