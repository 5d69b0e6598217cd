"""Records in JSON: works of OpenAlex and Crossref, results of Europe PMC, CSL-JSON, our own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import orjson

from pprnet.formats.json import crossref_works, csl, europepmc_results, jsonl, openalex_works
from pprnet.formats.json.json_objects import ObjectBytes, split_objects, split_objects_under_key
from pprnet.formats.streams import Stream
from pprnet.limits import MAX_LINE
from pprnet.records import Problem, Record

_LISTS = (
    (re.compile(rb'"items"\s*:\s*\['), "items"),
    (re.compile(rb'"result"\s*:\s*\['), "result"),
)
"""Where the answers of Crossref and Europe PMC list what was found."""


def read_json(stream: Stream) -> Iterator[Record | Problem]:
    """Read each object as what it says it is."""
    return _read_all(stream, split_objects(stream))


def read_openalex(stream: Stream) -> Iterator[Record | Problem]:
    """Read each object, first as the work of OpenAlex that it most likely is."""
    for position, (line, data) in enumerate(split_objects(stream), start=1):
        record = openalex_works.record_from_openalex_bytes(data) if data else None
        if record is None:
            yield from _read_one(stream, line, data, position)
        else:
            yield _with_position(record, line, position)


def read_service_response(stream: Stream) -> Iterator[Record | Problem]:
    """Read an answer of Crossref or Europe PMC, or lines of them."""
    for opening, key in _LISTS:
        if opening.search(stream.head):
            return _read_all(stream, split_objects_under_key(stream, key))
    return _read_all(stream, split_objects(stream))


def _read_all(stream: Stream, pieces: Iterable[ObjectBytes]) -> Iterator[Record | Problem]:
    for position, (line, data) in enumerate(pieces, start=1):
        yield from _read_one(stream, line, data, position)


def _read_one(
    stream: Stream, line: int, data: bytes | None, position: int
) -> Iterator[Record | Problem]:
    yield from stream.take_problems()
    if data is None:
        yield _lost_record(stream, line, position, f"longer than {MAX_LINE // 2**20} MiB")
        return
    try:
        stated = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        yield _lost_record(stream, line, position, f"not valid JSON ({error.msg})")
        return
    yield _read(stream, stated, line, position)


def _read(stream: Stream, stated: Any, line: int, position: int) -> Record | Problem:
    record = json_record(stated) if isinstance(stated, dict) else None
    if record is None:
        expected = "expected a work, a result, a CSL-JSON item or a record of pprnet"
        return _lost_record(stream, line, position, f"{expected}, got {_describe(stated)}")
    if jsonl.VERSION_KEY in stated:
        return record  # it keeps the place that it had in its own source
    return _with_position(record, line, position)


def _with_position(record: Record, line: int, position: int) -> Record:
    # It was made just now and nobody else holds it: no need of a copy.
    object.__setattr__(record, "line", line)
    object.__setattr__(record, "position", position)
    return record


def json_record(stated: Mapping[str, Any]) -> Record | None:
    """Give the record of an object, or nothing if it is none."""
    if jsonl.VERSION_KEY in stated:
        return jsonl.record_from_json(stated)
    if openalex_works.is_openalex_work(stated):
        return openalex_works.record_from_openalex(stated)
    if crossref_works.is_crossref_work(stated):
        return crossref_works.record_from_crossref(stated)
    if europepmc_results.is_europepmc_result(stated):
        return europepmc_results.record_from_europepmc(stated)
    if csl.is_csl_item(stated):
        return csl.from_csl(stated)
    work = next(crossref_works.works_in_response(stated), None)
    return crossref_works.record_from_crossref(work) if work else None


def _describe(stated: Any) -> str:
    if isinstance(stated, dict):
        return "an object with " + (", ".join(list(stated)[:4]) or "nothing in it")[:80]
    return f"a value of type {type(stated).__name__}"


def _lost_record(stream: Stream, line: int, position: int, what: str) -> Problem:
    return Problem(stream.name, f"skipped: {what}", line=line, position=position)
