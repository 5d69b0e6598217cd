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

from fakes.fake_services import SINCE, UNTIL, FakeServices, Fault
from fakes.processes.harvest_child import SEARCHES
from fakes.service_records import ServiceRecords
from fakes.small_page_sources import FAST_RETRIES, small_page_sources
from pprnet.cli.harvest_command import harvest_into_folder, register
from pprnet.errors import ContactMissingError, HarvestFolderError, InputError, SourceDownError
from pprnet.formats import read_file
from pprnet.harvest import MemoryStore, PageSaved, SearchFailed, SearchFinished, run_searches
from pprnet.harvest.folder_store import FolderStore, lock_folder
from pprnet.records import Problem, Record
from pprnet.sources.http import HttpClient
from pprnet.vocab.searches import searches

TESTS = Path(__file__).parents[1]
SOURCES = ("pubmed", "europepmc", "openalex", "crossref")


@pytest.fixture(scope="session")
def service_records(shared_data):
    return ServiceRecords.of(shared_data)


@pytest.fixture
def services(service_records):
    with FakeServices(service_records) as fake:
        yield fake


@pytest.fixture
def http_client(services):
    with HttpClient(
        "test@example.org",
        transport=services.transport(),
        retry_policy=FAST_RETRIES,
        sleep=lambda _: None,
    ) as opened:
        yield opened


def files_in(folder):
    return {file.name: file.read_bytes() for file in sorted(folder.glob("*.records.jsonl"))}


def manifest_in(folder):
    return json.loads((folder / "manifest.json").read_bytes())


def start_harvest_process(port, out):
    path = os.pathsep.join((str(TESTS), os.environ.get("PYTHONPATH", "")))
    program = [sys.executable, "-m", "fakes.processes.harvest_child", str(port), str(out)]
    return subprocess.Popen(program, env=os.environ | {"PYTHONPATH": path})


def run_to_completion(port, out):
    assert start_harvest_process(port, out).wait(timeout=120) == 0


def kill_after(port, out, lines):
    """Start a harvest and kill it when its journal has some lines."""
    started = start_harvest_process(port, out)
    journal, deadline = out / "journal.jsonl", time.monotonic() + 60
    while time.monotonic() < deadline and started.poll() is None:
        if journal.exists() and journal.read_bytes().count(b"\n") >= lines:
            break
        time.sleep(0.005)
    started.kill()
    assert started.wait(timeout=10) != 0


def test_a_run_killed_twice_is_the_run_that_was_not(tmp_path, service_records):
    with FakeServices(service_records) as fake:
        run_to_completion(fake.port, tmp_path / "clean")
        without = len(fake.asked)
    out = tmp_path / "killed"
    with FakeServices(service_records, pause=0.01) as fake:
        for lines in (3, 20):
            kill_after(fake.port, out, lines)
        assert not manifest_in(out)["finished"]
        run_to_completion(fake.port, out)
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


def test_the_records_are_a_file_of_ours_and_complete(tmp_path, http_client, service_records):
    assert harvest_into_folder(small_page_sources(http_client), SEARCHES, SINCE, UNTIL, tmp_path)
    for source in SOURCES:
        found = list(read_file(tmp_path / f"{source}.records.jsonl"))
        assert not [item for item in found if isinstance(item, Problem)]
        assert len(found) == len(getattr(service_records, source))
    stated = manifest_in(tmp_path)
    assert stated["since"] == "2026-01-01"
    assert stated["until"] == "2026-01-28"
    assert sum(entry["records"] for entry in stated["searches"].values()) == sum(
        len(getattr(service_records, source)) for source in SOURCES
    )


def test_a_finished_folder_is_not_fetched_again(tmp_path, http_client, services):
    for _ in range(2):
        assert harvest_into_folder(
            small_page_sources(http_client), SEARCHES, SINCE, UNTIL, tmp_path
        )
        before, services.asked[:] = len(services.asked), []
    assert before == 0


def test_other_sources_continue_when_one_is_down(tmp_path, http_client, services, service_records):
    fault = Fault("503", "www.ebi.ac.uk", times=99, after=3)
    services.faults.append(fault)
    assert not harvest_into_folder(
        small_page_sources(http_client), SEARCHES, SINCE, UNTIL, tmp_path
    )
    stated = {entry["source"]: entry for entry in manifest_in(tmp_path)["searches"].values()}
    assert [entry["finished"] for entry in stated.values()] == [True, False, True, True]
    assert "503 Service Unavailable" in stated["europepmc"]["error"]
    assert stated["europepmc"]["records"] == 30
    fault.times = 0
    assert harvest_into_folder(small_page_sources(http_client), SEARCHES, SINCE, UNTIL, tmp_path)
    found = list(read_file(tmp_path / "europepmc.records.jsonl"))
    assert (
        len({record.source_id for record in found}) == len(found) == len(service_records.europepmc)
    )


def test_a_source_that_is_down_is_left_for_this_run(http_client, services):
    services.faults.append(Fault("503", "pubmed", times=99))
    services.faults.append(Fault("503", "eutils", times=99))
    twice = (SEARCHES[0], type(SEARCHES[0])("pubmed", "other", "Another", "x"), *SEARCHES[1:])
    events = list(
        run_searches(small_page_sources(http_client), twice, SINCE, UNTIL, store=MemoryStore())
    )
    failed = [event for event in events if isinstance(event, SearchFailed)]
    assert [event.task.search.key for event in failed] == ["query"]
    assert isinstance(failed[0].error, SourceDownError)
    assert sum(isinstance(event, SearchFinished) for event in events) == 3


def test_events_match_stored_records(http_client):
    store = MemoryStore()
    events = list(
        run_searches(small_page_sources(http_client), SEARCHES, SINCE, UNTIL, store=store)
    )
    told = [record for event in events if isinstance(event, PageSaved) for record in event.records]
    assert told == store.records
    assert all(isinstance(record, Record) for record in told)


@pytest.mark.parametrize("torn", [b'{"task": "half a l', b"x" * 5000, b"{"])
def test_an_incomplete_last_page_is_discarded(tmp_path, http_client, service_records, torn):
    assert harvest_into_folder(
        small_page_sources(http_client)[:1], SEARCHES, SINCE, UNTIL, tmp_path
    )
    whole = files_in(tmp_path)
    for name in ("journal.jsonl", "pubmed.records.jsonl"):
        with (tmp_path / name).open("ab") as file:
            file.write(torn)
    FolderStore(tmp_path)
    assert files_in(tmp_path) == whole


def test_an_invalid_journal_file_is_refused(tmp_path):
    (tmp_path / "journal.jsonl").write_text("Dear diary\n")
    with pytest.raises(HarvestFolderError, match=r"line 1: expected a line of JSON"):
        FolderStore(tmp_path)


def test_removed_records_are_detected(tmp_path, http_client):
    assert harvest_into_folder(
        small_page_sources(http_client)[:1], SEARCHES, SINCE, UNTIL, tmp_path
    )
    (tmp_path / "pubmed.records.jsonl").unlink()
    with pytest.raises(HarvestFolderError, match="got 0; restore the file"):
        FolderStore(tmp_path)


def test_another_period_needs_another_folder(tmp_path, http_client):
    assert harvest_into_folder(
        small_page_sources(http_client)[:1], SEARCHES, SINCE, UNTIL, tmp_path
    )
    with pytest.raises(HarvestFolderError, match="choose another folder"):
        harvest_into_folder(small_page_sources(http_client)[:1], SEARCHES, UNTIL, None, tmp_path)
    with pytest.raises(InputError, match="swap them"):
        harvest_into_folder(
            small_page_sources(http_client)[:1], SEARCHES, UNTIL, SINCE, tmp_path / "new"
        )


def test_two_runs_at_once_do_not_share_a_folder(tmp_path, http_client):
    with lock_folder(tmp_path), pytest.raises(HarvestFolderError, match="another run is writing"):
        harvest_into_folder(small_page_sources(http_client), SEARCHES, SINCE, UNTIL, tmp_path)
    assert harvest_into_folder(
        small_page_sources(http_client)[:1], SEARCHES, SINCE, UNTIL, tmp_path
    )


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


def test_the_command_uses_the_http_client(tmp_path, services, monkeypatch, service_records):
    monkeypatch.setattr("pprnet.sources.http.httpx.HTTPTransport", services.transport)
    words = ("--since", SINCE, "--until", UNTIL, "--source", "openalex", "--query", "grief")
    result = command(
        *words, "--out", tmp_path / "out", "--cache", tmp_path, "--contact", "test@example.org"
    )
    assert result.exit_code == 0, result.exception
    found = list(read_file(tmp_path / "out" / "openalex.records.jsonl"))
    assert len(found) == len(service_records.openalex)
    assert f"OpenAlex, Your query: {len(found)} records" in result.stderr


def test_the_command_shows_a_refusal_and_fails(tmp_path, services, monkeypatch):
    services.faults.append(Fault("400", "openalex", times=9, after=0))
    monkeypatch.setattr("pprnet.sources.http.httpx.HTTPTransport", services.transport)
    words = ("--since", SINCE, "--until", UNTIL, "--source", "openalex", "--query", "grief")
    result = command(
        *words, "--out", tmp_path / "out", "--cache", tmp_path, "--contact", "test@example.org"
    )
    assert result.exit_code == 1
    assert "OpenAlex, Your query: 0 records" in result.stderr
    assert "got 400 Bad Request (Sorry, too busy); correct the search" in result.stderr
    assert not manifest_in(tmp_path / "out")["finished"]


def test_the_shipped_searches_run_as_they_are(http_client, services):
    """The stand-in finds the dates where the real services look for them."""
    store = MemoryStore()
    events = list(
        run_searches(
            small_page_sources(http_client, size=100), searches(), SINCE, UNTIL, store=store
        )
    )
    finished = [event.task.search for event in events if isinstance(event, SearchFinished)]
    assert finished == list(searches())
    assert max(len(str(fields)) for _, _, fields in services.asked) < 2500
