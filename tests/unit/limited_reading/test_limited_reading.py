"""A file is read in a process of its own: the same as here, and over its limits what was read."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from dataclasses import replace

import msgspec
import pytest

from pprnet.errors import InputError, OutputError
from pprnet.formats import read_file, write_records
from pprnet.formats.registry import writable_keys
from pprnet.limited_reading import (
    PASTE_LIMITS,
    UPLOAD_LIMITS,
    FileKind,
    ReadingLimits,
    process,
    read_in_process,
)
from pprnet.limited_reading.child import Arguments
from pprnet.limited_reading.frames import FrameBuffer, FrameKind, item_of, make_frame
from pprnet.records import Author, MeshHeading, PartialDate, Problem, Record, Relation, RelationKind

SMALL = ReadingLimits(item_seconds=1, total_seconds=2, silent_seconds=120, megabytes=400)
RIS = b"TY  - JOUR\nTI  - Example\nER  - \nstray\nTY  - JOUR\nTI  - Second\nER  - \n"
COMPLETE = Record(
    source="example",
    title="Example",
    authors=(Author("Example", "A.", "Jr."), Author(literal="Example Group")),
    issued=PartialDate(2020, 2, 3),
    mesh=(MeshHeading("Example", ("a", "b"), major=True),),
    relations=(Relation(RelationKind.RETRACTED_BY, doi="10.1000/x"),),
    extra=(("A1", "b"),),
    cited_by_count=0,
)


@pytest.fixture
def faulty(monkeypatch):
    monkeypatch.setattr(process, "MODULE", "fakes.faulty_reader")

    def read(fault, limits=SMALL):
        return list(read_in_process(io.BytesIO(b""), name=fault, limits=limits))

    return read


@pytest.mark.parametrize(
    "name",
    [
        "nbib/study_design_1.nbib",
        "screening/Oud_2018.works.jsonl.gz",
        "europepmc/search_cancer.xml",
    ],
)
def test_a_real_file_is_read_as_in_this_process(shared_data, name):
    path = shared_data.find(name) or pytest.skip(f"no {name}")
    with path.open("rb") as file:
        assert list(read_in_process(file, name=path.name)) == list(read_file(path))


@pytest.mark.parametrize("key", writable_keys())
def test_each_format_is_read_through_the_process(key):
    file = io.BytesIO()
    list(write_records(iter([COMPLETE]), file, format=key) or [])
    file.seek(0)
    read = [item for item in read_in_process(file, name="example") if isinstance(item, Record)]
    assert [record.title for record in read] == ["Example"]


def test_problems_come_in_their_place():
    items = list(read_in_process(io.BytesIO(RIS), name="example.ris"))
    assert [type(item) for item in items if isinstance(item, Record)] == [Record, Record]
    assert any(isinstance(item, Problem) and item.file == "example.ris" for item in items)


def test_a_file_in_no_known_format_is_refused():
    with pytest.raises(InputError, match="not a file of references"):
        list(read_in_process(io.BytesIO(b"\x00\x01\x02"), name="example.bin"))


def test_a_table_of_notices_needs_its_header():
    with pytest.raises(InputError, match="expected the header of Retraction Watch"):
        list(read_in_process(io.BytesIO(b"a,b\n"), name="x.csv", kind=FileKind.NOTICES))


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ("hang", "took more than 1 s of processor time"),
        ("grow", "took more than 400 MB of memory"),
        ("die", "took more than 400 MB of memory"),
        ("fail", "met a fault of the program (KeyError: 'invented')"),
        ("wait", "did not come within 6 s"),
        ("write", "met a fault of the program (OSError: [Errno 27] File too large)"),
    ],
)
def test_over_a_limit_what_was_read_is_kept_and_one_problem_says_why(faulty, fault, said):
    # The clock runs on while other processes are busy, so only the silent one has little of it.
    limits = replace(SMALL, silent_seconds=6) if fault == "wait" else SMALL
    first, second, problem = faulty(fault, limits)
    assert (first.title, second.title) == ("Invented 1", "password None")
    assert said in problem.message
    assert (problem.position, problem.lost) == (3, True)


def test_the_process_gets_no_secret_of_the_site(faulty, monkeypatch):
    monkeypatch.setenv("PPRNET_SECRET_KEY", "example-only")
    assert faulty("fail")[1].title == "password None"


def test_a_reading_that_is_given_up_ends_its_process(monkeypatch):
    started = []
    start = subprocess.Popen
    monkeypatch.setattr(
        process.subprocess, "Popen", lambda *a, **k: started.append(start(*a, **k)) or started[0]
    )
    monkeypatch.setattr(process, "MODULE", "fakes.faulty_reader")
    items = read_in_process(io.BytesIO(b""), name="wait", limits=UPLOAD_LIMITS)
    next(items)
    items.close()
    assert started[0].returncode < 0


def test_a_process_that_cannot_be_started_says_what_to_do(monkeypatch):
    def full(*args, **options):
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(process.subprocess, "Popen", full)
    with pytest.raises(OutputError, match=r"could not be started .* more free memory"):
        list(read_in_process(io.BytesIO(RIS), name="example.ris"))


def test_the_child_ends_by_itself_when_nobody_reads():
    argument = msgspec.json.encode(Arguments("x", "references", PASTE_LIMITS)).decode()
    with subprocess.Popen(
        [sys.executable, "-m", "pprnet.limited_reading.child", argument],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=os.environ,
    ) as child:
        child.stdout.close()
        assert child.wait(60) != 0


@pytest.mark.parametrize("cut", [1, 4, 7, 1000])
def test_frames_are_complete_however_they_arrive(cut):
    sent = make_frame(FrameKind.FAULT, b"x" * 300) + make_frame(FrameKind.END)
    buffer = FrameBuffer()
    got = [frame for at in range(0, len(sent), cut) for frame in buffer.frames(sent[at : at + cut])]
    assert got == [(FrameKind.FAULT, b"x" * 300), (FrameKind.END, b"")]


@pytest.mark.parametrize("sent", [b"\x09\x00\x00\x00\x00", b"\x01\xff\xff\xff\xff"])
def test_what_is_no_frame_is_refused(sent):
    with pytest.raises(ValueError, match=r"frame|FrameKind"):
        list(FrameBuffer().frames(sent))


def test_only_records_problems_and_notices_are_decoded():
    with pytest.raises(ValueError, match="no item"):
        item_of(FrameKind.END, b"")
    with pytest.raises(msgspec.ValidationError):
        item_of(FrameKind.RECORD, msgspec.msgpack.encode({"title": 5, "source": []}))
    assert replace(COMPLETE) == COMPLETE
