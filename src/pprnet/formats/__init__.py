"""Text to records and back: every format of references, read without loss in silence."""

from __future__ import annotations

from pprnet.formats.jsonl import record_from_json, record_to_json
from pprnet.formats.reading import read_file, read_records
from pprnet.formats.registry import FORMATS, Format, by_extension, detect
from pprnet.formats.writing import write_records

__all__ = [
    "FORMATS",
    "Format",
    "by_extension",
    "detect",
    "read_file",
    "read_records",
    "record_from_json",
    "record_to_json",
    "write_records",
]
