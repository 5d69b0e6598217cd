"""Whatever is linked meets under a key, and what does not belong together does not."""

from dataclasses import replace

import pytest
from test_dedupe_links import CASES, NOT_LINKED, STUDY, titled

from pprnet.dedupe import blocking_keys, find_links, link_keys
from pprnet.records import Record, Relation, RelationKind


def share_link_key(a: Record, b: Record) -> bool:
    left, right = link_keys(a), link_keys(b)
    return bool(
        left.titles & right.titles
        or left.series & right.series
        or left.mentioned & (right.titles | right.numbers)
        or right.mentioned & (left.titles | left.numbers)
    )


@pytest.mark.parametrize("other", [case[0] for case in CASES.values()], ids=CASES)
def test_linked_records_share_a_key(other: Record) -> None:
    assert find_links([other, replace(STUDY, language="en")])
    assert share_link_key(other, STUDY)


def test_parts_share_a_key() -> None:
    one, two, other = (
        titled(f"Examples of invented {what} in several clinics: part {n}")
        for what, n in (("therapies", 1), ("therapies", 2), ("worries", 2))
    )
    assert share_link_key(one, two)
    assert not share_link_key(one, other)


@pytest.mark.parametrize("name", ["other study", "erratum to another", "erratum that says no more"])
def test_unrelated_records_share_no_key(name: str) -> None:
    assert not share_link_key(NOT_LINKED[name], STUDY)


def test_titles_and_numbers_are_among_the_blocking_keys() -> None:
    found = link_keys(STUDY)
    assert found.titles
    assert found.numbers == {"pmid:1", "doi:10.1000/study"}
    assert found.titles | found.numbers <= blocking_keys(STUDY)


@pytest.mark.parametrize("named", ["10.1000/STUDY", "10.1000/study/v3"])
def test_a_number_is_found_in_any_of_its_forms(named: str) -> None:
    note = Record(title="Erratum", relations=(Relation(RelationKind.CORRECTED_BY, doi=named),))
    assert share_link_key(note, STUDY)
    (link,) = find_links([note, STUDY])
    assert (link.kind, link.a, link.b) == (RelationKind.CORRECTS, 1, 0)


def test_an_empty_record_has_no_key() -> None:
    found = link_keys(Record())
    assert not found.titles | found.numbers | found.mentioned | found.series
