"""The main job, step by step, as an editor and a reader would do it without JavaScript.

Each test starts from the state that the step before it left, and gets there through the same pages.
"""

from __future__ import annotations

import gzip
import json
from importlib.resources import files
from pathlib import Path

import pytest
from lxml import etree

from fakes.example_texts import IMPLICATIONS, SUMMARY
from functional.visitor import Visitor
from pprnet_site.catalogue.enums import WorkStatus
from pprnet_site.catalogue.models import ImportRun, Work
from pprnet_site.taxonomy.models import ResearchType, Topic

pytestmark = [pytest.mark.django_db(transaction=True, serialized_rollback=True), pytest.mark.slow]

LIBRARY = Path(str(files("pprnet_site.sample") / "Oud_2018.works.jsonl.gz"))
QUESTION = "Example: what does this sample show?"
TEXTS = {
    "title": QUESTION,
    "teaser_clause": "an example of a draft",
    "bottom_line": "Example: the bottom line.",
    "in_practice": "Example: try it out.",
    "summary": SUMMARY,
    "limits": "Example: all of them.",
    "for_whom": "Example: for testers.",
}
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def desk(editor):
    """Open the desk as an editor."""
    return Visitor(editor)


@pytest.fixture
def imported(desk, tmp_path):
    """Import a month's literature: forty works of the sample, all with an abstract."""
    lines = gzip.decompress(LIBRARY.read_bytes()).splitlines(keepends=True)
    path = tmp_path / "forty.jsonl"
    kept = [line for line in lines if json.loads(line)["abstract_inverted_index"]]
    path.write_bytes(b"".join(kept[:40]))
    return desk.goes_to("/desk/imports/").presses("Import", file=path)


@pytest.fixture
def screened(imported):
    """Include two works and exclude two; postpone one."""
    imported.goes_to("/desk/")
    for verdict in ("Include", "Exclude", "Postpone", "Include", "Exclude"):
        imported.presses(verdict)
    return imported


@pytest.fixture
def drafted(screened):
    """Make a draft from the first included work, and show it."""
    return screened.goes_to("/desk/shortlist/").presses("Make the draft", month="2026-10")


def choices():
    """Return the implications, topic and type of research of the summary, as the form has them."""
    topic, kind = Topic.objects.get(key="alliance"), ResearchType.objects.first()
    return {
        "implications": IMPLICATIONS,
        "topics": [str(topic.pk)],
        "research_types": [str(kind.pk)],
    }


@pytest.fixture
def published(drafted):
    """Complete the draft and publish it with its month."""
    address = drafted.address
    drafted.presses("Save", **TEXTS)
    drafted.goes_to(address).presses("Save", **choices())
    drafted.goes_to(address).presses("Publish")
    return Work.objects.get(status=WorkStatus.PUBLISHED)


@pytest.fixture
def reader():
    """Open the site as a reader."""
    return Visitor()


def count(status):
    return Work.objects.filter(status=status).count()


def test_a_file_of_the_library_is_imported_in_the_browser(desk):
    desk.goes_to("/desk/imports/").presses("Import", file=LIBRARY)
    run = ImportRun.objects.get()
    assert (run.status, run.read, run.added + run.merged + run.known) == ("done", 952, 952)


@pytest.mark.usefixtures("screened")
def test_each_decision_moves_one_work():
    assert count(WorkStatus.SCREENED_IN) == 2
    assert count(WorkStatus.SCREENED_OUT) == 2


def test_the_last_decision_can_be_undone(screened):
    screened.presses("Undo")
    assert count(WorkStatus.SCREENED_IN) == 2
    assert count(WorkStatus.SCREENED_OUT) == 1


@pytest.mark.usefixtures("drafted")
def test_one_action_makes_a_draft_with_its_citation():
    assert Work.objects.get(status=WorkStatus.DRAFTED).citation.text


def test_an_incomplete_draft_is_not_ready_and_keeps_what_was_typed(drafted):
    address = drafted.address
    drafted.goes_to(address).presses("Save", **TEXTS)
    drafted.goes_to(address)
    assert "Not ready" in drafted.text
    assert QUESTION in drafted.text


def test_a_complete_draft_is_published_with_its_work(published):
    assert published.status == WorkStatus.PUBLISHED
    assert published.citation.text


def test_a_reader_opens_the_summary_from_the_home_page(published, reader):
    reader.goes_to("/")
    assert "This month… an example of a draft." in reader.text
    reader.follows(QUESTION)
    assert "Example: the bottom line." in reader.text
    assert published.doi in reader.text


@pytest.mark.usefixtures("published")
def test_a_reader_finds_the_summary_by_month_topic_type_and_search(reader):
    kind = ResearchType.objects.first().key
    lists = ("/archive/", "/topics/alliance/", f"/types/{kind}/", "/2026-10/")
    for address in (*lists, "/search/?q=bottom+line"):
        assert QUESTION in reader.goes_to(address).text, address


def test_the_feed_has_the_summary_and_no_abstract(published, reader):
    content = reader.client.get("/feed.xml").content
    entries = etree.fromstring(content).iter(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == [QUESTION]
    assert published.abstract
    assert published.abstract[:80] not in content.decode()
