"""Nothing on a public page speaks for a person who has not said it."""

from __future__ import annotations

import datetime as dt
import html
import json
import re
from dataclasses import replace

import pytest
from digest_factories import make_issue, make_summary
from django.utils.translation import gettext, override
from draft_factories import make_editor
from lxml import etree
from lxml import html as lxml_html
from spoken_sentences import (
    ABOUT_PEOPLE,
    FEED_ENTRY,
    PERSON,
    RECORD,
    SENTENCES,
    STRUCTURED,
    SYSTEM,
    facts,
    public_texts,
)
from wagtail.models import Site

import pages
from pprnet.records import PartialDate
from pprnet.sources import Notice, NoticeKind
from pprnet_site.catalogue.actions import confirm_event, dispute_event, undo_event_decision
from pprnet_site.catalogue.enrichment.work_notices import save_notices
from pprnet_site.catalogue.models import Work, WorkEvent
from pprnet_site.core.models import DigestSettings

pytestmark = pytest.mark.django_db

LOG_IN = "quellmann-log-in"
SPOKEN = [each for each in SENTENCES if each.rests_on not in {SYSTEM, RECORD}]
UNSAID = {
    "author_name": "",
    "for_whom": "",
    "facts": [
        {"label": "Sample size", "value": "12", "origin": "Sample text.", "stated_by": "read"},
        {"label": "Sample text", "value": "", "stated_by": "read"},
    ],
}
"""A summary of which no person has said more than its texts."""
MARK = "Read automatically; not yet checked by a person."


def publish(**said):
    """Publish a summary that somebody owns and in which only the given fields are said."""
    page = make_summary(make_issue(dt.date(2023, 2, 1)), **UNSAID | said)
    page.owner = make_editor(LOG_IN)
    page.save()
    return page


def happen(page, sentence) -> None:
    """Report what happened to the source of a summary, and decide on it."""
    work = page.sources.first().work
    Work.objects.filter(pk=work.pk).update(doi="10.5555/example")
    notice = Notice(NoticeKind(sentence.event), doi="10.5555/example", date=PartialDate(2030))
    save_notices([notice])
    event = WorkEvent.objects.get(work=work)
    if not sentence.verdict:
        return
    by = make_editor()
    if sentence.verdict == "confirmed":
        confirm_event(event=event, text="", by=by)
    else:
        dispute_event(event=event, reason="Sample text.", by=by)
    if sentence.verdict == "withdrawn":
        undo_event_decision(event=event, by=by)
    if sentence.verdict == "outdated":
        save_notices([replace(notice, source="crossref", notice_doi="10.5555/example.notice")])


def words_of(response) -> str:
    """Return the words of a page or a file, without markup and structured data."""
    body = response.content.decode()
    if "html" in response["Content-Type"]:
        tree = lxml_html.fromstring(response.content)
        for script in tree.xpath("//script"):
            script.drop_tree()
        body = " ".join(tree.itertext())
    elif "xml" in response["Content-Type"]:
        body = re.sub(r"<[^>]+>", " ", html.unescape(html.unescape(body)))
    return re.sub(r" (?=[.,])", "", " ".join(body.replace("\u202f", " ").split()))


def walked(client) -> dict[str, str]:
    """Return the words of each public address, in both languages, and of a search for a name."""
    addresses = [*pages.addresses(pages.Kind.PAGE, pages.Kind.FILE), "/search/?q=Quellmann"]
    return answered(client, addresses)


def answered(client, addresses) -> dict[str, str]:
    """Return the words of some addresses in both languages, without those that lead nowhere."""
    answers = {
        path: client.get(path) for address in addresses for path in (address, f"/fr{address}")
    }
    return {path: words_of(each) for path, each in answers.items() if each.status_code == 200}


def saying(client, sentence, page) -> set[str]:
    """Return the addresses that show a sentence, in the language of each."""
    found = set()
    shown_on = (page.get_absolute_url(), "/", "/search/?q=Quellmann")
    for path, words in answered(client, shown_on).items():
        with override("fr" if path.startswith("/fr/") else "en"):
            expression = sentence.expression(gettext(sentence.text).replace("\u202f", " "))
        if expression.search(words):
            found.add(path)
    return found


def name_the_editor(name: str) -> None:
    row = DigestSettings.for_site(Site.objects.get())
    row.editor_name = name
    row.save()


# The table


def test_every_text_about_a_person_has_its_row():
    known = {each.text for each in SENTENCES}
    missing = {text for text in public_texts() if ABOUT_PEOPLE.search(text)} - known
    assert not missing, f"add to tests/site/public/spoken_sentences.py: {sorted(missing)}"


def test_every_row_is_of_a_text_that_readers_may_see():
    assert {each.text for each in SENTENCES} <= set(public_texts())


@pytest.mark.parametrize("sentence", SPOKEN, ids=lambda each: each.text)
def test_a_row_says_how_its_text_comes_about(sentence):
    assert sentence.said or sentence.event


@pytest.mark.parametrize(
    "text",
    ["How sure are we?", "The authors’ own caution is kept.", "None declared", "Checked twice.",
     "I blog about it.", "Our view", "An editor is looking into it."],
)  # fmt: skip
def test_a_text_about_a_person_is_known_by_its_words(text):
    assert ABOUT_PEOPLE.search(text)


# The pages


def test_where_nobody_said_anything_no_address_speaks_for_a_person(client):
    page = publish()
    found = {}
    texts = walked(client)
    for sentence in SPOKEN:
        for path, words in texts.items():
            with override("fr" if path.startswith("/fr/") else "en"):
                translated = gettext(sentence.text).replace("\u202f", " ")
            is_byline = sentence.text.startswith("By ") and path.startswith("/fr/")
            if not is_byline and sentence.expression(translated).search(words):
                found.setdefault(sentence.text, []).append(path)
    assert found == {}
    assert [path for path, words in texts.items() if LOG_IN in words] == []
    with override("en"):
        assert texts[page.get_absolute_url()].count(MARK) == 1


@pytest.mark.parametrize("sentence", SPOKEN, ids=lambda each: each.text)
def test_what_a_person_said_is_shown_in_both_languages(client, sentence):
    name_the_editor(sentence.editor_name)
    page = publish(**sentence.said)
    if sentence.event:
        happen(page, sentence)
    languages = {path.startswith("/fr/") for path in saying(client, sentence, page)}
    assert languages == {False, True}


@pytest.mark.parametrize(
    ("editor_name", "clause", "said"),
    [
        (PERSON, "a sample text", "This month… I blog about a sample text."),
        ("", "a sample text", "This month… a sample text."),
        (PERSON, "", "This month… does this example help."),
    ],
)
def test_the_first_person_is_a_named_editor_who_wrote_every_clause(
    client, editor_name, clause, said
):
    name_the_editor(editor_name)
    publish(teaser_clause=clause, title="Does this example help?")
    for path in ("/", "/2023-02/"):
        words = words_of(client.get(path))
        assert said in words, path
        assert (PERSON in words) == ("I blog" in said), path


def test_a_fact_that_a_person_accepted_has_no_mark(client):
    page = publish(**facts("12", "accepted"))
    assert MARK not in words_of(client.get(page.get_absolute_url()))


# Structured data and feeds


def structured(client, page):
    text = lxml_html.fromstring(client.get(page.get_absolute_url()).content)
    return json.loads(text.xpath("//script[@type='application/ld+json']")[0].text)


def feed_entry(client) -> dict[str, str]:
    entry = etree.fromstring(client.get("/feed.xml").content).find("{*}entry")
    return {etree.QName(each).localname: "".join(each.itertext()) for each in entry}


def test_structured_data_and_feeds_hold_what_is_in_the_tables(client):
    page = publish(author_name=PERSON, notices=[("corrected", pages.DAY, "Sample text.")])
    assert set(structured(client, page)) == set(STRUCTURED)
    assert set(feed_entry(client)) == set(FEED_ENTRY)
    assert structured(client, page)["author"]["name"] == PERSON
    assert feed_entry(client)["author"] == PERSON


def test_structured_data_and_feeds_name_nobody_who_did_not_sign(client):
    page = publish()
    assert set(STRUCTURED) - set(structured(client, page)) == {"author", "correction"}
    assert "author" not in feed_entry(client)
