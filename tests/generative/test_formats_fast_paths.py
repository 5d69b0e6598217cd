"""Properties of the readers' fast paths: each returns what the general reader returns."""

from __future__ import annotations

import calendar
import gzip
import io
import json
import re
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pprnet.formats import read_records
from pprnet.formats.fields import person_names
from pprnet.formats.fields.dates import date_of
from pprnet.formats.fields.names import group_names
from pprnet.formats.json.openalex_works import record_from_openalex, record_from_openalex_bytes
from pprnet.formats.tagged import ris
from pprnet.identifiers import normalise_orcid
from pprnet.records import PartialDate, Problem, Record
from pprnet.text import clean
from shared_data import SharedData

WORK: dict[str, Any] = {
    "id": "https://openalex.org/W1",
    "title": "An example",
    "publication_date": "2020-02-03",
    "primary_location": {"source": {"display_name": "Journal of Examples", "type": "journal"}},
    "authorships": [{"author": {"display_name": "Ann Example", "orcid": None}}],
    "mesh": [
        {"descriptor_ui": "D1", "descriptor_name": "Examples", "is_major_topic": False},
        {
            "descriptor_ui": "D1",
            "descriptor_name": "Examples",
            "qualifier_name": "methods",
            "is_major_topic": True,
        },
    ],
    "abstract_inverted_index": {"Nothing": [0], "is": [1, 3], "what": [2]},
}
"""Invented, in the shape of OpenAlex."""


def read(data: bytes, name: str = "example") -> list[Record | Problem]:
    """Read everything."""
    return list(read_records(io.BytesIO(data), name=name))


def test_a_work_is_decoded_directly() -> None:
    record = record_from_openalex_bytes(json.dumps(WORK).encode())
    assert record is not None
    assert record == record_from_openalex(WORK)
    assert record.abstract == "Nothing is what is"
    assert record.journal == "Journal of Examples"


def test_real_works_are_the_same_decoded_and_converted(shared_data: SharedData) -> None:
    names = [name for name in shared_data.names("screening") if name.endswith(".works.jsonl.gz")]
    step = 5 if len(names) > 1 else 1
    number = 0
    for name in names:
        for line in gzip.decompress((shared_data / name).read_bytes()).splitlines()[::step]:
            strict = record_from_openalex_bytes(line)
            assert strict is not None
            assert strict == record_from_openalex(orjson.loads(line))
            number += 1
    assert number > 600


values = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text()
anything = st.recursive(values, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner))


@given(st.sampled_from(sorted(WORK)[1:]), anything)
def test_a_field_of_another_type_costs_no_more_than_itself(field: str, value: Any) -> None:
    stated = WORK | {field: value}
    data = json.dumps(stated).encode("utf-8", "replace")
    strict = record_from_openalex_bytes(data)
    loose = record_from_openalex(json.loads(data))
    assert strict is None or strict == loose
    for other in ("title", "issued", "journal", "authors", "mesh", "abstract"):
        source = {"issued": "publication_date", "journal": "primary_location"}
        source |= {"authors": "authorships", "abstract": "abstract_inverted_index"}
        if source.get(other, other) != field:
            assert getattr(loose, other) == getattr(record_from_openalex(WORK), other)


UNREADABLE = [
    b'{"id":"https://openalex.org/W1","ids":{},"x":"\xe9"}',
    b'{"id":"https://openalex.org/W1","ids":{},"x":' + b"[" * 5_000 + b"]" * 5_000 + b"}",
    b'{"id":"https://openalex.org/W1","ids":{},"x":"\\ud800"}',
    b'{"id":"https://openalex.org/W1","ids":{},"x":1.}',
]


@pytest.mark.parametrize("data", UNREADABLE)
def test_what_is_no_json_is_a_problem_also_in_a_field_that_is_not_read(data: bytes) -> None:
    assert [item for item in read(data + b"\n") if isinstance(item, Record)] == []
    assert len(read(data + b"\n")) == 1


lines = st.sampled_from(
    [
        "TY  - JOUR", "TY  - BOOK ", "TI  - An example", "TI  -  An  example\u00a0",
        "AU  - Example, A.", "KW  - ", "KW  - one; two", "AB  - Nothing\twas found", "more of it",
        "", "   ", "ER  - ", "ER  -", "ER  -   ", "ER  - 1", "XX  - what",
        "xx  - what", "TI - An example", "1.", "N1  - PMID: 1",
        "\ufeffTY  - JOUR", " TY  - JOUR", "DO  - 10.1000/example", "UR  - https://example.org/a b",
    ]
)  # fmt: skip


@given(st.lists(lines, max_size=24), st.sampled_from(["\n", "\r\n", "\r"]))
def test_a_plain_reference_is_read_as_line_by_line(found: list[str], end: str) -> None:
    data = end.join(["TY  - JOUR", "TI  - An example", "ER  - ", *found]).encode()
    short = read(data)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ris, "plain_entry", lambda _: None)
        assert short == read(data)


NAME_PARTS = (
    "Ann Example van der Jr. jr III PhD D.Phil Dr Prof. A. AB A.-B. Study Group for Müller é É "
    "O'Example Ann-Example DPhil, and"
)
part = st.sampled_from(NAME_PARTS.split())


@given(st.lists(part, max_size=5).map(" ".join))
def test_a_plain_name_is_read_as_any_other(name: str) -> None:
    short = person_names.parse_name(name)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(person_names, "_plain_name", lambda _: None)
        assert short == person_names.parse_name(name)


@given(st.lists(part | st.sampled_from(["(Group)", "TRIAL,", "task", "force"]), max_size=4))
def test_a_group_is_found_as_by_its_words(found: list[str]) -> None:
    name = " ".join(found)
    assert group_names.is_group(name) == (
        bool(group_names._GROUP.search(name)) and " " in name.strip()
    )


@given(st.integers(1000, 2199), st.integers(1, 12), st.integers(1, 31))
def test_the_days_of_a_month_are_those_of_the_calendar(year: int, month: int, day: int) -> None:
    known = day if day <= calendar.monthrange(year, month)[1] else 0
    assert date_of(year, month, day) == PartialDate(year, month, known)


@given(st.text("0123456789", min_size=15, max_size=15))
def test_an_orcid_has_the_check_digit_of_iso_7064(digits: str) -> None:
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2
    check = "0123456789X"[(12 - total % 11) % 11]
    number = "-".join(re.findall("....", digits + check))
    assert normalise_orcid(f"https://orcid.org/{number}") == number
    wrong = "1" if check == "0" else "0"
    assert normalise_orcid(f"https://orcid.org/{number[:-1]}{wrong}") == ""


def test_a_number_of_five_thousand_digits_is_no_character() -> None:
    assert clean("a &#" + "9" * 5_000 + "; b") == "a \N{REPLACEMENT CHARACTER} b"
    assert clean("a &#233; b") == "a é b"
