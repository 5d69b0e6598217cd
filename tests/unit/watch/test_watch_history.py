"""The history of a work, case by case: what its notices say, and what follows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pprnet.records import PartialDate
from pprnet.sources import Notice, NoticeKind
from pprnet.watch import WorkState, work_history

WORK = "10.5555/work"
KINDS = {
    "retraction": NoticeKind.RETRACTION,
    "replacement": NoticeKind.REPLACEMENT,
    "concern": NoticeKind.CONCERN,
    "correction": NoticeKind.CORRECTION,
    "reinstatement": NoticeKind.REINSTATEMENT,
    "version": NoticeKind.VERSION_OF_RECORD,
}


def notice(text: str) -> Notice:
    """Return the notice in "crossref: retraction 2020-03-01 /n": 10.5555/n, "#7" is a PMID."""
    source, _, rest = text.partition(": ")
    kind, *parts = rest.split()
    date = next((part for part in parts if part[0].isdecimal()), "")
    doi = next((f"10.5555{part}" for part in parts if part.startswith("/")), "")
    pmid = next((part[1:] for part in parts if part.startswith("#")), "")
    return Notice(
        KINDS[kind],
        doi=WORK,
        notice_doi=doi,
        notice_pmid=pmid,
        date=PartialDate(*map(int, date.split("-"))) if date else None,
        source=source,
        version_doi=doi if kind == "version" else "",
    )


def history(*texts: str):
    return work_history(map(notice, texts))


def summed_up(found) -> list[str]:
    """Return the events of a history as "retraction 2020-03-01"."""
    return [f"{event.kind.name.lower()} {event.date or '-'}" for event in found.events]


# What the notices say; state; events, oldest first; whether a person has to look.
CASES = {
    "nothing": ([], "current", [], False),
    "a retraction": (
        ["crossref: retraction 2020-03-01 /n"],
        "retracted", ["retraction 2020-03-01"], False,
    ),
    "a mark without a date": (["pubmed-xml: retraction"], "retracted", ["retraction -"], False),
    "the same twice, in another case": (
        ["crossref: retraction 2020-03-01 /n", "crossref: retraction 2020-03-01 /N"],
        "retracted", ["retraction 2020-03-01"], False,
    ),
    "two sources, the publisher's date": (
        ["retraction-watch: retraction 2020-02-20 /n", "crossref: retraction 2020-03-01 /n"],
        "retracted", ["retraction 2020-03-01"], False,
    ),
    "a month made precise by another source": (
        ["pubmed-xml: retraction 2020-03 #7", "retraction-watch: retraction 2020-03-09 #7"],
        "retracted", ["retraction 2020-03-09"], False,
    ),
    "a month that no other source agrees with": (
        ["pubmed-xml: retraction 2020-03 #7", "retraction-watch: retraction 2020-02-27 #7"],
        "retracted", ["retraction 2020-03"], False,
    ),
    "sources more than a year apart": (
        ["crossref: retraction 2020-03-01 /n", "retraction-watch: retraction 2018-02-20 /n"],
        "retracted", ["retraction 2020-03-01"], True,
    ),
    "two numbers of one retraction": (
        ["crossref: retraction 2020-03-01 /n", "pubmed-xml: retraction 2020-03 #7"],
        "retracted", ["retraction 2020-03-01"], False,
    ),
    "two retractions with numbers of their own, years apart": (
        ["pubmed-xml: retraction 2010-02-06 #7", "pubmed-xml: retraction 2004-03-06 #6"],
        "retracted", ["retraction 2004-03-06", "retraction 2010-02-06"], True,
    ),
    "two notices of one retraction": (
        ["crossref: retraction 2010-02-06 /n", "retraction-watch: retraction 2010-03-06 /m"],
        "retracted", ["retraction 2010-02-06"], False,
    ),
    "two concerns, years apart": (
        ["crossref: concern 2010-02-06 /c", "crossref: concern 2014-03-06 /d"],
        "expression-of-concern", ["concern 2010-02-06", "concern 2014-03-06"], False,
    ),
    "two concerns, years apart, one without a number": (
        ["openalex: concern 2010-02-06", "crossref: concern 2014-03-06 /d"],
        "expression-of-concern", ["concern 2010-02-06", "concern 2014-03-06"], False,
    ),
    "two concerns, years apart, a DOI and a PMID": (
        ["pubmed-xml: concern 2010-02-06 #7", "crossref: concern 2014-03-06 /d"],
        "expression-of-concern", ["concern 2010-02-06", "concern 2014-03-06"], False,
    ),
    "a concern without a number, near": (
        ["openalex: concern 2014-01-06", "crossref: concern 2014-03-06 /d"],
        "expression-of-concern", ["concern 2014-03-06"], False,
    ),
    "a concern without a date is no other one": (
        ["openalex: concern", "crossref: concern 2014-03-06 /d"],
        "expression-of-concern", ["concern 2014-03-06"], False,
    ),
    "a mark and a dated notice": (
        ["pubmed-xml: retraction", "crossref: retraction 2020-03-01 /n"],
        "retracted", ["retraction 2020-03-01"], False,
    ),
    "concern, then retraction": (
        ["crossref: concern 2019-05-01 /c", "crossref: retraction 2020-03-01 /n"],
        "retracted", ["concern 2019-05-01", "retraction 2020-03-01"], False,
    ),
    "retraction, then a late concern": (
        ["crossref: retraction 2020-03-01 /n", "crossref: concern 2021-05-01 /c"],
        "retracted", ["retraction 2020-03-01", "concern 2021-05-01"], False,
    ),
    "correction, then concern": (
        ["crossref: correction 2018-05-01 /e", "crossref: concern 2019-05-01 /c"],
        "expression-of-concern", ["correction 2018-05-01", "concern 2019-05-01"], False,
    ),
    "a correction does not lift a concern": (
        ["crossref: concern 2019-05-01 /c", "crossref: correction 2020-05-01 /e"],
        "expression-of-concern", ["concern 2019-05-01", "correction 2020-05-01"], False,
    ),
    "a reinstatement lifts a concern": (
        ["crossref: concern 2019-05-01 /c", "crossref: reinstatement 2020-05-01 /r"],
        "reinstated", ["concern 2019-05-01", "reinstatement 2020-05-01"], False,
    ),
    "reinstated": (
        ["crossref: retraction 2020-03-01 /n", "crossref: reinstatement 2021-03-01 /r"],
        "reinstated", ["retraction 2020-03-01", "reinstatement 2021-03-01"], False,
    ),
    "reinstated, while a mark is still there": (
        ["openalex: retraction", "crossref: retraction 2020-03-01 /n",
         "crossref: reinstatement 2021-03-01 /r"],
        "reinstated", ["retraction 2020-03-01", "reinstatement 2021-03-01"], False,
    ),
    "retracted again": (
        ["crossref: retraction 2020-03-01 /n", "crossref: reinstatement 2021-03-01 /r",
         "crossref: retraction 2022-03-01 /m"],
        "retracted",
        ["retraction 2020-03-01", "reinstatement 2021-03-01", "retraction 2022-03-01"], False,
    ),
    "a retraction without a date was before": (
        ["pubmed-xml: retraction", "retraction-watch: reinstatement 2021-03-01 /r"],
        "reinstated", ["retraction -", "reinstatement 2021-03-01"], True,
    ),
    "a reinstatement without a date lifts nothing that has one": (
        ["crossref: retraction 2020-03-01 /n", "openalex: reinstatement"],
        "retracted", ["reinstatement -", "retraction 2020-03-01"], True,
    ),
    "neither has a date": (
        ["crossref: retraction", "openalex: reinstatement"],
        "retracted", ["reinstatement -", "retraction -"], True,
    ),
    "retracted and reinstated on the same day": (
        ["crossref: retraction 2020-03-01 /n", "retraction-watch: reinstatement 2020-03-01 /r"],
        "retracted", ["reinstatement 2020-03-01", "retraction 2020-03-01"], True,
    ),
    "reinstated in the year of the retraction": (
        ["crossref: retraction 2020-03-01 /n", "openalex: reinstatement 2020"],
        "reinstated", ["retraction 2020-03-01", "reinstatement 2020"], True,
    ),
    "sources differ on which was first": (
        ["crossref: retraction 2020-06-01 /n", "retraction-watch: retraction 2020-01-01 /n",
         "crossref: reinstatement 2020-03-01 /r"],
        "retracted", ["reinstatement 2020-03-01", "retraction 2020-06-01"], True,
    ),
    "reinstated, then corrected": (
        ["crossref: retraction 2020-03-01 /n", "crossref: reinstatement 2021-03-01 /r",
         "crossref: correction 2022-03-01 /e"],
        "corrected",
        ["retraction 2020-03-01", "reinstatement 2021-03-01", "correction 2022-03-01"], False,
    ),
    "corrected, then retracted and reinstated": (
        ["crossref: correction 2019-03-01 /e", "crossref: retraction 2020-03-01 /n",
         "crossref: reinstatement 2021-03-01 /r"],
        "reinstated",
        ["correction 2019-03-01", "retraction 2020-03-01", "reinstatement 2021-03-01"], False,
    ),
    "retracted and replaced under the same DOI": (
        ["crossref: retraction 2020-03-01 /work", "retraction-watch: replacement 2020-03-01 /n"],
        "retracted-and-replaced", ["replacement 2020-03-01"], False,
    ),
    "a mark on what was replaced": (
        ["pubmed-xml: retraction", "pubmed-xml: replacement 2018-06-21 #8"],
        "retracted-and-replaced", ["replacement 2018-06-21"], False,
    ),
    "a notice and a replacement of their own": (
        ["pubmed-xml: retraction 2018-06-21 #7", "pubmed-xml: replacement 2018-06-21 #8"],
        "retracted-and-replaced", ["retraction 2018-06-21", "replacement 2018-06-21"], False,
    ),
    "the replacement was retracted as well": (
        ["crossref: replacement 2018-06-21 /n", "crossref: retraction 2020-03-01 /m"],
        "retracted", ["replacement 2018-06-21", "retraction 2020-03-01"], False,
    ),
    "two corrections": (
        ["crossref: correction 2019-03-01 /e", "crossref: correction 2019-04-01 /f"],
        "corrected", ["correction 2019-03-01", "correction 2019-04-01"], False,
    ),
    "a correction known by two numbers": (
        ["crossref: correction 2019-03-01 /e", "pubmed-xml: correction 2019-04 #9"],
        "corrected", ["correction 2019-03-01"], False,
    ),
    "a correction without a number, near": (
        ["crossref: correction 2019-03-01 /e", "openalex: correction 2019-05-01"],
        "corrected", ["correction 2019-03-01"], False,
    ),
    "a correction without a number, far": (
        ["crossref: correction 2019-03-01 /e", "openalex: correction 2019-07-01"],
        "corrected", ["correction 2019-03-01", "correction 2019-07-01"], False,
    ),
    "one notice, called two things": (
        ["crossref: correction 2019-03-01 /n", "retraction-watch: retraction 2019-03-01 /n"],
        "retracted", ["correction 2019-03-01", "retraction 2019-03-01"], True,
    ),
    "a notice that corrects and lifts a concern": (
        ["crossref: concern 2018-03-01 /c", "crossref: correction 2019-03-01 /n",
         "crossref: reinstatement 2019-03-01 /n"],
        "corrected",
        ["concern 2018-03-01", "correction 2019-03-01", "reinstatement 2019-03-01"], False,
    ),
    "a preprint with its version of record": (
        ["crossref: version /article", "europepmc: version 2021-05 /ARTICLE"],
        "version-of-record", ["version_of_record 2021-05"], False,
    ),
    "a preprint with two versions of record": (
        ["crossref: version /article", "europepmc: version 2021-05 /other"],
        "version-of-record", ["version_of_record 2021-05"], True,
    ),
    "a withdrawn preprint with a version of record": (
        ["crossref: version /article", "crossref: retraction 2021-05-01 /work"],
        "retracted", ["version_of_record -", "retraction 2021-05-01"], False,
    ),
    "a corrected preprint with a version of record": (
        ["crossref: version /article", "crossref: correction 2021-05-01 /e"],
        "corrected", ["version_of_record -", "correction 2021-05-01"], False,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_histories(name):
    texts, state, events, conflicting = CASES[name]
    found = history(*texts)
    assert (found.state.value, summed_up(found), found.is_conflicting) == (
        state,
        events,
        conflicting,
    )
    assert (found.deciding is None) is (found.state is WorkState.CURRENT)
    assert found.deciding is None or found.deciding in found.events


def test_states_are_in_the_order_of_their_weight():
    names = " ".join(state.name for state in WorkState)
    assert names == "CURRENT VERSION_OF_RECORD REINSTATED CORRECTED CONCERN REPLACED RETRACTED"


def test_an_event_names_the_notice_apart_from_the_work_and_who_says_so():
    (event,) = history(
        "retraction-watch: retraction 2020-03-01 /work",
        "crossref: retraction 2020-03-01 /N",
        "openalex: retraction",
        "pubmed-xml: retraction 2020-03 #7",
    ).events
    assert (event.notice_doi, event.notice_pmid) == ("10.5555/n", "7")
    assert event.sources == ("crossref", "pubmed-xml", "retraction-watch", "openalex")
    assert len(event.notices) == 4


def test_a_notice_in_the_place_of_the_work_has_its_doi():
    (event,) = history("retraction-watch: retraction 2020-03-01 /work").events
    assert event.notice_doi == WORK


def test_a_version_of_record_and_a_replacement_are_named():
    (event,) = history("crossref: version /article").events
    assert event.version_doi == "10.5555/article"
    new = "10.5555/new"
    replaced = Notice(NoticeKind.REPLACEMENT, WORK, notice_doi=new, version_doi=new, source="nbib")
    separate = Notice(NoticeKind.REPLACEMENT, doi=WORK, notice_doi="10.5555/n", source="openalex")
    event = work_history([replaced, separate]).deciding
    assert event is not None
    assert (event.version_doi, event.notice_doi) == ("10.5555/new", "10.5555/n")


def test_two_replacements_of_one_event_are_a_contradiction():
    first = Notice(NoticeKind.REPLACEMENT, WORK, version_doi="10.5555/new", source="nbib")
    again = replace(first, version_doi="https://doi.org/10.5555/NEW", source="europepmc")
    other = replace(first, version_doi="10.5555/newer", source="crossref")
    assert not work_history([first, again]).is_conflicting
    assert work_history([first, other]).is_conflicting


def test_versions_of_one_article_are_no_contradiction():
    first = Notice(NoticeKind.VERSION_OF_RECORD, WORK, version_doi="10.12688/f1000research.1.1")
    second = replace(first, version_doi="10.12688/f1000research.1.2", source="crossref")
    assert not work_history([first, second]).is_conflicting


def test_reasons_are_kept_once():
    first = Notice(NoticeKind.RETRACTION, doi=WORK, reasons=("Error in Data", "Paper Mill"))
    second = Notice(NoticeKind.RETRACTION, doi=WORK, reasons=("Paper Mill",), source="crossref")
    deciding = work_history([first, second]).deciding
    assert deciding is not None
    assert sorted(deciding.reasons) == ["Error in Data", "Paper Mill"]
