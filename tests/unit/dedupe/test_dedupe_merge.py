"""What of each record lives on in the record of the work."""

import pytest

from pprnet.dedupe import Match, cluster_records, compare_records, merge_into_works, merge_records
from pprnet.errors import InputError
from pprnet.records import Author, PartialDate, Record, WorkType

PUBMED = Record(
    source="pubmed",
    title="Example therapy for invented distress.",
    authors=(Author("Example", "A"), Author("Muster", "M")),
    abstract="Short.",
    issued=PartialDate(2019),
    pmid="1",
    volume="12",
    issue="2",
    pages="101-115",
    keywords=("Therapy",),
    cited_by_count=3,
    extra=(("note", "a"),),
)
EMBASE = Record(
    source="ris",
    type=WorkType.OTHER,
    title="EXAMPLE THERAPY FOR INVENTED DISTRESS",
    authors=(Author("Example", "Anna", orcid="0000-0000-0000-0001"), Author("Muster", "Max")),
    abstract="A longer abstract, invented.",
    issued=PartialDate(2018, 11, 30),
    doi="10.1000/a",
    volume="12 Suppl",
    keywords=("therapy", "Distress"),
    is_retracted=True,
    cited_by_count=5,
)


def test_each_field_comes_from_the_record_that_states_it_best() -> None:
    merged = merge_records([EMBASE, PUBMED])
    assert merged == merge_records([PUBMED, EMBASE])
    assert merged.source == "pubmed"
    assert merged.type is WorkType.ARTICLE
    assert merged.title == "Example therapy for invented distress."
    assert [author.given for author in merged.authors] == ["Anna", "Max"]
    assert merged.abstract == "A longer abstract, invented."
    assert merged.issued == PartialDate(2018, 11, 30)
    assert (merged.pmid, merged.doi) == ("1", "10.1000/a")
    assert (merged.volume, merged.issue, merged.pages) == ("12", "2", "101-115")
    assert merged.keywords == ("Therapy", "Distress")
    assert merged.is_retracted
    assert merged.cited_by_count == 5
    assert merged.extra == (("note", "a"), ("other-year", "2019"))


def test_one_record_stays_as_it_is() -> None:
    assert merge_records([PUBMED]) == PUBMED


def test_merging_no_records_is_refused() -> None:
    with pytest.raises(InputError, match="at least one record"):
        merge_records([])


def test_a_merged_record_keeps_the_doi_not_chosen() -> None:
    other = Record(title="Anything", doi="10.1000/b")
    merged = merge_records([EMBASE, other])
    assert ("other-doi", "10.1000/b") in merged.extra or merged.doi == "10.1000/b"
    assert isinstance(compare_records(merged, Record(title=merged.title, doi="10.1000/b")), Match)


def test_a_third_record_does_not_join_two_that_conflict() -> None:
    minimal = Record(title="Example therapy for invented distress", authors=PUBMED.authors)
    first = Record(title=minimal.title, authors=minimal.authors, pmid="1")
    second = Record(title=minimal.title, authors=minimal.authors, pmid="2")
    clusters = cluster_records([first, minimal, second])
    assert sorted(len(each.members) for each in clusters) == [1, 2]
    assert not any({0, 2} <= set(each.members) for each in clusters)


def test_a_record_supplies_what_another_lacks() -> None:
    """The first and the last have nothing in common but what the middle one knows of both."""
    by_doi = Record(title="Example therapy", doi="10.1000/a")
    middle = Record(title="Example therapy", doi="10.1000/a", pmid="1")
    by_pmid = Record(title="Example therapy", pmid="1")
    (only,) = merge_into_works([by_doi, by_pmid, middle])
    assert only.records == (by_doi, by_pmid, middle)
    assert {reason.rule for reason in only.reasons} == {"doi", "pmid"}
    assert len(only.reasons) == 2


def test_works_keep_the_order_of_the_input() -> None:
    found = merge_into_works([EMBASE, Record(title="Another invented title entirely"), PUBMED])
    assert [work.merged.title for work in found] == [
        PUBMED.title,
        "Another invented title entirely",
    ]
    assert merge_into_works([]) == []
