"""Each step of a month at the desk: what it leaves, and what readers then find.

The state after each step is made once, through the same pages, from the state before it: the
tests stand in the order of the steps.
"""

from __future__ import annotations

import pytest
from django.test import TestCase
from draft_factories import make_editor
from lxml import etree

from functional.visitor import Visitor
from monthly_steps import QUESTION, TEXTS, draft, import_forty, publish, screen
from pprnet_site.catalogue.enums import WorkStatus
from pprnet_site.catalogue.models import Work
from pprnet_site.taxonomy.models import ResearchType

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def imported(made_once, tmp_path_factory):
    """Import forty works as an editor; return the desk."""
    folder = tmp_path_factory.mktemp("import")

    def steps():
        desk = Visitor(make_editor())
        with TestCase.captureOnCommitCallbacks(execute=True):
            import_forty(desk, folder)
        return desk

    return made_once(steps)


@pytest.fixture(scope="module")
def screened(made_once, imported):
    """Screen five works; return the desk."""
    made_once(lambda: screen(imported))
    return imported


@pytest.fixture(scope="module")
def address(made_once, screened):
    """Make a draft; return its address."""
    return made_once(lambda: draft(screened))


@pytest.fixture(scope="module")
def published(made_once, screened, address):
    """Publish the draft; return its work."""

    def step():
        publish(screened, address)
        return Work.objects.get(status=WorkStatus.PUBLISHED)

    return made_once(step)


@pytest.fixture
def reader():
    """Open the site as a reader."""
    return Visitor()


def count(status):
    return Work.objects.filter(status=status).count()


@pytest.mark.usefixtures("screened")
def test_each_decision_moves_one_work():
    assert count(WorkStatus.SCREENED_IN) == 2
    assert count(WorkStatus.SCREENED_OUT) == 2


def test_the_last_decision_can_be_undone(screened):
    screened.goes_to("/desk/").presses("Undo")
    assert count(WorkStatus.SCREENED_IN) == 2
    assert count(WorkStatus.SCREENED_OUT) == 1


@pytest.mark.usefixtures("address")
def test_one_action_makes_a_draft_with_its_citation():
    assert Work.objects.get(status=WorkStatus.DRAFTED).citation.text


def test_an_incomplete_draft_is_not_ready_and_keeps_what_was_typed(screened, address):
    screened.goes_to(address).presses("Save", **TEXTS)
    screened.goes_to(address)
    assert "Not ready" in screened.text
    assert QUESTION in screened.text


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
    for place in (*lists, "/search/?q=bottom+line"):
        assert QUESTION in reader.goes_to(place).text, place


def test_the_feed_has_the_summary_and_no_abstract(published, reader):
    content = reader.client.get("/feed.xml").content
    entries = etree.fromstring(content).iter(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == [QUESTION]
    assert published.abstract
    assert published.abstract[:80] not in content.decode()
