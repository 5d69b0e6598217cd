"""Every surface that states a notice says whether it holds: a table of decisions over surfaces."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import defaultdict
from collections.abc import Iterator

import pytest
from digest_factories import make_issue, make_summary, make_work
from draft_factories import make_editor
from lxml import etree
from lxml import html as lxml_html
from notice_factories import report

from pprnet.records import PartialDate
from pprnet.sources import NoticeKind
from pprnet_site.catalogue.actions import confirm_event, dispute_event, reassign_event
from pprnet_site.digest.models import SummaryPage
from pprnet_site.digest.queries import summary_rows
from pprnet_site.digest.queries.published import public_summaries
from pprnet_site.digest.syndication.surfaces import SURFACES

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
DAY = PartialDate(2024, 8, 30)
NAMED = re.compile(r"retracted|concern about|expression of concern", re.IGNORECASE)
"""A word of the notice; no text of the summary has it."""
KINDS = (NoticeKind.RETRACTION, NoticeKind.REPLACEMENT, NoticeKind.CONCERN)
STANDING = {
    "reported": re.compile("The editor is looking into it"),
    "confirmed": re.compile("Sample text of the editor"),
    "disputed": re.compile(r"\(disputed\)|The editor disputes the notice"),
    "superseded": re.compile(r"\(no longer in force\)|A later notice replaced or lifted"),
}
"""What says how a notice stands."""
WARNED = ("reported", "confirmed")
"""How a notice stands of which readers are warned; of the others, each statement says so."""
EVERY_STATEMENT = {
    *("page", "corrections", "notice"),
    *("feed", "topic-feeds", "type-feeds", "corrections-feed"),
}
"""The surfaces that state every notice; the others state only what readers are warned of."""


def publish_one() -> int:
    """Publish a summary of 2023, so that each notice of 2024 is news to its readers."""
    found = make_summary(make_issue(dt.date(2023, 2, 1)), works=[make_work(2)])
    day = dt.datetime(2023, 2, 1, tzinfo=dt.UTC)
    SummaryPage.objects.filter(pk=found.pk).update(first_published_at=day)
    return found.pk


@pytest.fixture(scope="module")
def published(made_once) -> int:
    return made_once(publish_one)


@pytest.fixture
def page(published):
    return SummaryPage.objects.get(pk=published)


def bring_to(state, page, kind):
    """Report a notice about the study of a summary, and bring it to a state."""
    work = page.sources.get().work
    event = report(work, kind, date=DAY)
    if state == "confirmed":
        confirm_event(event=event, text="Sample text of the editor.", by=make_editor())
    if state == "disputed":
        dispute_event(event=event, reason="Sample text of a reason.", by=make_editor())
    if state == "superseded":
        report(work, NoticeKind.REINSTATEMENT, date=PartialDate(2025, 1, 1))
    return event


def surfaces_of(page):
    row = summary_rows(public_summaries().filter(pk=page.pk))[0]
    return [(each.key, address) for each in SURFACES for address in each.addresses(row)]


def statements(client, address) -> Iterator[str]:
    """Yield each text of an address that is read by itself and names the notice."""
    response = client.get(address)
    assert response.status_code == 200, address
    if "html" in response["Content-Type"]:
        texts = texts_of_page(lxml_html.fromstring(response.content))
    elif "atom" in response["Content-Type"]:
        texts = texts_of_feed(etree.fromstring(response.content))
    else:
        texts = iter(response.text.splitlines())
    yield from (text for text in texts if NAMED.search(text) and "Every correction" not in text)


def texts_of_page(tree) -> Iterator[str]:
    """Yield the title, each heading, notice and list item, the history and structured data."""
    yield from tree.xpath("//title/text() | //meta/@content")
    for script in tree.xpath('//script[@type="application/ld+json"]'):
        data = json.loads(script.text)
        yield from (data["headline"], data.get("description", ""))
        for each in data.get("correction", ()):
            yield from (each["name"], each["text"])
    for part in tree.xpath('//section[@aria-labelledby="history"] | //ol[@class="history"]'):
        yield part.text_content()
        part.drop_tree()
    for part in tree.xpath("//main//h1 | //main//h2 | //main//p | //main//li | //main//dd"):
        yield " ".join(part.text_content().split())


def texts_of_feed(tree) -> Iterator[str]:
    """Yield the title, the summary and each paragraph of the content of every entry."""
    for entry in tree.iter(f"{ATOM}entry"):
        yield entry.find(f"{ATOM}title").text
        yield entry.find(f"{ATOM}summary").text
        content = lxml_html.fromstring(f"<div>{entry.find(f'{ATOM}content').text}</div>")
        yield from (part.text_content() for part in content.xpath(".//p"))


# The table


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("state", STANDING)
def test_each_surface_says_whether_a_notice_holds(client, page, kind, state):
    bring_to(state, page, kind)
    found = defaultdict(list)
    for surface, address in surfaces_of(page):
        found[surface] += statements(client, address)
    silent = {
        surface
        for surface, texts in found.items()
        if not (any if state in WARNED else all)(map(STANDING[state].search, texts))
    }
    assert not silent & EVERY_STATEMENT
    stated = {surface for surface, texts in found.items() if texts}
    assert stated >= EVERY_STATEMENT
    assert (stated > EVERY_STATEMENT) == (state in WARNED)


@pytest.mark.parametrize(
    ("state", "title", "summary"),
    [
        ("reported", "Retracted", "The study is reported as retracted. The editor is looking into"),
        ("confirmed", "Retracted", "The study has been retracted. Sample text of the editor."),
        (
            "disputed",
            "Retracted (disputed)",
            "The study is reported as retracted. The editor disputes the notice. Sample text of a",
        ),
        (
            "superseded",
            "Retracted (no longer in force)",
            "The study is reported as retracted. A later notice replaced or lifted this one.",
        ),
    ],
)
def test_the_feed_of_corrections_and_structured_data_state_the_same(
    client, page, state, title, summary
):
    bring_to(state, page, NoticeKind.RETRACTION)
    entries = etree.fromstring(client.get("/corrections/feed.xml").content).iter(f"{ATOM}entry")
    (entry,) = (each for each in entries if each.find(f"{ATOM}title").text.startswith("Retracted"))
    assert entry.find(f"{ATOM}title").text == f"{title}: {page.title}"
    assert entry.find(f"{ATOM}summary").text.startswith(summary)
    tree = lxml_html.fromstring(client.get(page.get_absolute_url()).content)
    data = json.loads(tree.xpath('//script[@type="application/ld+json"]')[0].text)
    (said,) = (each for each in data["correction"] if each["name"].startswith("Retracted"))
    assert said["name"] == title
    assert said["text"].startswith(summary)


def test_the_page_of_a_notice_about_another_study_says_so_in_its_title(client, page):
    event = report(page.sources.get().work, NoticeKind.RETRACTION, date=DAY)
    reassign_event(event=event, by=make_editor())
    tree = lxml_html.fromstring(client.get(f"/corrections/study-{event.pk}/").content)
    assert tree.findtext(".//h1") == "Retracted (about another study), 30 August 2024"


def test_a_note_of_the_editor_that_a_reinstatement_lifted_says_so(client):
    work = make_work(3)
    note = ("retracted", dt.date(2024, 1, 1), "Sample text of a note.")
    page = make_summary(make_issue(dt.date(2023, 3, 1)), works=[work], notices=[note])
    report(work, NoticeKind.REINSTATEMENT, date=PartialDate(2025, 1, 1))
    address = f"/corrections/summary-{page.notices.get().pk}/"
    tree = lxml_html.fromstring(client.get(address).content)
    assert tree.findtext(".//h1") == "Retracted (no longer in force), 1 January 2024"
    assert "A later notice replaced or lifted this one." in tree.text_content()


def test_a_reader_of_french_reads_that_a_notice_is_disputed(client, page):
    event = bring_to("disputed", page, NoticeKind.RETRACTION)
    for address in ("/fr/corrections/", f"/fr/corrections/study-{event.pk}/"):
        assert "(avis contesté)" in client.get(address).text
