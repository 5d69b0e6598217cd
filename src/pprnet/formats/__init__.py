"""Text to records and back: every format of references, read without loss in silence."""

from __future__ import annotations

from pprnet.formats.format_entry import Format
from pprnet.formats.json.jsonl import record_from_json, record_to_json
from pprnet.formats.reader import read_file, read_records
from pprnet.formats.registry import FORMATS, detect_format, format_for_filename
from pprnet.formats.writer import write_records

__all__ = [
    "FORMATS",
    "Format",
    "detect_format",
    "format_for_filename",
    "read_file",
    "read_records",
    "record_from_json",
    "record_to_json",
    "write_records",
]
