"""Feeds, references to download, the site map and the word to robots."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from digest_factories import make_digest, make_issue, make_summary, make_work
from lxml import etree

from pprnet.formats import read_records

pytestmark = pytest.mark.django_db

ATOM = {"a": "http://www.w3.org/2005/Atom"}
FEEDS = ["/feed.xml", "/topics/alliance/feed.xml", "/types/narrative-review/feed.xml"]


def feed_of(client, path="/feed.xml"):
    """Give a feed as a tree."""
    response = client.get(path)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return etree.fromstring(response.content)


@pytest.mark.parametrize("path", FEEDS)
def test_a_feed_has_what_atom_asks_for(client, path):
    make_digest(months=2, summaries=2)
    feed = feed_of(client, path)
    assert feed.tag == f"{{{ATOM['a']}}}feed"
    for holder in (feed, *feed.findall("a:entry", ATOM)):
        for name in ("id", "title", "updated"):
            assert len(holder.findall(f"a:{name}", ATOM)) == 1, name
        for name in ("updated", "published"):
            for time in holder.findall(f"a:{name}", ATOM):
                assert dt.datetime.fromisoformat(time.text).tzinfo
    assert feed.xpath("a:link[@rel='self']/@href", namespaces=ATOM) == [f"http://testserver{path}"]
    entries = feed.findall("a:entry", ATOM)
    assert len(entries) == 4
    assert len({entry.find("a:id", ATOM).text for entry in entries}) == 4
    assert all(entry.find("a:author/a:name", ATOM) is not None for entry in entries)


def test_an_entry_carries_practice_and_citation_but_no_abstract(client):
    make_summary(make_issue())
    entry = feed_of(client).find("a:entry", ATOM)
    content = entry.find("a:content", ATOM).text
    assert "This example helps examples" in entry.find("a:summary", ATOM).text
    assert "<h2>Practice Implications</h2>" in content
    assert "what an example may do differently" in content
    assert "Example, A., &amp; Beispiel, B. (2022)." in content
    assert b"abstract" not in client.get("/feed.xml").content


def test_a_retraction_shows_in_the_title_and_moves_the_date(client):
    page = make_summary(notices=[("retracted", dt.date(2023, 5, 5), "Sample text: withdrawn.")])
    entry = feed_of(client).find("a:entry", ATOM)
    assert entry.find("a:title", ATOM).text == f"Retracted: {page.title}"
    assert "Sample text: withdrawn." in entry.find("a:content", ATOM).text
    updated = dt.datetime.fromisoformat(entry.find("a:updated", ATOM).text)
    assert updated >= page.last_published_at.replace(microsecond=0)


def test_an_empty_feed_and_characters_that_xml_cannot_hold(client):
    assert feed_of(client).findall("a:entry", ATOM) == []
    make_summary(title="Sample \x0b title", bottom_line="Sample \x01 text")
    assert len(feed_of(client).findall("a:entry", ATOM)) == 1


@pytest.mark.parametrize("ending", ["ris", "bib", "json", "txt"])
def test_references_of_everything(client, ending):
    pages = make_digest(months=2, summaries=1)
    paths = [
        f"/citations/{pages[0].pk}.{ending}",
        f"/citations/2022-01.{ending}",
        f"/citations/topics/alliance.{ending}",
        f"/citations/types/narrative-review.{ending}",
        f"/citations/all.{ending}",
    ]
    for path, number in zip(paths, [1, 1, 2, 2, 2], strict=True):
        response = client.get(path)
        assert response.status_code == 200, path
        body = response.content.decode()
        assert body.count("Journal of Examples") == number, path
        assert "abstract" not in body.lower(), path
        assert response["Content-Type"].endswith("charset=utf-8")


@pytest.mark.parametrize("ending", ["ris", "bib", "json"])
def test_references_can_be_read_again(client, ending):
    from io import BytesIO

    page = make_summary(works=[make_work(7, doi="10.5555/example.7")])
    body = client.get(f"/citations/{page.pk}.{ending}").content
    (record,) = read_records(BytesIO(body), name=f"x.{ending}")
    assert (record.title, record.doi) == ("Sample text: study 7", "10.5555/example.7")
    assert [author.family for author in record.authors] == ["Example", "Beispiel"]
    assert record.issued.year == 2022


def test_what_a_person_completed_is_in_the_reference(client):
    work = make_work()
    work.citation.csl |= {"volume": "99"}
    work.citation.save()
    page = make_summary(works=[work])
    assert json.loads(client.get(f"/citations/{page.pk}.json").content)[0]["volume"] == "99"


def test_all_references_of_nothing(client):
    assert client.get("/citations/all.ris").status_code == 200
    assert json.loads(client.get("/citations/all.json").content) == []


def test_the_site_map(client):
    page = make_summary()
    tree = etree.fromstring(client.get("/sitemap.xml").content)
    places = {element.text for element in tree.iter("{*}loc")}
    for path in ("/", "/2023-02/", page.get_absolute_url(), "/topics/alliance/", "/archive/"):
        assert f"http://testserver{path}" in places
        assert f"http://testserver/fr{path}" in places
    assert not any("anxiety" in place for place in places)
    assert {link.get("hreflang") for link in tree.iter("{*}link")} == {"en", "fr", "x-default"}
    for path in places:
        assert client.get(path.removeprefix("http://testserver")).status_code == 200


def test_robots(client):
    response = client.get("/robots.txt")
    assert response["Content-Type"].startswith("text/plain")
    assert b"Disallow: /desk/" in response.content
    assert b"Sitemap: http://testserver/sitemap.xml" in response.content
