"""Records in JSON: OpenAlex works, CSL-JSON items and pprnet's own lines, told apart by each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import orjson

from pprnet.formats import csl, jsonl, openalex
from pprnet.formats.objects import objects
from pprnet.formats.streams import Stream
from pprnet.limits import MAX_LINE
from pprnet.records import Problem, Record


def read_json(stream: Stream) -> Iterator[Record | Problem]:
    """Read each object as what it says it is."""
    for position, (line, data) in enumerate(objects(stream), start=1):
        yield from stream.take_problems()
        if data is None:
            yield _lost(stream, line, position, f"longer than {MAX_LINE // 2**20} MiB")
            continue
        try:
            stated = orjson.loads(data)
        except orjson.JSONDecodeError as error:
            yield _lost(stream, line, position, f"not valid JSON ({error.msg})")
            continue
        yield _read(stream, stated, line, position)


def _read(stream: Stream, stated: Any, line: int, position: int) -> Record | Problem:
    record = record_of(stated) if isinstance(stated, dict) else None
    if record is None:
        expected = "expected an OpenAlex work, a CSL-JSON item or a record of pprnet"
        return _lost(stream, line, position, f"{expected}, got {_describe(stated)}")
    if jsonl.MARK in stated:
        return record  # it keeps the place that it had in its own source
    return replace(record, line=line, position=position)


def record_of(stated: Mapping[str, Any]) -> Record | None:
    """Give the record of an object, or nothing if it is none."""
    if jsonl.MARK in stated:
        return jsonl.record_from_json(stated)
    if openalex.is_work(stated):
        return openalex.read_work(stated)
    return csl.from_csl(stated) if csl.is_item(stated) else None


def _describe(stated: Any) -> str:
    if isinstance(stated, dict):
        return "an object with " + (", ".join(list(stated)[:4]) or "nothing in it")[:80]
    return f"a bare {type(stated).__name__}"


def _lost(stream: Stream, line: int, position: int, what: str) -> Problem:
    return Problem(stream.name, f"passed over: {what}", line=line, position=position)
