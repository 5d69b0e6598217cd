"""What happens to a source reaches every surface: a table of states over the list of surfaces."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from digest_factories import make_issue, make_summary, make_work
from draft_factories import make_editor
from lxml import html as lxml_html

import pages
from pprnet.records import PartialDate
from pprnet.sources import Notice, NoticeKind
from pprnet_site.catalogue.actions import (
    confirm_event,
    dispute_event,
    reassign_event,
    undo_event_decision,
)
from pprnet_site.catalogue.enrichment.work_notices import save_notices
from pprnet_site.catalogue.models import Work, WorkEvent
from pprnet_site.digest.models import SummaryPage
from pprnet_site.digest.queries import summary_rows
from pprnet_site.digest.queries.published import public_summaries
from pprnet_site.digest.queries.reference_marks import MARKS
from pprnet_site.digest.syndication.surfaces import SURFACES, WITHOUT_SUMMARIES

pytestmark = pytest.mark.django_db

DOI = "10.5555/example.retracted"
OTHER_DOI = "10.5555/example.other"
OTHER_MONTH = dt.date(2023, 3, 1)
TITLE = "Sample text: is this the retracted one?"
NOTICE_DOI = "10.5555/example.notice"
DAY = PartialDate(2024, 8, 30)
WORDS = {
    NoticeKind.RETRACTION: "Retracted",
    NoticeKind.REPLACEMENT: "Retracted and replaced",
    NoticeKind.CONCERN: "Expression of concern",
}
WARNINGS = tuple(WORDS)
OWN_MARKS = {
    "retracted": "[SOURCE RETRACTED]",
    "retracted-and-replaced": "[SOURCE RETRACTED AND REPLACED]",
    "expression-of-concern": "[SOURCE UNDER EXPRESSION OF CONCERN]",
}
"""What precedes the title of a summary in its own citation."""
UPDATES = {
    NoticeKind.CORRECTION: "Study corrected",
    NoticeKind.REINSTATEMENT: "Reinstated",
    NoticeKind.VERSION_OF_RECORD: "Version of record published",
}


def publish_two() -> int:
    """Publish a summary among others on the same topic; return its number."""
    older = make_issue(dt.date(2022, 1, 1))
    make_summary(older, title="Sample text: another one?", works=[make_work(1, doi="10.5555/a")])
    found = make_summary(
        make_issue(dt.date(2023, 2, 1)), title=TITLE, works=[make_work(2, doi=DOI)]
    )
    published = dt.datetime(2023, 2, 1, tzinfo=dt.UTC)
    SummaryPage.objects.filter(pk=found.pk).update(first_published_at=published)
    return found.pk


@pytest.fixture(scope="module")
def published(made_once) -> int:
    return made_once(publish_two)


@pytest.fixture
def page(published):
    return SummaryPage.objects.get(pk=published)


@pytest.fixture
def editor():
    return make_editor()


def report(kind, *, day=DAY, doi=DOI, source="crossref", notice_doi=NOTICE_DOI):
    """Store a notice as a harvest does, and return the event that follows from it."""
    notice = Notice(kind, doi=doi, date=day, source=source, notice_doi=notice_doi)
    save_notices([notice])
    return WorkEvent.objects.order_by("-pk").first()


def row_of(page):
    return summary_rows(public_summaries().filter(pk=page.pk))[0]


def addresses_of(page):
    """Return each surface of a summary with its addresses."""
    row = row_of(page)
    return [(surface, surface.addresses(row)) for surface in SURFACES]


def body(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


# The list is complete


def test_every_public_address_belongs_to_one_surface_or_shows_no_summary():
    listed = [route for surface in SURFACES for route in surface.routes] + [*WITHOUT_SUMMARIES]
    assert sorted(listed) == sorted(set(listed))
    assert set(listed) == {example.name for example in pages.PUBLIC}


def test_a_surface_leads_to_addresses_of_its_routes(page):
    report(NoticeKind.RETRACTION)
    known = {example.name: example for example in pages.PUBLIC}
    for surface, addresses in addresses_of(page):
        assert addresses, surface.key
        assert set(surface.routes) <= known.keys()


# Each state on each surface


@pytest.mark.parametrize("kind", WARNINGS)
def test_a_warning_is_on_every_surface_as_soon_as_it_is_reported(client, page, kind):
    event = report(kind)
    state = Work.objects.get(doi=DOI).state
    for surface, addresses in addresses_of(page):
        marks = OWN_MARKS if surface.key == "own-citation" else MARKS
        mark = marks[state] if surface.is_file else WORDS[kind]
        for address in addresses:
            assert mark in body(client, address), (surface.key, address)
    assert event.verdict == "reported"


@pytest.mark.parametrize("kind", WARNINGS)
@pytest.mark.parametrize("prefix", ["", "/fr"])
def test_every_link_to_a_warned_summary_says_so(client, page, kind, prefix):
    report(kind)
    words = {"": "retract|concern", "/fr": "rétract|mise en garde"}[prefix].split("|")
    links = 0
    for address in pages.addresses(pages.Kind.PAGE):
        tree = lxml_html.fromstring(body(client, prefix + address).encode())
        for link in tree.xpath(f'//main//a[contains(@href, "{page.slug}/")]'):
            said = f"{link.text_content()} {link.tail} " + "".join(
                near.text_content() for near in link.xpath("following-sibling::*[1]")
            )
            assert any(word in said.lower() for word in words), (address, said)
            links += 1
    assert links >= 6


@pytest.mark.parametrize(("kind", "word"), UPDATES.items())
def test_a_change_that_warns_of_nothing_is_on_the_pages(client, page, kind, word):
    if kind is NoticeKind.REINSTATEMENT:
        report(NoticeKind.RETRACTION, day=PartialDate(2024, 1, 1), notice_doi="10.5555/before")
    report(kind)
    for surface, addresses in addresses_of(page):
        for address in addresses:
            text = body(client, address)
            assert "[RETRACTED" not in text, (surface.key, address)
            assert "Do not act" not in text, (surface.key, address)
            if not (surface.is_file or surface.key == "notice"):
                assert word in text, (surface.key, address)


def test_nothing_is_said_of_other_summaries(client, page):
    report(NoticeKind.RETRACTION)
    other = SummaryPage.objects.live().exclude(pk=page.pk).get()
    row = row_of(other)
    assert (row.notices, row.warning) == ((), None)
    for ending in ("ris", "bib", "json", "txt"):
        assert "RETRACTED" not in body(client, f"/citations/{other.pk}.{ending}")
    feed = body(client, "/feed.xml")
    assert feed.count("Retracted: Sample text: is this") == 1
    assert "Retracted: Sample text: another" not in feed


def test_the_banner_is_above_the_practice_advice_with_date_and_link(client, page):
    report(NoticeKind.RETRACTION)
    text = body(client, page.get_absolute_url())
    banner = text.index("The study is reported as retracted.")
    assert banner < text.index("The editor is looking into it.") < text.index('id="practice"')
    assert "30 August 2024" in text
    assert f"https://doi.org/{NOTICE_DOI}" in text
    assert "Sample text about what an example may do differently." in text


def test_the_practice_line_no_longer_advises_what_was_retracted(client, page):
    report(NoticeKind.RETRACTION)
    row = row_of(page)
    for address in ("/", "/2023-02/", "/topics/alliance/"):
        tree = lxml_html.fromstring(body(client, address).encode())
        for part in tree.xpath(f'//article[.//a[@href="{row.url}"]]'):
            assert "Try the example" not in part.text_content()


def test_the_feed_has_an_old_summary_again(client, page):
    for at in range(2):
        make_summary(page.issue, title=f"Sample text, newer {at}?")
    other = make_issue(dt.date(2023, 5, 1))
    for at in range(31):  # a feed has the 30 newest
        make_summary(other, title=f"Sample text, newest {at}?")
    SummaryPage.objects.filter(pk=page.pk).update(
        last_published_at=dt.datetime(2023, 2, 1, tzinfo=dt.UTC)
    )
    assert TITLE not in body(client, "/feed.xml")
    event = report(NoticeKind.RETRACTION)
    feed = body(client, "/feed.xml")
    assert f"Retracted: {TITLE}" in feed
    entry = feed[feed.index(f"Retracted: {TITLE}") :]
    updated = entry[entry.index("<updated>") + len("<updated>") :][:19]
    assert updated == event.reported_at.strftime("%Y-%m-%dT%H:%M:%S")


def test_structured_data_names_the_notice_and_the_state_of_the_source(client, page):
    report(NoticeKind.RETRACTION)
    tree = lxml_html.fromstring(body(client, page.get_absolute_url()).encode())
    data = json.loads(tree.xpath('//script[@type="application/ld+json"]')[0].text)
    assert data["headline"] == f"Retracted: {TITLE}"
    assert data["correction"][0]["citation"] == f"https://doi.org/{NOTICE_DOI}"
    assert data["citation"][0]["name"].startswith("[RETRACTED] ")
    assert data["citation"][0]["creativeWorkStatus"].startswith("Reported as retracted, 2024-08-30")


# What an editor decides


def test_a_confirmed_notice_shows_the_words_of_the_editor(client, page, editor):
    event = report(NoticeKind.RETRACTION)
    confirm_event(event=event, text="Sample text of the editor.", by=editor)
    text = body(client, page.get_absolute_url())
    assert "The study has been retracted." in text
    assert "Sample text of the editor." in text
    assert "The editor is looking into it." not in text
    assert "The editor confirmed the notice." in text
    for address in ("/corrections/", f"/corrections/study-{event.pk}/", "/feed.xml"):
        assert "Sample text of the editor." in body(client, address)


def test_a_disputed_notice_warns_of_nothing_and_stays_in_the_history(client, page, editor):
    event = report(NoticeKind.RETRACTION)
    dispute_event(event=event, reason="Sample text: not this study.", by=editor)
    for surface, addresses in addresses_of(page):
        for address in addresses:
            assert "[RETRACTED" not in body(client, address), (surface.key, address)
    text = body(client, page.get_absolute_url())
    assert "Do not act" not in text
    assert "The editor disputes the notice." in text
    assert "Sample text: not this study." in body(client, f"/corrections/study-{event.pk}/")
    undo_event_decision(event=event, by=editor)
    assert "Do not act" in body(client, page.get_absolute_url())


def test_a_notice_about_another_study_leaves_every_surface_but_the_history(client, page, editor):
    event = report(NoticeKind.RETRACTION)
    reassign_event(event=event, by=editor)
    assert Work.objects.get(doi=DOI).state == "current"
    for surface, addresses in addresses_of(page):
        for address in addresses:
            assert "[RETRACTED" not in body(client, address), (surface.key, address)
    assert "It was removed." in body(client, page.get_absolute_url())
    assert "about another study" in body(client, f"/corrections/study-{event.pk}/")
    assert f"study-{event.pk}" not in body(client, "/corrections/")
    report(NoticeKind.RETRACTION, source="pubmed")
    assert Work.objects.get(doi=DOI).state == "current"


def test_a_reinstatement_lifts_the_banner_and_keeps_the_history(client, page):
    first = report(NoticeKind.RETRACTION, day=PartialDate(2024, 1, 1), notice_doi="10.5555/before")
    assert "Do not act" in body(client, page.get_absolute_url())
    report(NoticeKind.REINSTATEMENT)
    text = body(client, page.get_absolute_url())
    assert "Do not act" not in text
    history = text[text.index('id="history"') :]
    assert "reported as retracted" in history
    assert "reinstated" in history
    assert body(client, f"/corrections/study-{first.pk}/")


def test_what_was_retracted_again_warns_once_with_the_newest_notice(client, page):
    for kind, year in (
        (NoticeKind.RETRACTION, 2024),
        (NoticeKind.REINSTATEMENT, 2025),
        (NoticeKind.RETRACTION, 2026),
    ):
        report(kind, day=PartialDate(year, 1, 1), notice_doi=f"10.5555/of.{year}")
    row = row_of(page)
    assert [note.doi for note in row.warnings] == ["10.5555/of.2026"]
    assert body(client, page.get_absolute_url()).count("warning-box") == 1


def test_a_summary_of_two_studies_warns_of_the_one(client):
    sound, gone = make_work(8, doi="10.5555/sound"), make_work(9, doi=OTHER_DOI)
    two = make_summary(make_issue(OTHER_MONTH), works=[sound, gone])
    report(NoticeKind.RETRACTION, doi=OTHER_DOI)
    (warning,) = row_of(two).warnings
    assert warning.source_title == gone.title
    lines = body(client, f"/citations/{two.pk}.txt").splitlines()
    assert ["RETRACTED" in line for line in lines] == [False, True]


def test_a_reinstatement_from_before_the_summary_is_shown_with_its_retraction(client, page):
    report(NoticeKind.RETRACTION, day=PartialDate(2019, 1, 1), notice_doi="10.5555/before")
    report(NoticeKind.REINSTATEMENT, day=PartialDate(2020, 1, 1))
    retraction, reinstatement = WorkEvent.objects.order_by("date")
    text = body(client, page.get_absolute_url())
    assert "The study has been reinstated." in text[text.index('id="history"') :]
    one = body(client, f"/corrections/study-{retraction.pk}/")
    assert "A later notice replaced or lifted this one." in one
    assert "A later notice" not in body(client, f"/corrections/study-{reinstatement.pk}/")


def test_a_note_on_one_of_two_studies_is_not_lifted_by_the_other(client):
    back, gone = make_work(8, doi=OTHER_DOI), make_work(9, doi="10.5555/gone")
    day = dt.date(2024, 1, 1)
    two = make_summary(
        make_issue(OTHER_MONTH),
        works=[back, gone],
        notices=[("retracted", day, "Sample text.")],
    )
    report(NoticeKind.REINSTATEMENT, day=PartialDate(2024, 6, 1), doi=OTHER_DOI)
    assert row_of(two).warning is not None


def test_a_file_states_the_event_that_the_state_follows_from(client, page):
    report(NoticeKind.CORRECTION, day=PartialDate(2024, 1, 5), notice_doi="10.5555/correction")
    report(NoticeKind.VERSION_OF_RECORD, day=PartialDate(2024, 6, 1))
    text = body(client, f"/citations/{page.pk}.ris")
    assert "A correction was published, 2024-01-05. https://doi.org/10.5555/correction" in text


def test_search_engines_see_when_a_notice_came(client, page, editor):
    event = report(NoticeKind.RETRACTION)
    confirm_event(event=event, text="Sample text.", by=editor)
    event.refresh_from_db()
    today = event.changed_at.date().isoformat()
    assert f'"dateModified":"{today}"' in body(client, page.get_absolute_url())
    parts = body(client, "/sitemap.xml").split("<url>")
    assert any(page.slug in part and f"<lastmod>{today}" in part for part in parts)


def test_a_decision_that_was_withdrawn_stays_in_the_history(client, page, editor):
    event = report(NoticeKind.RETRACTION)
    dispute_event(event=event, reason="Sample text of a reason.", by=editor)
    undo_event_decision(event=event, by=editor)
    history = body(client, page.get_absolute_url()).partition('id="history"')[2]
    assert "The editor disputes the notice." in history
    assert "The editor withdrew the decision." in history
    event.refresh_from_db()
    assert row_of(page).updated_at >= event.changed_at


# Repeated and late notices


def test_a_repeated_notice_changes_no_row(page):
    report(NoticeKind.RETRACTION)
    before = list(WorkEvent.objects.values())
    report(NoticeKind.RETRACTION)
    assert list(WorkEvent.objects.values()) == before
    report(NoticeKind.RETRACTION, source="retraction-watch")
    (event,) = WorkEvent.objects.values()
    assert event["reported_at"] == before[0]["reported_at"]
    assert sorted(event["sources"]) == ["crossref", "retraction-watch"]


def test_a_decision_survives_a_new_computation(page, editor):
    event = report(NoticeKind.CONCERN)
    confirm_event(event=event, text="Sample text.", by=editor)
    report(NoticeKind.CONCERN, source="pubmed")
    event.refresh_from_db()
    assert (event.verdict, event.text) == ("confirmed", "Sample text.")
    assert WorkEvent.objects.count() == 1


def test_a_correction_from_before_the_summary_is_no_news(client, page):
    report(NoticeKind.CORRECTION, day=PartialDate(2022, 12, 1))
    assert "Study corrected" not in body(client, page.get_absolute_url())
    assert "Study corrected" not in body(client, "/corrections/")


def test_the_list_of_corrections_has_pages(client, page):
    for at in range(35):
        report(NoticeKind.CORRECTION, day=PartialDate(2024, 1, 1), notice_doi=f"10.5555/n{at}")
    assert body(client, "/corrections/").count('class="correction-title"') == 30
    assert body(client, "/corrections/?page=2").count('class="correction-title"') == 5
    assert client.get("/corrections/?page=3").status_code == 404
    for strange in ("study-0", "study-999999999999999999", "summary-12345", "other-1"):
        assert client.get(f"/corrections/{strange}/").status_code == 404


def test_a_notice_on_what_is_not_public_has_no_page(client):
    make_summary(make_issue(OTHER_MONTH), works=[make_work(3, doi=OTHER_DOI)], live=False)
    event = report(NoticeKind.RETRACTION, doi=OTHER_DOI)
    assert client.get(f"/corrections/study-{event.pk}/").status_code == 404
    assert "Retracted" not in body(client, "/corrections/")
