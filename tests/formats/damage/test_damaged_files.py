"""Damaged copies of each format's example: what can be read is, the rest is listed."""

from __future__ import annotations

import gzip
import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pprnet.errors import UnknownFormatError
from pprnet.formats import FORMATS, read_records
from pprnet.records import Problem, Record

TEXT_FORMATS = sorted(key for key, found in FORMATS.items() if isinstance(found.example, str))
"""Formats whose files are text; the defects below are done to their examples."""
FILES = {key: FORMATS[key].example_bytes().decode() for key in TEXT_FORMATS}
COMPLETE = [("First é", 2020), ("Second", 2021)]

DEFECTS: dict[str, Callable[[str], bytes]] = {
    "none": lambda text: text.encode(),
    "byte-order mark": lambda text: b"\xef\xbb\xbf" + text.encode(),
    "CRLF": lambda text: text.replace("\n", "\r\n").encode(),
    "CR": lambda text: text.replace("\n", "\r").encode(),
    "UTF-16 little": lambda text: b"\xff\xfe" + text.encode("utf-16-le"),
    "UTF-16 big": lambda text: b"\xfe\xff" + text.encode("utf-16-be"),
    "gzip": lambda text: gzip.compress(text.encode()),
    "gzip twice": lambda text: gzip.compress(text.encode()) + gzip.compress(b"\n"),
    "blank lines before": lambda text: b"\n\n" + text.encode(),
    "no newline at the end": lambda text: text.rstrip().encode(),
}


def read(data: bytes) -> tuple[list[Record], list[Problem]]:
    found = list(read_records(io.BytesIO(data), name="damaged"))
    return (
        [item for item in found if isinstance(item, Record)],
        [item for item in found if isinstance(item, Problem)],
    )


def titles_and_years(records: list[Record]) -> list[tuple[str, int]]:
    return [(record.title, record.issued.year if record.issued else 0) for record in records]


@pytest.mark.parametrize("key", FILES)
@pytest.mark.parametrize("defect", DEFECTS)
def test_nothing_is_lost_by_how_the_bytes_are_put(key: str, defect: str) -> None:
    records, problems = read(DEFECTS[defect](FILES[key]))
    assert titles_and_years(records) == COMPLETE
    assert not problems
    assert {record.source for record in records} <= {key, "europepmc", ""}


@pytest.mark.parametrize("key", sorted(set(FILES) - {"csl-json"}))
def test_latin_1_is_read_and_said(key: str) -> None:
    records, problems = read(FILES[key].encode("latin-1"))
    if key in ("openalex", "crossref", "europepmc", "jsonl"):  # JSON is UTF-8 by its standard
        assert len(records) + sum(problem.lost for problem in problems) == 2
        return
    assert titles_and_years(records) == COMPLETE
    assert [problem.lost for problem in problems] == [False]


@pytest.mark.parametrize("key", FILES)
def test_a_gzip_cut_short_gives_what_came_before_and_says_so(key: str) -> None:
    data = gzip.compress((FILES[key]).encode())
    records, problems = read(data[:-12])
    assert len(records) + sum(problem.lost for problem in problems) >= 1
    assert any("cut short" in problem.message for problem in problems)


CUT = {  # what damages the first reference, and how many are still read
    "ris": ("ER  - \n\nTY", "\nTY", 2),
    "isi": ("ER\n\nPT", "\nPT", 2),
    "bibtex": ("year = 2020\n}\n", "year = 2020\n", 2),
    "enw": ("%T First é\n", "%% First é\n", 2),
    "pubmed-xml": ("First é.</ArticleTitle>", "First é. & <b </ArticleTitle>", 2),
    "endnote-xml": ("First é</style>", "First é", 2),
    "jats": ("First é</article-title>", "First é<", 2),
    "europepmc-xml": ("First é.</title>", "First é. &nbsp;<", 2),
    "openalex": ('"First é",', '"First é,', 1),
    "crossref": ('["First é"],', "[First é],", 1),
}


@pytest.mark.parametrize("key", CUT)
def test_an_entry_broken_in_the_middle_costs_at_most_itself(key: str) -> None:
    good, bad, kept = CUT[key]
    assert good in FILES[key]
    records, problems = read(FILES[key].replace(good, bad, 1).encode())
    assert len(records) >= kept
    assert "Second" in {record.title for record in records}
    assert len(records) + sum(problem.lost for problem in problems) >= 2
    assert all(problem.line for problem in problems)


def test_a_quotation_mark_that_is_never_closed_costs_one_problem() -> None:
    row = "Invented,Example A.,2020\n"
    data = "title,authors,year\n" + row * 3 + '"Odd,Example A.,2020\n' + row * 2_000
    records, problems = read(data.encode())
    assert len(records) == 2_004
    assert [problem.line for problem in problems] == [5]
    assert "quotation mark" in problems[0].message


@pytest.mark.parametrize("key", sorted(FORMATS))
def test_an_example_cut_anywhere_raises_nothing_unexpected(key: str) -> None:
    data = FORMATS[key].example_bytes()
    for end in range(1, len(data), max(1, len(data) // 60)):
        try:
            records, problems = read(data[:end])
        except UnknownFormatError:
            continue
        assert len(records) <= 2
        assert all(problem.message for problem in problems)


@pytest.mark.parametrize("key", TEXT_FORMATS)
def test_one_more_line_in_the_way_loses_nothing_in_silence(key: str) -> None:
    lines = FILES[key].splitlines(keepends=True)
    for at in range(1, len(lines)):
        damaged = "".join((*lines[:at], "\x01 & < an odd line\n", *lines[at:]))
        records, problems = read(damaged.encode())
        assert len(records) + sum(problem.lost for problem in problems) >= 2, damaged


class RepeatedFile:
    """A long file made while it is read."""

    def __init__(self, piece: bytes, times: int) -> None:
        self.pieces: Iterator[bytes] = (piece for _ in range(times))

    def read(self, size: int = -1) -> bytes:
        return next(self.pieces, b"")


def resident_kilobytes() -> int:
    """Return the kilobytes that this process uses now."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmRSS:")[2].split()[0])


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="asks Linux how much is held")
@pytest.mark.parametrize("key", ["ris", "nbib", "isi", "enw", "pubmed-xml", "openalex", "csv"])
def test_memory_is_flat_on_a_long_file(key: str) -> None:
    piece = FILES[key].encode() * 100
    for _ in read_records(RepeatedFile(piece, 10), name="short"):  # type: ignore[arg-type]
        pass  # what is held once, such as compiled patterns
    before, most, number = resident_kilobytes(), 0, 0
    for number, _ in enumerate(read_records(RepeatedFile(piece, 80), name="long")):  # type: ignore[arg-type]
        if number % 2_000 == 0:
            most = max(most, resident_kilobytes())
    assert number > 15_000
    assert most - before < 3_000  # the records are several times that


@pytest.mark.parametrize(
    "packed",
    [b"\x1f\x8b", b"\x1f\x8b\x08\x00garbage", gzip.compress(b"", mtime=0)[:8]],
    ids=["magic", "garbage", "cut"],
)
def test_a_gzip_damaged_from_its_start_is_not_called_empty(packed):
    with pytest.raises(UnknownFormatError, match="gzip") as refusal:
        read_records(io.BytesIO(packed), name="example.gz")
    assert "it is empty" not in str(refusal.value)
