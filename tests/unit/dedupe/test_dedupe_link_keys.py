"""Whatever is linked meets under a key, and what does not belong together does not."""

from dataclasses import replace

import pytest
from test_dedupe_links import CASES, NOT_LINKED, STUDY, titled

from pprnet.dedupe import keys, link_keys, links
from pprnet.records import Record, Relation, RelationKind


def meet(a: Record, b: Record) -> bool:
    left, right = link_keys(a), link_keys(b)
    return bool(
        left.titles & right.titles
        or left.series & right.series
        or left.spoken_of & (right.titles | right.numbers)
        or right.spoken_of & (left.titles | left.numbers)
    )


@pytest.mark.parametrize("other", [case[0] for case in CASES.values()], ids=CASES)
def test_what_is_linked_meets(other: Record) -> None:
    assert links([other, replace(STUDY, language="en")])
    assert meet(other, STUDY)


def test_parts_meet() -> None:
    one, two, other = (
        titled(f"Examples of invented {what} in several clinics: part {n}")
        for what, n in (("therapies", 1), ("therapies", 2), ("worries", 2))
    )
    assert meet(one, two)
    assert not meet(one, other)


@pytest.mark.parametrize("name", ["other study", "erratum to another", "erratum that says no more"])
def test_strangers_do_not_meet(name: str) -> None:
    assert not meet(NOT_LINKED[name], STUDY)


def test_titles_and_numbers_are_found_where_works_are_kept() -> None:
    found = link_keys(STUDY)
    assert found.titles
    assert found.numbers == {"pmid:1", "doi:10.1000/study"}
    assert found.titles | found.numbers <= keys(STUDY)


@pytest.mark.parametrize("named", ["10.1000/STUDY", "10.1000/study/v3"])
def test_a_number_is_met_in_any_of_its_forms(named: str) -> None:
    note = Record(title="Erratum", relations=(Relation(RelationKind.CORRECTED_BY, doi=named),))
    assert meet(note, STUDY)
    (link,) = links([note, STUDY])
    assert (link.kind, link.a, link.b) == (RelationKind.CORRECTS, 1, 0)


def test_an_empty_record_has_no_key() -> None:
    found = link_keys(Record())
    assert not found.titles | found.numbers | found.spoken_of | found.series
