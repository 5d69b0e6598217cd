"""Retractions, concerns and corrections, whoever tells of them."""

from __future__ import annotations

import gzip
import io
import json
from collections import Counter

import pytest

from pprnet.errors import UnknownFormatError
from pprnet.formats import read_file
from pprnet.formats.json.crossref_works import record_from_crossref
from pprnet.records import PartialDate, Problem, Record
from pprnet.sources import (
    Notice,
    NoticeKind,
    notices_of,
    notices_of_crossref,
    open_copy_of,
    read_retraction_watch,
)
from pprnet.sources.retraction_watch import retraction_date, retraction_reasons

OFFICIAL = (
    "Record ID,Title,Subject,Institution,Journal,Publisher,Country,Author,URLS,ArticleType,"
    "RetractionDate,RetractionDOI,RetractionPubMedID,OriginalPaperDate,OriginalPaperDOI,"
    "OriginalPaperPubMedID,RetractionNature,Reason,Paywalled,Notes,\n"
)
ROW = (
    '1,"An invented title, with a comma",,,Invented Journal,,,"Example, A.",,Research Article;,'
    "8/7/2026 0:00,10.5555/NOTICE,0,3/7/2026 0:00,10.5555/PAPER,123,{nature},"
    "+Paper Mill;+Fake Peer Review;,No,{notes},\n"
)


def read(text, **kwargs):
    data = text if isinstance(text, bytes) else text.encode()
    return list(read_retraction_watch(io.BytesIO(data), name="rw.csv"))


def test_the_official_header():
    (notice,) = read(OFFICIAL + ROW.format(nature="Retraction", notes="See elsewhere"))
    assert notice == Notice(
        NoticeKind.RETRACTION,
        doi="10.5555/paper",
        pmid="123",
        notice_doi="10.5555/notice",
        notice_pmid="",
        date=PartialDate(2026, 8, 7),
        reasons=("Paper Mill", "Fake Peer Review"),
        title="An invented title, with a comma",
        source="retraction-watch",
        note="See elsewhere",
        authors=("Example",),
        journal="Invented Journal",
        published=PartialDate(2026, 3, 7),
    )


def test_the_real_sample_row_by_row(shared_data):
    file = shared_data / "retractions/retraction_watch_sample.csv"
    with file.open("rb") as source:
        found = list(read_retraction_watch(source, name=file.name))
    notices = [item for item in found if isinstance(item, Notice)]
    assert len(found) == len(notices) == 2379
    assert Counter(notice.kind for notice in notices) == {
        NoticeKind.RETRACTION: 2162,
        NoticeKind.REPLACEMENT: 27,
        NoticeKind.CONCERN: 128,
        NoticeKind.CORRECTION: 53,
        NoticeKind.REINSTATEMENT: 9,
    }
    assert sum(not notice.journal for notice in notices) == 1
    assert all(notice.published for notice in notices)
    assert all(notice.doi and notice.date for notice in notices)
    assert sum(not notice.notice_doi for notice in notices) == 32
    assert not any("+" in reason[:1] or "'" in reason[:1] for n in notices for reason in n.reasons)
    assert not any(notice.note in ("None", "nan") for notice in notices)


DEFECTS = {
    "byte-order mark": (b"\xef\xbb\xbf" + (OFFICIAL + ROW).encode(), 1, 0),
    "CRLF": ((OFFICIAL + ROW).replace("\n", "\r\n").encode(), 1, 0),
    "Latin-1": ((OFFICIAL + ROW.replace("Example", "Exämple")).encode("latin-1"), 1, 1),
    "gzip": (gzip.compress((OFFICIAL + ROW).encode()), 1, 0),
    "cut short": ((OFFICIAL + ROW + ROW)[:-120].encode(), 1, 1),
    "blank lines": ((OFFICIAL + "\n\n" + ROW + "\n").encode(), 1, 0),
    "no rows": (OFFICIAL.encode(), 0, 0),
}


@pytest.mark.parametrize("name", DEFECTS)
def test_damaged_files(name):
    data, notices, problems = DEFECTS[name]
    found = read(data.replace(b"{nature}", b"Correction").replace(b"{notes}", b"None"))
    if name == "gzip":
        found = read(gzip.compress((OFFICIAL + ROW.format(nature="Correction", notes="")).encode()))
    assert sum(isinstance(item, Notice) for item in found) == notices
    assert sum(isinstance(item, Problem) for item in found) == problems


def test_a_row_that_says_nothing_names_its_line():
    nothing = "," * 20 + "\n"
    found = read(OFFICIAL + ROW.format(nature="Retraction", notes='"two\nlines"') + nothing)
    assert isinstance(found[0], Notice)
    assert str(found[1]).startswith("rw.csv, line 4: skipped: expected a nature of retraction")


@pytest.mark.parametrize("text", ["", "a,b,c\n1,2,3\n", '{"a": 1}', "DOI,Title\n"])
def test_another_table_is_refused(text):
    with pytest.raises(UnknownFormatError, match="expected the header of Retraction Watch"):
        read(text)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("8/30/2023 0:00", PartialDate(2023, 8, 30)),
        ("12/1/1998", PartialDate(1998, 12, 1)),
        ("2010-02-06T00:00:00.000Z", PartialDate(2010, 2, 6)),
        ("2010-02-06", PartialDate(2010, 2, 6)),
        ("30/8/2023", None),
        ("", None),
    ],
)
def test_days(text, day):
    assert retraction_date(text) == day


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("+Paper Mill;+Fake Peer Review;", ("Paper Mill", "Fake Peer Review")),
        ("Paper Mill; Paper Mill", ("Paper Mill",)),
        ("['+Paper Mill' '+Duplication of/in Image'\n '+Error']",
         ("Paper Mill", "Duplication of/in Image", "Error")),
        ("['+Objections by Author(s)' \"+Breach of Author's Duty\"]",
         ("Objections by Author(s)", "Breach of Author's Duty")),
        ("", ()),
        ("None", ()),
    ],
)  # fmt: skip
def test_reasons(text, reasons):
    assert retraction_reasons(text) == reasons


def test_pubmed_states_a_retraction_and_corrections(shared_data):
    file = shared_data / "pubmed_xml/baseline_subset"
    records = [
        record
        for each in sorted(file.glob("*.gz"))
        for record in read_file(each)
        if isinstance(record, Record)
    ]
    notices = [notice for record in records for notice in notices_of(record)]
    kinds = Counter(notice.kind for notice in notices)
    assert kinds[NoticeKind.RETRACTION] == 1
    assert kinds[NoticeKind.CORRECTION] >= 1
    (retraction,) = (notice for notice in notices if notice.kind is NoticeKind.RETRACTION)
    assert retraction.pmid
    assert retraction.notice_pmid
    assert retraction.title


def crossref_works(shared_data):
    for file in sorted((shared_data / "crossref").glob("*.json.gz")):
        message = json.loads(gzip.decompress(file.read_bytes()))["response"]["message"]
        if isinstance(message, dict):
            yield from message.get("items", [message] if "DOI" in message else [])


def test_crossref_states_its_notices(shared_data):
    works = {work["DOI"]: work for work in crossref_works(shared_data) if "DOI" in work}
    stated = {
        (update["DOI"].lower(), doi.lower())
        for doi, work in works.items()
        for update in work.get("update-to", [])
        if update["type"] not in ("new_version", "new_edition", "version")
    }
    found = [notice for work in works.values() for notice in notices_of_crossref(work)]
    told = {(notice.doi, notice.notice_doi) for notice in found if notice.date}
    assert stated
    assert stated <= told


def test_a_retracted_paper_knows_its_notice(shared_data):
    folder = shared_data / "retractions/api_mocks/mock-crossref/api.crossref.org"
    (file,) = (folder / "works").glob("*.json")
    work = json.loads(file.read_bytes())["message"]
    kinds = {notice.kind for notice in notices_of_crossref(work)}
    assert NoticeKind.RETRACTION in kinds
    assert {notice.doi for notice in notices_of_crossref(work)} == {"10.1016/s0140-6736(97)11096-0"}
    assert record_from_crossref(work).is_retracted


@pytest.mark.parametrize("work", [{}, {"update-to": None}, {"update-to": [{"DOI": "x"}]},
                                  {"updated-by": "10.1/x", "DOI": 5}])  # fmt: skip
def test_odd_works_have_no_notices(work):
    assert list(notices_of_crossref(work)) == []


@pytest.mark.parametrize(
    ("stated", "address"),
    [
        ({"best_oa_location": {"pdf_url": "https://a.org/x.pdf"}}, "https://a.org/x.pdf"),
        ({"best_oa_location": {"url_for_pdf": None, "url": "https://a.org/x"}}, "https://a.org/x"),
        ({"open_access": {"oa_url": "https://a.org/y"}}, "https://a.org/y"),
        ({"best_oa_location": {"pdf_url": "javascript:alert(1)"}}, ""),
        (
            {"fullTextUrlList": {"fullTextUrl": [
                {"availabilityCode": "S", "documentStyle": "pdf", "url": "https://a.org/paid"},
                {"availabilityCode": "OA", "documentStyle": "html", "url": "https://a.org/h"},
                {"availabilityCode": "F", "documentStyle": "pdf", "url": "https://a.org/p"},
            ]}},
            "https://a.org/p",
        ),
        ({}, ""),
        ({"best_oa_location": None, "fullTextUrlList": []}, ""),
    ],
)  # fmt: skip
def test_open_copies(stated, address):
    assert open_copy_of(stated) == address
