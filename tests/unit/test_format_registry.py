"""Every format has one complete entry, and is recognised as itself."""

from __future__ import annotations

import ast
import importlib
import io
import re
import subprocess
import sys
from pathlib import Path

import pytest

from pprnet import formats
from pprnet.formats import FORMATS, Format, detect_format, format_for_filename, read_records
from pprnet.formats.record_parts import PARTS
from pprnet.formats.registry import format_names, readable_labels, writable_keys
from pprnet.formats.writer import supported_fields
from pprnet.records import Record

FOLDER = Path(formats.__file__).parent
ENTRIES = pytest.mark.parametrize("found", FORMATS.values(), ids=FORMATS)


def entries_in(path: Path) -> list[str]:
    """Return the keys that a module states in calls of `Format`."""
    calls = (node for node in ast.walk(ast.parse(path.read_text("utf-8"))))
    return [
        keyword.value.value
        for node in calls
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Format"
        for keyword in node.keywords
        if keyword.arg == "key" and isinstance(keyword.value, ast.Constant)
    ]


def test_the_registry_holds_the_entries_of_all_modules() -> None:
    stated = [key for path in FOLDER.rglob("*.py") for key in entries_in(path)]
    assert sorted(stated) == sorted(FORMATS)


def readers_in(path: Path) -> list[str]:
    """Return the public functions of a module that read a stream and need nothing else."""
    return [
        node.name
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.FunctionDef)
        and node.name.startswith("read_")
        and [ast.unparse(argument.annotation) for argument in node.args.args if argument.annotation]
        == ["Stream"]
    ]


def test_every_reader_has_an_entry() -> None:
    stated = {name for path in FOLDER.rglob("*.py") for name in readers_in(path)}
    assert {found.read.__name__ for found in FORMATS.values()} == stated


def test_the_order_is_the_same_in_every_process() -> None:
    code = "from pprnet.formats import FORMATS; print(*FORMATS)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split() == list(FORMATS)


@ENTRIES
def test_an_entry_is_complete(found: Format) -> None:
    assert re.fullmatch(r"[a-z]+(?:-[a-z]+)*", found.key)
    assert found.name
    assert found.label
    assert found.recognised_by
    assert all(ending.startswith(".") and ending.islower() for ending in found.extensions)
    assert found.extensions
    assert re.fullmatch(r"[a-z]+/[a-z0-9.+-]+", found.media_type)
    assert found.detection


def test_names_are_unique() -> None:
    for field in ("name", "label"):
        stated = [getattr(found, field) for found in FORMATS.values()]
        assert len(set(stated)) == len(stated)


def test_no_two_tests_of_a_file_are_made_at_the_same_time() -> None:
    orders = [test.order for found in FORMATS.values() for test in found.detection]
    assert len(set(orders)) == len(orders)


@ENTRIES
def test_an_example_is_recognised_as_its_format(found: Format) -> None:
    assert detect_format(found.example_bytes()) is found


@ENTRIES
def test_an_example_holds_two_references(found: Format) -> None:
    records = list(read_records(io.BytesIO(found.example_bytes()), name="example"))
    assert all(isinstance(record, Record) for record in records), records
    assert [(record.title, record.issued.year) for record in records] == [
        ("First é", 2020),
        ("Second", 2021),
    ]


def test_a_written_ending_names_one_format() -> None:
    for key in writable_keys():
        for ending in FORMATS[key].extensions:
            assert format_for_filename(f"Example{ending.upper()}") is FORMATS[key]


def test_writers_name_fields_and_parts_of_records() -> None:
    fields = set(Record.__dataclass_fields__)
    for key in writable_keys():
        writer = FORMATS[key].writer
        assert writer is not None
        assert supported_fields(key) <= fields
        assert writer.supported_parts <= set(PARTS)


def test_lists_of_formats_name_each() -> None:
    assert sorted(found.name for found in FORMATS.values()) == sorted(format_names().split(", "))
    assert all(found.label in readable_labels() for found in FORMATS.values())


def test_a_key_that_two_formats_share_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    registry = importlib.import_module("pprnet.formats.registry")
    ris = FORMATS["ris"]
    copy = Format(**{name: getattr(ris, name) for name in Format.__dataclass_fields__})
    monkeypatch.setattr(importlib.import_module("pprnet.formats.tagged.enw"), "COPY", copy, False)
    with pytest.raises(ValueError, match="another format with the key 'ris'"):
        registry._collect_formats()
