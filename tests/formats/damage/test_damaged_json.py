"""Damaged records in JSON: each is counted, none costs another, and time grows with the size."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable, Iterator
from typing import Any

import orjson
import pytest
from damaged_bytes import FILES, SPECIAL, Reading, one_byte_changed, reading

from pprnet.formats.json import json_objects, json_recovery, json_windows
from pprnet.formats.json.json_objects import JsonObjects
from pprnet.formats.json.json_records import is_record
from pprnet.formats.json.json_windows import WindowDecoder
from pprnet.formats.streams import Stream

WORK = {
    "id": "https://openalex.org/W#",
    "title": "Invented study number #",
    "publication_year": 2020,
    "authorships": [
        {"author": {"id": "https://openalex.org/A#", "display_name": "A. Example"}},
        {"author": {"id": "https://openalex.org/B#", "display_name": "B. Sample"}},
    ],
    "primary_location": {"source": {"id": "https://openalex.org/S1", "display_name": "Journal"}},
    "abstract_inverted_index": {"Nothing": [0], "{": [1], "was": [2], "found": [3]},
}
TEXT = json.dumps(WORK)
DAMAGES: dict[str, tuple[str, str]] = {
    "quotation mark": ('"Invented', "Invented"),
    "colon": ('"publication_year":', '"publication_year"'),
    "bracket": ("}}],", "}},"),
    "brace inside": ('"Journal"}}', '"Journal"}'),
    "last brace": ("[3]}}", "[3]}"),
    "end": ('"Journal"}}, ' + TEXT.partition('"Journal"}}, ')[2], '"Jour'),
    "byte that is not UTF-8": ("Invented", "Inv\xff"),
    "control character": ("Invented", "Inv\x01"),
}
FORMS: dict[str, tuple[str, str, str]] = {
    "list": ('{"meta": {"count": 1}, "results": [', ",\n", '], "group_by": []}'),
    "compact list": ('{"meta":{"count":1},"results":[', ",", '],"group_by":[]}'),
    "one line": (TEXT.replace("#", "0") + "\n", "", "\n" + TEXT.replace("#", "99999") + "\n"),
}


FIRST_SEARCH = json_recovery._FIRST_OBJECTS * 150
"""Bytes that may be decoded to find a record with which the others are compared."""


def works(count: int) -> list[str]:
    """Return the works with numbers from 1 as JSON."""
    return [TEXT.replace("#", str(number)) for number in range(1, count + 1)]


def damaged(work: str, damage: str) -> str:
    """Return a work with a damage."""
    old, new = DAMAGES[damage]
    old = old.replace("#", str(json.loads(work)["id"].rpartition("W")[2]))
    assert old in work
    return work.replace(old, new, 1)


def file_of(records: list[str], form: str) -> bytes:
    """Return a file of records."""
    before, between, after = FORMS[form]
    return (before + between.join(records) + after).encode("latin-1")


def read(data: bytes) -> Reading:
    """Return what is read from a file of a known format."""
    found = reading(data)
    assert found
    return found


def lost(found: Reading) -> list[str]:
    """Return the problems for which a record is lost."""
    return [problem.message for problem in found.problems if problem.lost]


def contents(found: Reading) -> dict[str, tuple[Any, ...]]:
    """Return what was read of each record, by its title."""
    return {
        record.title: (record.source_id, record.authors, record.journal, record.abstract)
        for record in found.records
    }


def small_chunks(size: int) -> Callable[[Stream], Iterator[bytes]]:
    """Return a way to read a stream in small pieces."""
    chunks = Stream.chunks

    def cut(stream: Stream) -> Iterator[bytes]:
        for chunk in chunks(stream):
            for at in range(0, len(chunk), size):
                yield chunk[at : at + size]

    return cut


def searched(data: bytes, key: str = "results") -> JsonObjects:
    """Return the objects of a file after all of them were read."""
    objects = JsonObjects(Stream(io.BytesIO(data), "damaged"), is_record, key=key)
    for piece in objects:
        try:
            orjson.loads(piece.data)
        except orjson.JSONDecodeError:
            objects.reject()
    return objects


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("damage", DAMAGES)
def test_each_of_many_damaged_records_in_a_row_is_lost_and_no_other(damage: str, form: str) -> None:
    whole = works(404)
    records = [*whole[:2], *(damaged(work, damage) for work in whole[2:402]), *whole[402:]]
    found = read(file_of(records, form))
    assert len(lost(found)) == 400
    expected = contents(read(file_of(whole, form)))
    numbers = [number for number in range(405) if not 2 < number < 403]
    titles = [f"Invented study number {number}" for number in numbers]
    kept = contents(found)
    assert [title for title in titles[1:] if title not in kept] == []
    assert {title: expected[title] for title in kept} == kept


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("damage", DAMAGES)
def test_every_second_record_damaged_costs_no_other(damage: str, form: str) -> None:
    whole = works(100)
    records = [damaged(work, damage) if at % 2 else work for at, work in enumerate(whole)]
    found = read(file_of(records, form))
    kept, expected = contents(found), contents(read(file_of(whole, form)))
    assert len(lost(found)) == 50
    assert len(kept) == (50 if form != "one line" else 52)
    assert {title: expected[title] for title in kept} == kept


@pytest.mark.parametrize("form", ["list", "compact list"])
def test_a_damaged_record_is_counted_with_its_line(form: str) -> None:
    records = works(9)
    for at in (3, 4, 5):
        records[at] = damaged(records[at], "colon")
    problems = [problem for problem in read(file_of(records, form)).problems if problem.lost]
    assert [problem.line for problem in problems] == ([4, 5, 6] if form == "list" else [1, 1, 1])
    assert [problem.position for problem in problems] == [4, 5, 6]
    assert all("not valid JSON" in problem.message for problem in problems)


def test_a_text_that_ends_in_a_brace_is_no_record() -> None:
    records = works(4)
    records[1] = damaged(records[1], "quotation mark")
    assert '"{"' in records[1]
    assert len(lost(read(file_of(records, "compact list")))) == 1


@pytest.mark.parametrize("damage", DAMAGES)
def test_an_object_longer_than_the_limit_is_searched(
    damage: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (json_objects, json_recovery):
        monkeypatch.setattr(module, "MAX_LINE", 20_000)
    monkeypatch.setattr(Stream, "chunks", small_chunks(1_000))
    records = works(200)
    records[3] = damaged(records[3], damage)
    found = read(file_of(records, "list"))
    assert (len(found.records), len(lost(found))) == (199, 1)


def test_a_record_that_swallows_the_rest_of_a_long_file_is_lost_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for module in (json_objects, json_recovery):
        monkeypatch.setattr(module, "MAX_LINE", 20_000)
    monkeypatch.setattr(Stream, "chunks", small_chunks(1_000))
    records = works(200)
    records[3] = damaged(records[3], "colon")
    records[4] = '{"id": "https://openalex.org/W5", "x": [0'
    found = read(file_of(records, "list"))
    assert (len(found.records), len(lost(found))) == (198, 2)


KEYS = ("openalex", "crossref", "europepmc", "csl-json", "jsonl")
CASES = [(key, number) for key in KEYS for number in range(len(FILES[key]))]


@pytest.mark.parametrize(("key", "number"), CASES)
@pytest.mark.parametrize("size", [1, 100])
def test_where_chunks_and_windows_end_makes_no_difference(
    key: str, number: int, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = FILES[key][number].encode()
    cases = [data, *(found for _at, found in one_byte_changed(data, SPECIAL[size % 7 :: 7]))]
    cases = [data, *cases[83::83]]
    expected = [reading(case) for case in cases]
    monkeypatch.setattr(Stream, "chunks", small_chunks(size))
    monkeypatch.setattr(json_windows, "FIRST_WINDOW", 16)
    assert [reading(case) for case in cases] == expected


def nested(depth: int) -> str:
    """Return objects inside one another, with an error inside the last one."""
    return '{"a":' * depth + "x"


HOSTILE = {
    "braces": '{"{"' * 20_000,
    "objects": '{"a":' * 20_000,
    "lists": '{"a":[' * 20_000,
    "texts": '{"a":"' * 20_000,
    "nested": nested(300) * 100,
    "long texts": ('{"a":"' + "x" * 70_000) * 9,
}


@pytest.mark.parametrize("damage", [key for key in HOSTILE if key != "long texts"])
def test_where_too_much_is_damaged_the_search_ends_with_a_problem(
    damage: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(json_recovery, "MIB", 0)
    records = [*works(3), HOSTILE[damage], *works(9)]
    found = read(file_of(records, "list"))
    said = [message for message in lost(found) if "too damaged" in message]
    assert said == ["skipped: too damaged; what follows was not searched for records any more"]
    assert lost(found)[-1:] == said
    assert len(found.records) == 3


def test_a_search_that_ended_does_not_begin_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_recovery, "MIB", 0)
    records = [*works(3), HOSTILE["objects"], *works(2_000)]
    found = read(file_of(records, "list"))
    assert len(found.records) == 3
    assert "too damaged" in lost(found)[-1]


def test_complete_lines_are_read_after_the_search_ended(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(json_recovery, "MIB", 0)
    lines = [*works(3), HOSTILE["braces"], *works(2), HOSTILE["braces"], "".join(works(2)), TEXT]
    found = read("".join(line + "\n" for line in lines).encode())
    assert len(found.records) == 6
    assert sum("damaged lines were not searched" in message for message in lost(found)) == 1
    assert "damaged lines" not in lost(found)[-1]


def calls_in(function: Callable[[], object]) -> int:
    """Return how many functions a function calls, also those written in C."""
    count = 0

    def note(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        function()
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("step", [1, 2, 50])
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("damage", DAMAGES)
def test_the_search_takes_time_in_proportion_to_the_size(damage: str, form: str, step: int) -> None:
    key = "" if form == "one line" else "results"
    files = []
    for count in (80, 320):
        records = [
            damaged(work, damage) if at % step == step - 1 else work
            for at, work in enumerate(works(count))
        ]
        files.append(file_of(records, form))
    for data in files:
        assert searched(data, key).finder.decoded <= 3 * len(data) + FIRST_SEARCH
    short, long = (calls_in(lambda data=data: searched(data, key)) for data in files)  # type: ignore[misc]
    assert long <= 4.5 * short + 10_000


@pytest.mark.parametrize("damage", HOSTILE)
def test_what_is_made_to_be_slow_is_decoded_up_to_a_limit(damage: str) -> None:
    data = file_of([*works(3), HOSTILE[damage]], "list")
    limit = json_recovery._DECODED_RATIO * len(data) + 2 * json_recovery.MIB
    assert searched(data).finder.decoded <= limit


VALUES = ["true", "-Infinity", "12.5e-3", "[1]", "{}", r'"\u00e9\ud83d\ude00"', r'"a \" b"']


@pytest.mark.parametrize("value", VALUES)
def test_an_object_is_decoded_wherever_a_window_ends(
    value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = f'{{"a": {value}, "c": {value}}}'
    for size in range(1, len(text) + 1):
        monkeypatch.setattr(json_windows, "FIRST_WINDOW", size)
        found = WindowDecoder().decode(f"[{text}, 1]".encode(), 1)
        assert (found.stated, found.end, found.fault) == (json.loads(text), 1 + len(text), "")


def test_an_error_costs_no_more_than_what_was_decoded() -> None:
    decoder = WindowDecoder()
    data = b'{"a": x' + b"\n" * 1_000_000
    for _ in range(10):
        found = decoder.decode(data, 0)
        assert (found.end, found.is_cut) == (6, False)
    assert decoder.decoded < 10 * 1_000


def test_a_text_without_an_end_counts_all_that_was_looked_at() -> None:
    decoder = WindowDecoder()
    found = decoder.decode(b'{"a": "' + b"x" * 1_000_000, 0)
    assert found.is_cut
    assert decoder.decoded > 1_000_000


def test_a_damaged_first_record_leaves_others_to_compare_with() -> None:
    heavy = {"id": "1#", "source": "MED", "pmid": "1#", "title": "Invented #"}
    heavy |= {"pubYear": "2020", "authorString": "Example A.", "isOpenAccess": "N"}
    inner = [{"id": str(n) * 200, "source": "MED", "type": "Comment in"} for n in range(150)]
    heavy["commentCorrectionList"] = {"commentCorrection": inner}  # type: ignore[assignment]
    records = [json.dumps(heavy).replace("#", str(number)) for number in range(5)]
    records[0] = records[0].replace("Invented", "Inv\x01ented")
    data = '{"hitCount": 5, "resultList": {"result": [' + ", ".join(records) + "]}}"
    found = read(data.encode())
    assert [record.title for record in found.records] == [f"Invented {n}" for n in range(1, 5)]
    assert len(lost(found)) == 1


LONG_ITEM = {
    "id": "long#", "type": "article-journal", "title": "Invented long #",
    **dict.fromkeys(
        ["abstract", "container-title", "volume", "issue", "page", "DOI", "PMID", "ISSN", "URL",
         "language", "note", "publisher", "publisher-place", "source", "title-short", "edition",
         "genre", "keyword", "status", "number", "event-title"],
        "Example",
    ),
}  # fmt: skip
SHORT_ITEM = {"id": "short#", "type": "book", "title": "Invented short #"}


@pytest.mark.parametrize("kinds", ["LDSL", "SDSL", "DSSL", "LLDSDS", "SSDL", "DL", "DS"])
def test_a_short_record_after_a_damaged_one_is_read(kinds: str) -> None:
    """L and S are long and short records, D a damaged long one."""
    items = {"L": json.dumps(LONG_ITEM), "S": json.dumps(SHORT_ITEM)}
    items["D"] = items["L"].replace('"volume":', '"volume"')
    texts = [items[kind].replace("#", str(number)) for number, kind in enumerate(kinds)]
    found = read(("[" + ",\n".join(texts) + "]").encode())
    assert len(found.records) == len(kinds) - kinds.count("D")
    assert len(lost(found)) == kinds.count("D")
