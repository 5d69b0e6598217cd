"""The Retraction Watch file is downloaded when it has changed, and never half used."""

from __future__ import annotations

import pytest
from lookup_cases import FAST_RETRIES, client_of

from fakes.fake_services import HTML, Fault
from fakes.invented_records import RETRACTION_WATCH_HEADER, retraction_watch_csv
from fakes.recorded_lookup import RecordedLookup
from pprnet.errors import OutputError, SourceDownError, SourceError, SourceResponseError
from pprnet.records import Problem
from pprnet.sources.lookup import fetch_retraction_watch
from pprnet.sources.notices import Notice
from pprnet.sources.services import RETRACTION_WATCH, Service

COMPLETE = retraction_watch_csv(
    {"Title": "Invented", "OriginalPaperDOI": "10.5555/A", "Notes": "one, two"}, filler=300
)


def fetched(fake, known="", **kwargs):
    """Return the notices and the version, or None where the file has not changed."""
    with (
        fake,
        client_of(fake) as client,
        fetch_retraction_watch(client, known=known, **kwargs) as file,
    ):
        return file and (list(file.notices()), file.version, file.rows)


def test_a_new_file_is_read():
    notices, version, rows = fetched(RecordedLookup(csv=COMPLETE))
    assert rows == len(notices) == 301
    assert all(isinstance(notice, Notice) for notice in notices)
    assert (notices[0].doi, notices[0].note) == ("10.5555/a", "one, two")
    assert version


def test_the_recorded_sample_is_read_as_from_a_file(shared_data):
    body = (shared_data / "retractions/retraction_watch_sample.csv").read_bytes()
    notices, _version, rows = fetched(RecordedLookup(csv=body))
    assert rows == 2_379
    assert sum(isinstance(each, Notice) for each in notices) > 2_300


def test_an_unchanged_file_is_not_downloaded_again():
    fake = RecordedLookup(csv=COMPLETE)
    _notices, version, _rows = fetched(fake)
    fake.csv = b"would be refused"
    assert fetched(fake, version) is None
    fake.csv, fake.etag = COMPLETE, 'W/"2"'
    assert fetched(fake, version) is not None


def test_a_server_that_does_not_compare_is_understood():
    class Forgetful(RecordedLookup):
        def file(self, headers):
            return super().file({})

    _notices, version, _rows = fetched(Forgetful(csv=COMPLETE))
    assert fetched(Forgetful(csv=COMPLETE), version) is None


@pytest.mark.parametrize("known", ["", "nonsense", "[]", '["a"]', "[1,2,3]", "null", '{"a": 1}'])
def test_any_text_may_be_given_as_the_known_version(known):
    assert fetched(RecordedLookup(csv=COMPLETE), known) is not None


IN_ROW = COMPLETE[: COMPLETE.rindex(b"10.5555/filler-299")]
IN_CELL = COMPLETE.removesuffix(b'"\r\n')
HALF = retraction_watch_csv(filler=100)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xff\xfe\x00",
        HTML,
        HTML * 1000,
        b"{}",
        RETRACTION_WATCH_HEADER.encode(),
        RETRACTION_WATCH_HEADER.encode() + b"\r\n",
        RETRACTION_WATCH_HEADER.encode()[:60] + b"\r\n",
        IN_ROW,
        IN_CELL,
        HALF,
    ],
    ids=[
        "empty",
        "bytes",
        "page",
        "long page",
        "json",
        "header",
        "header line",
        "half header",
        "cut in a row",
        "cut in a cell",
        "fewer rows than before",
    ],
)
def test_what_is_no_complete_file_is_an_error(body):
    _notices, version, _rows = fetched(RecordedLookup(csv=COMPLETE))
    fake = RecordedLookup(csv=body, etag='"new"')
    with pytest.raises(SourceResponseError, match="Retraction Watch"):
        fetched(fake, version)
    assert len(fake.asked) == FAST_RETRIES.attempts


@pytest.mark.parametrize("kind", ["429", "503", "cut", "malformed", "html", "empty", "slow"])
def test_a_fault_that_passes_is_not_noticed(kind):
    fake = RecordedLookup(
        csv=COMPLETE, faults=[Fault(kind, "gitlab.com", value="1" * (kind == "slow"))]
    )
    notices, _version, rows = fetched(fake)
    assert rows == len(notices) == 301
    assert len(fake.asked) == 2


@pytest.mark.parametrize("kind", ["404", "403", "503", "cut", "malformed", "html", "empty"])
def test_a_fault_that_lasts_is_an_error(kind, tmp_path):
    fake = RecordedLookup(csv=COMPLETE, faults=[Fault(kind, "gitlab.com", times=9)])
    with pytest.raises(SourceError, match="Retraction Watch"):
        fetched(fake, folder=tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_file_over_the_limit_is_refused_before_it_fills_the_disk():
    small = Service(RETRACTION_WATCH.key, RETRACTION_WATCH.label, RETRACTION_WATCH.url, 1, 20_000)
    with pytest.raises(SourceResponseError, match="over 0 MiB"):
        fetched(RecordedLookup(csv=COMPLETE), service=small)


def test_a_file_that_comes_too_slowly_is_given_up():
    """Each part is in time, and the whole would take for ever."""
    ticks = iter(range(0, 10**9, 700))
    fake = RecordedLookup(csv=COMPLETE)
    with fake, client_of(fake) as client:
        client._clock = lambda: next(ticks)
        file = fetch_retraction_watch(client, known="")
        with pytest.raises(SourceDownError, match="not complete"):
            file.__enter__()


def test_nothing_is_left_behind(tmp_path):
    assert fetched(RecordedLookup(csv=COMPLETE), folder=tmp_path) is not None
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_an_error_of_ours(tmp_path):
    with pytest.raises(OutputError, match="free some disk space"):
        fetched(RecordedLookup(csv=COMPLETE), folder=tmp_path / "missing")


def test_an_error_of_the_caller_is_left_as_it_is():
    fake = RecordedLookup(csv=COMPLETE)
    with (
        fake,
        client_of(fake) as client,
        pytest.raises(OSError, match="mine"),
        fetch_retraction_watch(client, known=""),
    ):
        raise OSError("mine")


def test_a_row_that_states_too_little_is_a_problem():
    notices, _version, _rows = fetched(
        RecordedLookup(csv=retraction_watch_csv({"RetractionNature": "Unknown"}, filler=2))
    )
    assert [isinstance(each, Problem) for each in notices] == [True, False, False]
