"""The tagged export of RefWorks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pprnet.formats.detection import Detection, text_with
from pprnet.formats.format_entry import Format
from pprnet.formats.streams import Stream
from pprnet.formats.tagged.tagged_dialects import Dialect, read_dialect
from pprnet.records import Problem, Record

_TAGS = {
    "RT": "TY", "A1": "AU", "A2": "ED", "T1": "TI", "T2": "T2", "JF": "JF", "JO": "JA",
    "YR": "PY", "FD": "DA", "VO": "VL", "IS": "IS", "SP": "SP", "OP": "EP", "K1": "KW",
    "AB": "AB", "NO": "N1", "PB": "PB", "PP": "CY", "SN": "SN", "LA": "LA", "DO": "DO",
    "UL": "UR", "LK": "L2", "ID": "ID", "AN": "AN", "ED": "ET", "AD": "AD", "DB": "DB",
    "DS": "DP", "OT": "TT", "TO": "TT",
}  # fmt: skip
_DIALECT = Dialect(
    "refworks",
    re.compile(r"([A-Z][A-Z0-9])(?: |$)(.*)"),
    "RT",
    once=frozenset({"RT", "T1", "YR"}),
    names=_TAGS,
)
_FIRST_LINES = re.compile(
    rb"^RT [A-Z][A-Za-z ,()/-]+\r?$(?s:.{0,4000}?)^(?:SR|ID|A1|T1|JF) ", re.MULTILINE
)


def read_refworks(stream: Stream) -> Iterator[Record | Problem]:
    """Yield the references of a RefWorks tagged file.

    Args:
        stream: the file.
    """
    return read_dialect(stream, _DIALECT)


REFWORKS = Format(
    key="refworks",
    name="RefWorks",
    label="RefWorks tagged",
    extensions=(".refworks",),
    media_type="text/plain",
    recognised_by="a line such as `RT Journal Article` above one such as `SR ` or `T1 `",
    detection=(Detection(140, text_with(_FIRST_LINES)),),
    read=read_refworks,
    has_real_files=False,
    example="""\
RT Journal Article
SR Electronic(1)
A1 Example, A.
T1 First é
YR 2020

RT Journal Article
SR Electronic(1)
A1 Sample, B.
T1 Second
YR 2021
""",
)
