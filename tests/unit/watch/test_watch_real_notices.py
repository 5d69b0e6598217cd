"""Real notices: Retraction Watch's sample, a labelled corpus, and one paper in every service."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter, defaultdict

import pytest

from pprnet.formats import read_file
from pprnet.formats.fields.person_names import parse_name
from pprnet.formats.json.europepmc_results import record_from_europepmc
from pprnet.formats.json.openalex_works import record_from_openalex
from pprnet.records import PartialDate, Record
from pprnet.sources import (
    Notice,
    NoticeKind,
    notices_of,
    notices_of_crossref,
    read_retraction_watch,
)
from pprnet.watch import (
    WorkIdentity,
    WorkState,
    is_about,
    work_history,
)

LANCET_1998 = "10.1016/s0140-6736(97)11096-0"
MOCKS = "retractions/api_mocks"


@pytest.fixture(scope="module")
def sample(shared_data) -> list[Notice]:
    file = shared_data / "retractions/retraction_watch_sample.csv"
    with file.open("rb") as source:
        return [
            item
            for item in read_retraction_watch(source, name=file.name)
            if isinstance(item, Notice)
        ]


def identity(row) -> WorkIdentity:
    people = [parse_name(name) for name in row["author"].split(";")]
    return WorkIdentity(
        dois=frozenset([row["doi"]]) if row["doi"].startswith("10.") else frozenset(),
        title=row["title"],
        authors=tuple(person.family or person.literal for person in people),
        year=int(row["year"]) if row["year"] else None,
    )


def notice_on(work: WorkIdentity, *, with_doi: bool = True) -> Notice:
    return Notice(
        NoticeKind.RETRACTION,
        doi=min(work.dois) if work.dois and with_doi else "",
        title=work.title,
        authors=work.authors,
        published=PartialDate(work.year) if work.year else None,
    )


@pytest.fixture(scope="module")
def corpus(shared_data) -> dict[str, list[WorkIdentity]]:
    file = shared_data / "retractions/calibration_corpus.csv"
    found = defaultdict(list)
    for row in csv.DictReader(io.StringIO(file.read_text(encoding="utf-8"))):
        found[row["label"]].append(identity(row))
    return found


def test_states_of_the_sample(sample):
    by_doi = defaultdict(list)
    for notice in sample:
        by_doi[notice.doi].append(notice)
    histories = [work_history(notices) for notices in by_doi.values()]
    assert Counter(found.state for found in histories) == {
        WorkState.RETRACTED: 2152,
        WorkState.CONCERN: 105,
        WorkState.CORRECTED: 51,
        WorkState.REPLACED: 27,
        WorkState.REINSTATED: 9,
    }
    assert not any(found.is_conflicting for found in histories)
    # Ten works have several rows, of which five are a concern that became a retraction.
    assert sum(len(found.events) > 1 for found in histories) == 7
    # 17 rows on the abstracts of one supplement are one event under its DOI.
    assert max(len(event.notices) for found in histories for event in found.events) <= 17


def test_each_notice_of_the_sample_is_about_its_work_only(sample):
    works = {notice.doi: WorkIdentity(dois=frozenset([notice.doi.upper()])) for notice in sample}
    for notice in sample:
        about = {doi for doi, work in works.items() if doi in (notice.doi, notice.notice_doi)}
        assert [doi for doi in about if is_about(notice, works[doi])] == [notice.doi]


def test_no_notice_reaches_a_clean_work(sample, corpus):
    notices = [*sample]
    for label in ("retracted", "retracted_fuzzy"):
        for work in corpus[label]:
            notices += [notice_on(work), notice_on(work, with_doi=False)]
    assert len(corpus["clean"]) == 98
    assert not [
        work for work in corpus["clean"] if any(is_about(notice, work) for notice in notices)
    ]


def test_labelled_works_are_found(corpus):
    retracted, misspelt = corpus["retracted"], corpus["retracted_fuzzy"]
    assert len(retracted) == len(misspelt) == 119
    by_doi = [work for work in retracted if is_about(notice_on(work), work)]
    by_title = [work for work in retracted if is_about(notice_on(work, with_doi=False), work)]
    assert (len(by_doi), len(by_title)) == (119, 115)  # four titles are too short, or of a letter
    with_doi = [w for r, w in zip(retracted, misspelt, strict=True) if is_about(notice_on(r), w)]
    assert len(with_doi) == 113  # all but the six without a DOI
    without = [
        w
        for r, w in zip(retracted, misspelt, strict=True)
        if is_about(notice_on(r, with_doi=False), w)
    ]
    assert len(without) == 4  # those whose title was changed in case only


def test_no_notice_without_a_doi_reaches_another_work(corpus):
    works = [*corpus["retracted"], *corpus["clean"]]
    for work in corpus["retracted"]:
        bare = notice_on(work, with_doi=False)
        others = [other for other in works if is_about(bare, other)]
        assert all(other.title.casefold() == work.title.casefold() for other in others)


def mock(shared_data, folder):
    (file,) = (shared_data / f"{MOCKS}/{folder}").rglob("*.json")
    return json.loads(file.read_bytes())


def test_one_paper_in_every_service(shared_data):
    crossref = list(notices_of_crossref(mock(shared_data, "mock-crossref")["message"]))
    results = mock(shared_data, "mock-europepmc")["resultList"]["result"]
    europepmc = [notice for each in results for notice in notices_of(record_from_europepmc(each))]
    openalex = list(notices_of(record_from_openalex(mock(shared_data, "mock-openalex"))))
    assert crossref
    assert europepmc
    assert openalex
    work = WorkIdentity(dois=frozenset([LANCET_1998]), pmid="9500320")
    every = [*crossref, *europepmc, *openalex]
    assert all(is_about(notice, work) for notice in every)
    found = work_history(every)
    assert found.state is WorkState.RETRACTED
    assert found.deciding is not None
    assert str(found.deciding.date) == "2010-02-06"
    assert found.deciding.notice_doi == "10.1016/s0140-6736(10)60175-4"
    # The notice of 2004 took an interpretation back: a correction for Retraction Watch, and a
    # retraction for PubMed, which has no kind for retractions in part.
    assert [f"{event.kind} {event.date}" for event in found.events] == [
        "correction 2004-03-06",
        "retraction 2004-03-06",
        "retraction 2010-02-06",
        "expression-of-concern 2011-11",
    ]
    assert found.is_conflicting


def test_the_corrections_of_crossref(shared_data):
    works = {}
    for file in shared_data.names("crossref"):
        for record in read_file(shared_data / file):
            if isinstance(record, Record) and record.doi:
                works[record.doi] = record
    notices = [notice for record in works.values() for notice in notices_of(record)]
    assert Counter(notice.kind for notice in notices)[NoticeKind.CORRECTION] == 19
    about = [n for n in notices if n.doi in works and n.kind is NoticeKind.CORRECTION]
    assert all(not is_about(n, WorkIdentity(dois=frozenset([n.notice_doi]))) for n in about)
