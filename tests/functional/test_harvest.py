"""An editor fetches a month, is cut off in the middle, and runs it again."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from fakes.harvest_child import SEARCHES
from fakes.holdings import Holdings
from fakes.literature import SINCE, UNTIL, Fault, Literature
from fakes.sources import HURRIED, some_sources
from pprnet.cli.harvest import into_folder, register
from pprnet.errors import ContactMissingError, HarvestFolderError, InputError, SourceDownError
from pprnet.formats import read_file
from pprnet.harvest import MemoryStore, PageKept, SearchFailed, SearchFinished, harvest
from pprnet.harvest.folder import FolderStore, only_run
from pprnet.records import Problem, Record
from pprnet.sources.http import Door
from pprnet.vocab.searches import searches

TESTS = Path(__file__).parents[1]
SOURCES = ("pubmed", "europepmc", "openalex", "crossref")


@pytest.fixture(scope="session")
def holdings(shared_data):
    return Holdings.of(shared_data)


@pytest.fixture
def literature(holdings):
    with Literature(holdings) as fake:
        yield fake


@pytest.fixture
def door(literature):
    with Door(
        "test@example.org",
        transport=literature.transport(),
        patience=HURRIED,
        sleep=lambda _: None,
    ) as opened:
        yield opened


def files_in(folder):
    return {file.name: file.read_bytes() for file in sorted(folder.glob("*.records.jsonl"))}


def manifest_in(folder):
    return json.loads((folder / "manifest.json").read_bytes())


def child(port, out):
    path = os.pathsep.join((str(TESTS), os.environ.get("PYTHONPATH", "")))
    program = [sys.executable, "-m", "fakes.harvest_child", str(port), str(out)]
    return subprocess.Popen(program, env=os.environ | {"PYTHONPATH": path})


def run_whole(port, out):
    assert child(port, out).wait(timeout=120) == 0


def kill_after(port, out, lines):
    """Start a harvest and kill it when its journal has some lines."""
    started = child(port, out)
    journal, deadline = out / "journal.jsonl", time.monotonic() + 60
    while time.monotonic() < deadline and started.poll() is None:
        if journal.exists() and journal.read_bytes().count(b"\n") >= lines:
            break
        time.sleep(0.005)
    started.kill()
    assert started.wait(timeout=10) != 0


def test_a_run_killed_twice_is_the_run_that_was_not(tmp_path, holdings):
    with Literature(holdings) as fake:
        run_whole(fake.port, tmp_path / "clean")
        without = len(fake.asked)
    out = tmp_path / "killed"
    with Literature(holdings, pause=0.01) as fake:
        for lines in (3, 20):
            kill_after(fake.port, out, lines)
        assert not manifest_in(out)["finished"]
        run_whole(fake.port, out)
        fetched = fake.questions()
    assert files_in(out) == files_in(tmp_path / "clean")
    assert manifest_in(out) == manifest_in(tmp_path / "clean")
    assert manifest_in(out)["finished"]
    again = [
        question
        for question, times in fetched.items()
        if times > 1 and "esearch" not in question[1]
    ]
    assert len(again) <= 2, "at most the page in flight of each run that was killed"
    assert max(fetched.values()) <= 3
    # Each going on may search PubMed anew and ask whether its history is still there.
    assert len(fake.asked) <= without + 2 * 3


def test_the_records_are_a_file_of_ours_and_complete(tmp_path, door, holdings):
    assert into_folder(some_sources(door), SEARCHES, SINCE, UNTIL, tmp_path)
    for source in SOURCES:
        found = list(read_file(tmp_path / f"{source}.records.jsonl"))
        assert not [item for item in found if isinstance(item, Problem)]
        assert len(found) == len(getattr(holdings, source))
    stated = manifest_in(tmp_path)
    assert stated["since"] == "2026-01-01"
    assert stated["until"] == "2026-01-28"
    assert sum(entry["records"] for entry in stated["searches"].values()) == sum(
        len(getattr(holdings, source)) for source in SOURCES
    )


def test_a_finished_folder_is_not_fetched_again(tmp_path, door, literature):
    for _ in range(2):
        assert into_folder(some_sources(door), SEARCHES, SINCE, UNTIL, tmp_path)
        before, literature.asked[:] = len(literature.asked), []
    assert before == 0


def test_one_source_down_and_the_others_go_on(tmp_path, door, literature, holdings):
    fault = Fault("503", "www.ebi.ac.uk", times=99, after=3)
    literature.faults.append(fault)
    assert not into_folder(some_sources(door), SEARCHES, SINCE, UNTIL, tmp_path)
    stated = {entry["source"]: entry for entry in manifest_in(tmp_path)["searches"].values()}
    assert [entry["finished"] for entry in stated.values()] == [True, False, True, True]
    assert "503 Service Unavailable" in stated["europepmc"]["error"]
    assert stated["europepmc"]["records"] == 30
    fault.times = 0
    assert into_folder(some_sources(door), SEARCHES, SINCE, UNTIL, tmp_path)
    found = list(read_file(tmp_path / "europepmc.records.jsonl"))
    assert len({record.source_id for record in found}) == len(found) == len(holdings.europepmc)


def test_a_source_that_is_down_is_left_for_this_run(door, literature):
    literature.faults.append(Fault("503", "pubmed", times=99))
    literature.faults.append(Fault("503", "eutils", times=99))
    twice = (SEARCHES[0], type(SEARCHES[0])("pubmed", "other", "Another", "x"), *SEARCHES[1:])
    events = list(harvest(some_sources(door), twice, SINCE, UNTIL, store=MemoryStore()))
    failed = [event for event in events if isinstance(event, SearchFailed)]
    assert [event.task.search.key for event in failed] == ["query"]
    assert isinstance(failed[0].error, SourceDownError)
    assert sum(isinstance(event, SearchFinished) for event in events) == 3


def test_what_is_told_is_what_is_kept(door):
    store = MemoryStore()
    events = list(harvest(some_sources(door), SEARCHES, SINCE, UNTIL, store=store))
    told = [record for event in events if isinstance(event, PageKept) for record in event.records]
    assert told == store.records
    assert all(isinstance(record, Record) for record in told)


@pytest.mark.parametrize("torn", [b'{"task": "half a l', b"x" * 5000, b"{"])
def test_half_a_page_at_the_end_is_cut_off(tmp_path, door, holdings, torn):
    assert into_folder(some_sources(door)[:1], SEARCHES, SINCE, UNTIL, tmp_path)
    whole = files_in(tmp_path)
    for name in ("journal.jsonl", "pubmed.records.jsonl"):
        with (tmp_path / name).open("ab") as file:
            file.write(torn)
    FolderStore(tmp_path)
    assert files_in(tmp_path) == whole


def test_a_journal_that_is_none_is_refused(tmp_path):
    (tmp_path / "journal.jsonl").write_text("Dear diary\n")
    with pytest.raises(HarvestFolderError, match=r"line 1: expected a line of JSON"):
        FolderStore(tmp_path)


def test_records_that_were_taken_away_are_missed(tmp_path, door):
    assert into_folder(some_sources(door)[:1], SEARCHES, SINCE, UNTIL, tmp_path)
    (tmp_path / "pubmed.records.jsonl").unlink()
    with pytest.raises(HarvestFolderError, match="got 0; restore the file"):
        FolderStore(tmp_path)


def test_another_period_needs_another_folder(tmp_path, door):
    assert into_folder(some_sources(door)[:1], SEARCHES, SINCE, UNTIL, tmp_path)
    with pytest.raises(HarvestFolderError, match="choose another folder"):
        into_folder(some_sources(door)[:1], SEARCHES, UNTIL, None, tmp_path)
    with pytest.raises(InputError, match="exchange them"):
        into_folder(some_sources(door)[:1], SEARCHES, UNTIL, SINCE, tmp_path / "new")


def test_two_runs_at_once_do_not_share_a_folder(tmp_path, door):
    with only_run(tmp_path), pytest.raises(HarvestFolderError, match="another run is writing"):
        into_folder(some_sources(door), SEARCHES, SINCE, UNTIL, tmp_path)
    assert into_folder(some_sources(door)[:1], SEARCHES, SINCE, UNTIL, tmp_path)


def command(*words, **env):
    app = typer.Typer()
    app.callback()(lambda: None)
    register(app)
    given = ["harvest", *map(str, words)]
    return CliRunner(env={"PPRNET_CONTACT": "", **env}).invoke(app, given)


def test_without_a_contact_nothing_is_asked_and_nothing_written(tmp_path):
    out = tmp_path / "out"
    result = command("--since", "2026-01-01", "--out", out)
    assert isinstance(result.exception, ContactMissingError)
    assert "PPRNET_CONTACT" in str(result.exception)
    assert "--contact" in str(result.exception)
    assert not out.exists()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("--since", "yesterday"), "--since: expected a day such as 2026-01-31, got 'yesterday'"),
        (("--since", "2026-01-01", "--source", "scopus"), "--source: expected one of pubmed"),
        (("--since", "2026-01-01", "--query", "grief"), "--query: expected one --source"),
        (("--since", "2026-01-01", "--contact", "nobody"), "expected an e-mail address"),
    ],
)
def test_a_wrong_option_says_what_is_right(tmp_path, words, expected):
    result = command(*words, "--out", tmp_path / "out")
    assert expected in str(result.exception)


def test_the_command_asks_through_the_door(tmp_path, literature, monkeypatch, holdings):
    monkeypatch.setattr("pprnet.sources.http.httpx.HTTPTransport", literature.transport)
    words = ("--since", SINCE, "--until", UNTIL, "--source", "openalex", "--query", "grief")
    result = command(
        *words, "--out", tmp_path / "out", "--cache", tmp_path, "--contact", "test@example.org"
    )
    assert result.exit_code == 0, result.exception
    found = list(read_file(tmp_path / "out" / "openalex.records.jsonl"))
    assert len(found) == len(holdings.openalex)
    assert f"OpenAlex, Your query: {len(found)} records" in result.stderr


def test_the_command_shows_a_refusal_and_fails(tmp_path, literature, monkeypatch):
    literature.faults.append(Fault("400", "openalex", times=9, after=0))
    monkeypatch.setattr("pprnet.sources.http.httpx.HTTPTransport", literature.transport)
    words = ("--since", SINCE, "--until", UNTIL, "--source", "openalex", "--query", "grief")
    result = command(
        *words, "--out", tmp_path / "out", "--cache", tmp_path, "--contact", "test@example.org"
    )
    assert result.exit_code == 1
    assert "OpenAlex, Your query: 0 records" in result.stderr
    assert "got 400 Bad Request (Sorry, too busy); correct the search" in result.stderr
    assert not manifest_in(tmp_path / "out")["finished"]


def test_the_shipped_searches_run_as_they_are(door, literature):
    """The stand-in finds the dates where the real services look for them."""
    store = MemoryStore()
    events = list(harvest(some_sources(door, size=100), searches(), SINCE, UNTIL, store=store))
    finished = [event.task.search for event in events if isinstance(event, SearchFinished)]
    assert finished == list(searches())
    assert max(len(str(fields)) for _, _, fields in literature.asked) < 2500
