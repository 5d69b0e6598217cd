"""Properties of the sources: no record lost or doubled, and only errors of ours."""

from __future__ import annotations

import io
import json
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pprnet.errors import SourceError, SourceResponseError, UnknownFormatError
from pprnet.harvest import MemoryStore, SearchFailed, run_searches
from pprnet.harvest.events import Task, TaskProgress
from pprnet.harvest.folder_store import FolderStore
from pprnet.records import Problem, Record
from pprnet.sources import Notice, notices_of_crossref, open_copy_of, read_retraction_watch
from pprnet.sources.clients import crossref, europepmc, openalex
from pprnet.sources.clients.entrez import parse_efetch, parse_esearch
from pprnet.sources.clients.paging import PagedSearch, RawPage, paging_position
from pprnet.sources.clients.pubmed import pubmed_position as pubmed_place
from pprnet.sources.request_timing import retry_after
from pprnet.sources.retraction_watch import retraction_date, retraction_reasons
from pprnet.sources.source import Page
from pprnet.vocab.searches import Search

NOW = datetime(2026, 1, 31, tzinfo=UTC)
SINCE, UNTIL = date(2026, 1, 1), date(2026, 1, 31)
property_settings = settings(max_examples=80, deadline=None)

plain = st.none() | st.booleans() | st.integers() | st.text(max_size=8)
anything = st.recursive(
    plain,
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(
        st.sampled_from(
            ("status", "message", "items", "total-results", "next-cursor", "hitCount", "results",
             "meta", "count", "resultList", "result", "update-to", "updated-by", "DOI", "type",
             "updated", "date-parts", "title", "best_oa_location", "fullTextUrlList")
        ),
        inner,
        max_size=5,
    ),
    max_leaves=20,
)  # fmt: skip
READERS = {
    "europepmc": lambda body: europepmc.europepmc_page(body, "*"),
    "openalex": openalex.openalex_page,
    "crossref": crossref.crossref_page,
    "esearch": parse_esearch,
    "efetch": parse_efetch,
}


@pytest.mark.parametrize("name", READERS)
@property_settings
@given(data=st.data())
def test_any_response_is_read_or_is_a_response_error(name, data):
    body = data.draw(st.binary(max_size=200) | anything.map(lambda v: json.dumps(v).encode()))
    with suppress(SourceResponseError):
        READERS[name](body)


@property_settings
@given(anything)
def test_any_object_gives_notices_and_copies_without_error(stated):
    if isinstance(stated, dict):
        assert all(isinstance(notice, Notice) for notice in notices_of_crossref(stated))
        assert isinstance(open_copy_of(stated), str)


@property_settings
@given(st.binary(max_size=300) | st.text(max_size=100).map(str.encode))
def test_any_bytes_are_retraction_watch_or_are_not(data):
    header = b"OriginalPaperDOI,RetractionNature,Reason,RetractionDate\n"
    for given_bytes in (data, header + data):
        try:
            found = list(read_retraction_watch(io.BytesIO(given_bytes), name="x.csv"))
        except UnknownFormatError:
            continue
        assert all(isinstance(item, Notice | Problem) for item in found)


@property_settings
@given(st.text(max_size=40))
def test_any_text_is_accepted_in_a_field_or_a_header(text):
    wait = retry_after({"retry-after": text}, now=NOW)
    assert wait is None or wait >= 0
    assert retraction_date(text) is None or retraction_date(text).year > 0
    assert all(retraction_reasons(text))


@property_settings
@given(st.none() | st.text(max_size=40) | anything.map(json.dumps))
def test_any_cursor_is_a_position_or_the_start(cursor):
    assert paging_position(cursor).got >= 0
    position = pubmed_place(cursor, SINCE, UNTIL)
    assert SINCE <= position.since <= position.until <= UNTIL


def search_through(records, size, constant):
    """Make a search over numbers, whose marks move on or stay the same."""
    state = {"at": 0}

    def fetch(mark, _fresh):
        if constant:
            start = 0 if mark == "*" else state["at"]
            state["at"] = start + size
        else:
            start = 0 if mark == "*" else int(mark)
        some = records[start : start + size]
        after = "same" if constant else str(start + size) if start + size < len(records) else ""
        return RawPage([{"n": n} for n in some], after, len(records))

    return PagedSearch(
        "Example", size, fetch, lambda item: Record(source_id=str(item["n"])),
        lambda mark: constant and mark == "same",
    )  # fmt: skip


@property_settings
@given(
    total=st.integers(0, 40),
    size=st.integers(1, 12),
    constant=st.booleans(),
    stops=st.lists(st.integers(1, 6), max_size=4),
)
def test_however_often_paging_is_stopped_each_record_comes_once(total, size, constant, stops):
    search, cursor, found = search_through(list(range(total)), size, constant), None, []
    for stop in [*stops, 1000]:
        pages = search.pages(cursor)
        for _, page in zip(range(stop), pages, strict=False):
            found += page.records
            cursor = page.cursor
            if cursor is None:
                break
        if cursor is None:
            break
    assert [record.source_id for record in found] == [str(n) for n in range(total)]


class Flaky:
    """A source of numbered records that fails on given questions."""

    key = label = "flaky"

    def __init__(self, total, size, failing):
        self.total, self.size, self.failing, self.asked = total, size, failing, []

    def count(self, query, since, until):
        return self.total

    def pages(self, query, since, until, cursor=None):
        start = int(cursor or 0)
        while True:
            if len(self.asked) in self.failing:
                self.asked.append(None)
                raise SourceError("flaky: not now")
            self.asked.append(start)
            end = min(start + self.size, self.total)
            records = tuple(Record(source_id=str(n), title=f"T{n}") for n in range(start, end))
            yield Page(records, None if end >= self.total else str(end), self.total)
            if end >= self.total:
                return
            start = end


@property_settings
@given(
    total=st.integers(0, 30),
    size=st.integers(1, 7),
    failing=st.sets(st.integers(0, 12), max_size=6),
)
def test_however_a_source_fails_no_page_is_fetched_twice(total, size, failing):
    source, store = Flaky(total, size, failing), MemoryStore()
    searches = (Search("flaky", "a", "A", "x"),)
    for _ in range(20):
        events = list(run_searches([source], searches, SINCE, UNTIL, store=store))
        if not any(isinstance(event, SearchFailed) for event in events):
            break
    assert [record.source_id for record in store.records] == [str(n) for n in range(total)]
    answered = [start for start in source.asked if start is not None]
    assert len(set(answered)) == len(answered)


@settings(max_examples=40, deadline=None)
@given(cuts=st.lists(st.tuples(st.integers(0, 400), st.integers(0, 400)), min_size=1, max_size=4))
def test_wherever_writing_stops_the_folder_holds_complete_pages(tmp_path_factory, cuts):
    """Cut the journal and the records anywhere; what is left is a number of whole pages."""
    folder = tmp_path_factory.mktemp("folder")
    task = Task(Search("flaky", "a", "A", "x"), SINCE, UNTIL)
    for journal_cut, records_added in cuts:
        source = Flaky(9, 2, set())
        store = FolderStore(folder)
        list(run_searches([source], (task.search,), SINCE, UNTIL, store=store))
        journal = folder / "journal.jsonl"
        kept = journal.read_bytes()
        journal.write_bytes(kept[: max(0, len(kept) - journal_cut)])
        with (folder / "flaky.records.jsonl").open("ab") as file:
            file.write(b"x" * records_added)
        reopened = FolderStore(folder)
        lines = (folder / "flaky.records.jsonl").read_bytes().splitlines()
        assert len(lines) == reopened.progress(task).records
        assert all(json.loads(line)["title"] == f"T{n}" for n, line in enumerate(lines))


@property_settings
@given(st.integers(0, 400), st.integers(0, 400), st.text(max_size=20))
def test_a_task_is_named_the_same_only_if_it_is_the_same(first, second, query):
    search = Search("s", "k", "L", query)
    one = Task(search, SINCE + timedelta(days=first), SINCE + timedelta(days=800))
    two = Task(search, SINCE + timedelta(days=second), SINCE + timedelta(days=800))
    assert (one.key == two.key) == (first == second)
    assert MemoryStore().progress(one) == TaskProgress()
