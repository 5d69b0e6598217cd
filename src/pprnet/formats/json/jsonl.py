"""A record as plain JSON values and back, without loss: pprnet's own format, one a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from typing import Any

import orjson

from pprnet.formats.json.json_values import as_dicts, as_int, as_pairs, as_text, as_texts
from pprnet.records import (
    Author,
    MeshHeading,
    PartialDate,
    Record,
    Relation,
    RelationKind,
    WorkType,
)

VERSION_KEY = "pprnet_record"
"""The key that opens each line, with the version of this layout."""
VERSION = 1

_DEFAULTS = {field.name: field.default for field in fields(Record)}
_TEXTS = tuple(name for name, default in _DEFAULTS.items() if default == "")
_LISTS = ("issn", "isbn", "keywords", "publication_types")


def record_to_json(record: Record) -> dict[str, Any]:
    """Return a record as plain JSON values, leaving out what is not stated.

    Args:
        record: any record.
    """
    found: dict[str, Any] = {"type": record.type.value}
    for name, default in _DEFAULTS.items():
        value = getattr(record, name)
        if name != "type" and value != default:
            found[name] = _plain(value)
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, str | int | bool):
        return value
    if isinstance(value, PartialDate):
        return str(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return {
        field.name: _plain(getattr(value, field.name))
        for field in fields(value)
        if getattr(value, field.name) != field.default
    }


def record_from_json(stated: Mapping[str, Any]) -> Record:
    """Return the record of plain values; unknown keys and wrong types are ignored.

    Args:
        stated: a JSON object as `record_to_json` makes it.
    """
    found: dict[str, Any] = {name: as_text(stated.get(name)) for name in _TEXTS}
    found |= {name: as_texts(stated.get(name)) for name in _LISTS}
    return Record(
        **found,
        type=_jsonl_type(stated.get("type")),
        position=as_int(stated.get("position")) or 0,
        line=as_int(stated.get("line")) or 0,
        issued=_jsonl_date(as_text(stated.get("issued"))),
        authors=_authors(stated.get("authors")),
        editors=_authors(stated.get("editors")),
        translators=_authors(stated.get("translators")),
        original_issued=_jsonl_date(as_text(stated.get("original_issued"))),
        authors_shortened=stated.get("authors_shortened") is True,
        mesh=tuple(_heading(item) for item in as_dicts(stated.get("mesh"))),
        relations=tuple(filter(None, map(_relation, as_dicts(stated.get("relations"))))),
        is_retracted=stated.get("is_retracted") is True,
        cited_by_count=as_int(stated.get("cited_by_count")),
        extra=as_pairs(stated.get("extra")),
    )


def _jsonl_type(stated: Any) -> WorkType:
    name = as_text(stated)
    return WorkType(name) if name in set(WorkType) else WorkType.ARTICLE


def _jsonl_date(text: str) -> PartialDate | None:
    parts = text.split("-")
    if not all(part.isascii() and part.isdigit() for part in parts):
        return None
    return PartialDate(*map(int, parts[:3]))


def _authors(stated: Any) -> tuple[Author, ...]:
    names = [field.name for field in fields(Author)]
    return tuple(
        Author(**{name: as_text(item.get(name)) for name in names}) for item in as_dicts(stated)
    )


def _heading(stated: Mapping[str, Any]) -> MeshHeading:
    return MeshHeading(
        descriptor=as_text(stated.get("descriptor")),
        qualifiers=as_texts(stated.get("qualifiers")),
        major=stated.get("major") is True,
        ui=as_text(stated.get("ui")),
    )


def _relation(stated: Mapping[str, Any]) -> Relation | None:
    kind = as_text(stated.get("kind"))
    if kind not in set(RelationKind):
        return None
    return Relation(
        kind=RelationKind(kind),
        doi=as_text(stated.get("doi")),
        pmid=as_text(stated.get("pmid")),
        note=as_text(stated.get("note")),
        source=as_text(stated.get("source")),
    )


def record_to_line(record: Record) -> bytes:
    """Return a record as one line of JSON with the version of this layout.

    Args:
        record: any record.
    """
    return orjson.dumps({VERSION_KEY: VERSION} | record_to_json(record)) + b"\n"


def write_jsonl(records: Iterable[Record]) -> Iterator[bytes]:
    """Yield a line of JSON for each record.

    Args:
        records: what to write, in this order.
    """
    return (record_to_line(record) for record in records)
