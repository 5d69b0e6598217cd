"""EndNote's tagged export (ENW), with a percent sign before each tag."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pprnet.formats.detection import Detection, text_with
from pprnet.formats.format_entry import Format
from pprnet.formats.streams import Stream
from pprnet.formats.tagged.tagged_dialects import Dialect, read_dialect
from pprnet.records import Problem, Record

_TAGS = {
    "%0": "TY", "%A": "AU", "%E": "ED", "%T": "TI", "%D": "PY", "%8": "DA", "%J": "JF",
    "%B": "T2", "%V": "VL", "%N": "IS", "%P": "SP", "%I": "PB", "%C": "CY", "%U": "UR",
    "%R": "DO", "%K": "KW", "%X": "AB", "%G": "LA", "%7": "ET", "%@": "SN", "%M": "AN",
    "%F": "ID", "%9": "M3", "%Q": "TT", "%]": "C7", "%S": "T3", "%Z": "N1", "%+": "AD",
    "%?": "A4", "%Y": "A3", "%W": "DP", "%~": "DB", "%>": "L1", "%2": "C2",
    "%3": "C3",
}  # fmt: skip
_DIALECT = Dialect(
    "enw",
    re.compile(r"\A\s*+(%[0-9A-Z?@!+$*\[\]=>~^&()#(])(?:\s|$)(.*)"),
    "%0",
    once=frozenset({"%0", "%T", "%D"}),
    names=_TAGS,
)
_FIRST_TAG = re.compile(rb"^[ \t]*%0(?:[ \t]|\r?$)", re.MULTILINE)
_PERSON_OR_TITLE = re.compile(rb"^[ \t]*%[ATE] ", re.MULTILINE)
_OTHER_TAGS = re.compile(rb"^[ \t]*%[0-9A-Z@] ", re.MULTILINE)


def read_enw(stream: Stream) -> Iterator[Record | Problem]:
    """Yield the references of an EndNote export file.

    Args:
        stream: the file.
    """
    return read_dialect(stream, _DIALECT)


ENW = Format(
    key="enw",
    name="EndNote ENW",
    label="EndNote tagged (ENW)",
    extensions=(".enw",),
    media_type="application/x-endnote-refer",
    recognised_by="a line such as `%0 Journal Article`, else two with other tags or one `%T`",
    detection=(
        Detection(120, text_with(_FIRST_TAG)),
        Detection(125, text_with(_OTHER_TAGS, at_least=2)),
        Detection(181, text_with(_PERSON_OR_TITLE)),
    ),
    read=read_enw,
    example="""\
%0 Journal Article
%A Example, A.
%T First é
%D 2020

%0 Journal Article
%A Sample, B.
%T Second
%D 2021
""",
)
