"""The text that is proposed for readers states what the record states, and nothing else."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pprnet_site.catalogue.enums import WorkNoticeKind
from pprnet_site.catalogue.models import WorkEvent
from pprnet_site.desk.queries.source_notices.alerts import SERVICE_LABELS
from pprnet_site.desk.queries.source_notices.ready_texts import ready_text

DOI = "10.5555/notice"
CASES = [
    ({}, "The study was retracted."),
    ({"date": "2023"}, "The study was retracted in 2023."),
    ({"date": "2023-08"}, "The study was retracted in August 2023."),
    ({"date": "2023-08-30"}, "The study was retracted on 30 August 2023."),
    (
        {"notice_doi": DOI, "sources": ["crossref", "retraction-watch"]},
        "The study was retracted. Reported by: Crossref, Retraction Watch. "
        "Notice: https://doi.org/10.5555/notice",
    ),
    (
        {"notice_pmid": "123", "sources": ["pubmed", "pubmed-xml"]},
        "The study was retracted. Reported by: PubMed. "
        "Notice: https://pubmed.ncbi.nlm.nih.gov/123/",
    ),
    (
        {"kind": "retraction-and-replacement", "notice_doi": DOI, "version_doi": "10.5555/new"},
        "The study was retracted and replaced. Notice: https://doi.org/10.5555/notice "
        "Version to use: https://doi.org/10.5555/new",
    ),
    (
        {"kind": "version-of-record", "notice_doi": DOI, "date": "2023"},
        "The version of record of this preprint was published in 2023. "
        "Version to use: https://doi.org/10.5555/notice",
    ),
    (
        {"kind": "expression-of-concern"},
        "An expression of concern about the study was published.",
    ),
    ({"kind": "correction"}, "A correction of the study was published."),
    ({"kind": "reinstatement"}, "The study was reinstated."),
]


@pytest.mark.parametrize(("fields", "text"), CASES)
def test_the_text_of_an_event(fields, text):
    assert ready_text(WorkEvent(**{"kind": "retraction"} | fields), ["en"]) == text


FRENCH = [
    ("2023", "en 2023."),
    ("2023-08", "en août 2023."),
    ("2023-08-30", "le 30 août 2023."),
    ("2023-03-01", "le 1er mars 2023."),
]


@pytest.mark.parametrize(("date", "end"), FRENCH)
def test_the_text_is_in_the_language_of_the_summary(date, end):
    text = ready_text(WorkEvent(kind="retraction", date=date), ["fr"])
    assert text.startswith("L’étude a été rétractée")
    assert text.endswith(end)


def test_summaries_in_two_languages_have_a_paragraph_each():
    text = ready_text(WorkEvent(kind="retraction"), ["fr", "en", "fr"])
    assert text.split("\n\n") == ["L’étude a été rétractée.", "The study was retracted."]
    assert ready_text(WorkEvent(kind="retraction"), []) == "The study was retracted."


DATES = st.sampled_from(["", "1998", "1998-02", "1998-02-09", "1998-13", "1998-02-31", "spring"])


@given(
    kind=st.sampled_from(WorkNoticeKind.values),
    date=DATES,
    notice_doi=st.sampled_from(["", DOI, '10.5555/"><b>']),
    notice_pmid=st.sampled_from(["", "77"]),
    version_doi=st.sampled_from(["", "10.5555/new"]),
    sources=st.lists(st.sampled_from([*SERVICE_LABELS, "other"]), max_size=3),
    language=st.sampled_from(["en", "fr"]),
)
def test_no_number_is_in_the_text_that_the_record_lacks(**fields):
    language = fields.pop("language")
    text = ready_text(WorkEvent(**fields, reasons=["Example reason"]), [language])
    stated = " ".join(map(str, fields.values()))
    said = re.sub(r"https://\S+|1er", "", text)
    for number in re.findall(r"\d+", said):
        assert re.search(rf"(?<!\d)0?{number}(?!\d)", stated), text
    assert "Example reason" not in text
    assert ("doi.org" in text) == bool(fields["notice_doi"] or fields["version_doi"])
    assert '"' not in text
    assert "<" not in text
