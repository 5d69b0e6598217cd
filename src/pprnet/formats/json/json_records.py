"""Records in JSON: works of OpenAlex and Crossref, results of Europe PMC, CSL-JSON, our own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from typing import Any

import orjson

from pprnet.formats.announced_totals import with_announced_total
from pprnet.formats.detection import Detection, json_with
from pprnet.formats.format_entry import Format, Writer
from pprnet.formats.json import crossref_works, csl, europepmc_results, jsonl, openalex_works
from pprnet.formats.json.json_objects import JsonObjects
from pprnet.formats.record_parts import ARTICLE_NUMBER_PART, PARTS, STATUS_PARTS
from pprnet.formats.streams import Stream
from pprnet.records import Problem, Record

_SERVICE_LISTS = {
    "items": re.compile(rb'"items"\s*+:\s*+\['),
    "result": re.compile(rb'"result"\s*+:\s*+\['),
}
"""Where the answers of Crossref and Europe PMC list what was found."""
_OPENALEX_LISTS = {"results": re.compile(rb'"results"\s*+:\s*+\[')}
_OPENALEX_ANSWER = re.compile(rb'(?:\xef\xbb\xbf)?\s*+\{\s*+"(?:meta|results|group_by)"')
"""How an answer of OpenAlex opens; a work has such keys too, as the words of its abstract."""


def read_json(stream: Stream) -> Iterator[Record | Problem]:
    """Yield each object as a record, recognised by what it contains.

    Args:
        stream: the file.
    """
    return _read_all(stream, JsonObjects(stream, is_record))


def read_openalex(stream: Stream) -> Iterator[Record | Problem]:
    """Yield each object as a record, first tried as a work of OpenAlex.

    Args:
        stream: the file.
    """
    lists = _OPENALEX_LISTS if _OPENALEX_ANSWER.match(stream.head) else {}
    objects = _listed_objects(stream, lists)
    found = _read_all(stream, objects, openalex_works.record_from_openalex_bytes)
    return with_announced_total(stream, found)


def read_service_response(stream: Stream) -> Iterator[Record | Problem]:
    """Yield the works of an answer of Crossref or Europe PMC, or of lines of them.

    Args:
        stream: the file.
    """
    return with_announced_total(stream, _read_all(stream, _listed_objects(stream, _SERVICE_LISTS)))


def _listed_objects(stream: Stream, lists: Mapping[str, re.Pattern[bytes]]) -> JsonObjects:
    """Return the objects of the list in an answer, or those of a file that is no answer."""
    for key, opening in lists.items():
        if opening.search(stream.head):
            return JsonObjects(stream, is_record, key=key)
    return JsonObjects(stream, is_record)


def _read_all(
    stream: Stream,
    pieces: JsonObjects,
    read_fast: Callable[[bytes], Record | None] = lambda _data: None,
) -> Iterator[Record | Problem]:
    """Yield the record of each object, or of each one inside it, or a problem."""
    for position, piece in enumerate(pieces, start=1):
        yield from stream.take_problems()
        record = None if piece.fault else read_fast(piece.data)
        if record is not None:
            yield _with_position(record, piece.line, position)
            continue
        stated, fault = (None, piece.fault) if piece.fault else _parsed(piece.data)
        if fault:
            pieces.reject()
            yield _lost_record(stream, piece.line, position, fault)
        else:
            yield from _read(stream, stated, piece.line, position)


def _parsed(data: bytes) -> tuple[Any, str]:
    """Return the value of JSON, or what is wrong with it."""
    try:
        return orjson.loads(data), ""
    except orjson.JSONDecodeError as error:
        return None, f"not valid JSON ({error.msg})"


def _read(stream: Stream, stated: Any, line: int, position: int) -> Iterator[Record | Problem]:
    record = json_record(stated) if isinstance(stated, dict) else None
    if record is None:
        inside = [json_record(work) for work in _works_inside(stated)]
        yield from (_with_position(found, line, position) for found in inside if found)
        expected = "expected a work, a result, a CSL-JSON item or a record of pprnet"
        what = f"{expected}, got {_describe(stated)}"
        if inside:
            message = f"{what}; the {len(inside)} works inside it were read"
            yield Problem(stream.name, message, line=line, position=position, lost=False)
        else:
            yield _lost_record(stream, line, position, what)
    elif jsonl.VERSION_KEY in stated:
        yield record  # it keeps the place that it had in its own source
    else:
        yield _with_position(record, line, position)


_DEEPEST_LIST = 3


def _works_inside(stated: Any, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    """Yield the works in the lists of an object that is none, such as an answer."""
    if depth > _DEEPEST_LIST:
        return
    if isinstance(stated, list):
        yield from (item for item in stated if isinstance(item, dict) and is_record(item))
    elif isinstance(stated, dict):
        for value in stated.values():
            yield from _works_inside(value, depth + 1)


def _with_position(record: Record, line: int, position: int) -> Record:
    # It was made just now and nothing else refers to it: no copy is needed.
    object.__setattr__(record, "line", line)
    object.__setattr__(record, "position", position)
    return record


def is_record(stated: Mapping[str, Any]) -> bool:
    """Return whether an object is a record of a known kind.

    Args:
        stated: a JSON object.
    """
    return (
        jsonl.VERSION_KEY in stated
        or openalex_works.is_openalex_work(stated)
        or crossref_works.is_crossref_work(stated)
        or europepmc_results.is_europepmc_result(stated)
        or csl.is_csl_item(stated)
    )


def json_record(stated: Mapping[str, Any]) -> Record | None:
    """Return the record of an object, `None` if it is of no known kind.

    Args:
        stated: a JSON object.
    """
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


_OPENALEX_KEYS = re.compile(rb'openalex\.org/W\d|"(?:authorships|abstract_inverted_index)"\s*:')
_CROSSREF_KEYS = re.compile(
    rb'"message-type"\s*:|"(?:is-referenced-by-count|reference-count|content-domain)"\s*:'
)
_EUROPEPMC_KEYS = re.compile(rb'"resultList"\s*:|"(?:isOpenAccess|inEPMC|authorString)"\s*:')
_CSL_KEYS = re.compile(rb'"type"\s*:\s*"')
_JSON_TYPE = "application/json"

OPENALEX = Format(
    key="openalex",
    name="OpenAlex",
    label="OpenAlex works (JSON or JSON lines)",
    extensions=(".openalex",),
    media_type=_JSON_TYPE,
    recognised_by="JSON with `authorships`, `abstract_inverted_index` or the address of a work",
    detection=(Detection(60, json_with(_OPENALEX_KEYS)),),
    read=read_openalex,
    example="""\
{"id": "https://openalex.org/W1", "title": "First é", "publication_year": 2020}
{"id": "https://openalex.org/W2", "title": "Second", "publication_year": 2021}
""",
)

CROSSREF = Format(
    key="crossref",
    name="Crossref",
    label="Crossref works (JSON)",
    extensions=(".crossref",),
    media_type=_JSON_TYPE,
    recognised_by="JSON with `message-type`, `reference-count` or the like",
    detection=(Detection(70, json_with(_CROSSREF_KEYS)),),
    read=read_service_response,
    example="""\
{"message-type": "work-list", "message": {"items": [
{"DOI": "10.1000/a", "title": ["First é"], "issued": {"date-parts": [[2020]]}},
{"DOI": "10.1000/b", "title": ["Second"], "issued": {"date-parts": [[2021]]}}]}}
""",
)

EUROPEPMC = Format(
    key="europepmc",
    name="Europe PMC",
    label="Europe PMC results (JSON)",
    extensions=(".epmc",),
    media_type=_JSON_TYPE,
    recognised_by="JSON with `resultList`, `authorString` or the like",
    detection=(Detection(80, json_with(_EUROPEPMC_KEYS)),),
    read=read_service_response,
    example="""\
{"hitCount": 2, "resultList": {"result": [
{"id": "1", "source": "MED", "pmid": "1", "title": "First é.", "pubYear": "2020"},
{"id": "2", "source": "MED", "pmid": "2", "title": "Second.", "pubYear": "2021"}]}}
""",
)

CSL_JSON = Format(
    key="csl-json",
    name="CSL-JSON",
    label="CSL-JSON",
    extensions=(".json",),
    media_type="application/vnd.citationstyles.csl+json",
    recognised_by="other JSON with a `type` that is a text",
    detection=(Detection(90, json_with(_CSL_KEYS)),),
    read=read_json,
    writer=Writer(
        csl.write_csl,
        csl.SUPPORTED_FIELDS,
        csl.SUPPORTED_PARTS | ARTICLE_NUMBER_PART | STATUS_PARTS,
        write_annotated=csl.write_csl,
    ),
    has_real_files=False,
    example="""\
[{"type": "article-journal", "title": "First é",
 "issued": {"date-parts": [[2020]]}},
{"type": "article-journal", "title": "Second", "issued": {"date-parts": [[2021]]}}]
""",
)

JSONL = Format(
    key="jsonl",
    name="pprnet JSON Lines",
    label="pprnet's own JSON lines",
    extensions=(".jsonl",),
    media_type="application/jsonl",
    recognised_by="JSON with `pprnet_record`",
    detection=(Detection(50, json_with(re.compile(rb'"pprnet_record"\s*:'))),),
    read=read_json,
    writer=Writer(
        jsonl.write_jsonl, frozenset(field.name for field in fields(Record)), frozenset(PARTS)
    ),
    has_real_files=False,
    example="""\
{"pprnet_record": 1, "title": "First é", "issued": "2020"}
{"pprnet_record": 1, "title": "Second", "issued": "2021"}
""",
)
