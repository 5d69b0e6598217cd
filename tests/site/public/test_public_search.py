"""The search of the digest, its one form of address, and the old addresses."""

from __future__ import annotations

import datetime as dt
from urllib.parse import urlencode

import pytest
from digest_factories import make_issue, make_summary
from lxml import html as lxml_html

from pprnet_site.digest.addresses import search_address
from pprnet_site.digest.models import LegacyAddress, SummaryPage
from pprnet_site.taxonomy.models import ResearchType, Topic

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def published(made_once):
    return made_once(publish_three)


@pytest.fixture
def corpus(published, db):
    """Return three published summaries, as they are in the database."""
    return [SummaryPage.objects.get(pk=page.pk) for page in published]


def publish_three():
    """Publish three summaries on two topics, of two types, in two years."""
    old, new = make_issue(dt.date(2021, 5, 1)), make_issue(dt.date(2023, 2, 1))
    return [
        make_summary(old, title="Sample on ruptures?", summary="Sample: ruptures, mended."),
        make_summary(new, title="Sample on dropout?", topics=["attrition"], types=["meta-analysis"],
                     summary="Sample: why some leave; a rupture once."),
        make_summary(new, title="Sample on warmth?", topics=["alliance", "attrition"]),
    ]  # fmt: skip


def titles(response) -> list[str]:
    """Give the titles of the results."""
    tree = lxml_html.fromstring(response.content)
    return [
        link.text_content() for link in tree.xpath('//article[contains(@class,"result")]//h3/a')
    ]


def said(response) -> str:
    """Give the text of the page, spaces evened out."""
    return " ".join(lxml_html.fromstring(response.content).text_content().split())


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Sample on dropout?", "Sample on warmth?", "Sample on ruptures?"]),
        ("?q=rupture", ["Sample on ruptures?", "Sample on dropout?"]),
        ("?q=rupture&order=newest", ["Sample on dropout?", "Sample on ruptures?"]),
        ("?topic=attrition", ["Sample on dropout?", "Sample on warmth?"]),
        ("?topic=alliance&type=narrative-review&year=2023", ["Sample on warmth?"]),
        ("?q=rupture&type=meta-analysis", ["Sample on dropout?"]),
        ("?q=rupture&year=2021", ["Sample on ruptures?"]),
        ("?q=zzzzzzzz", []),
    ],
)
def test_what_is_found(client, corpus, query, found):
    response = client.get(f"/search/{query}")
    assert response.status_code == 200
    assert titles(response) == found


def test_found_words_are_marked_and_their_place_is_named(client, corpus):
    response = client.get("/search/?q=mended")
    tree = lxml_html.fromstring(response.content)
    assert [mark.text for mark in tree.xpath('//p[@class="why"]//mark')] == ["mended"]
    assert "In Summary" in said(response)


def test_filters_count_and_can_be_cleared(client, corpus):
    response = client.get("/search/?q=rupture&topic=alliance&year=2021")
    tree = lxml_html.fromstring(response.content)
    assert "1 result" in said(response)
    clear = tree.xpath('//ul[@class="showing"]//a/@href')
    assert clear == [
        "/search/?q=rupture&year=2021",
        "/search/?q=rupture&topic=alliance",
        "/search/?q=rupture",
    ]
    assert "Without the filters there is 1 more result." in said(response)
    counts = {
        box.get("value"): box.getparent().xpath('span[@class="num"]')[0].text
        for box in tree.xpath('//form[@id="filters"]//input[@type="checkbox"]')
    }
    assert (counts["alliance"], counts["attrition"], counts["2021"]) == ("1", "0", "1")
    assert len(tree.xpath('//form[@id="filters"]//input[@checked]')) == 2


def test_nothing_found_says_what_to_try(client, corpus):
    page = said(client.get("/search/?q=zzzzzzzz"))
    assert "The digest has no results for “zzzzzzzz”" in page
    page = said(client.get("/search/?q=rupture&topic=anxiety"))
    assert "with these filters" in page
    assert "Without the filters there are 2 more results." in page


@pytest.mark.parametrize(
    "query", ['"', "'", "(", "a AND", "title:x", "*", "\\", "%00", "?", "<script>", "é" * 300, "-"]
)
def test_no_sign_is_an_error(client, corpus, query):
    response = client.get(f"/search/?{urlencode({'q': query})}", follow=True)
    assert response.status_code == 200
    assert b"<script>" not in response.content


@pytest.mark.parametrize(
    ("given", "canonical"),
    [
        ("q=", "/search/"),
        ("q=a&order=best", "/search/?q=a"),
        ("order=newest", "/search/"),
        ("topic=alliance&q=a", "/search/?q=a&topic=alliance"),
        ("year=2021&year=2023&q=a", "/search/?q=a&year=2023&year=2021"),
        ("topic=attrition&topic=alliance", "/search/?topic=alliance&topic=attrition"),
        ("topic=alliance&topic=alliance", "/search/?topic=alliance"),
        ("topic=nothing&page=1", "/search/"),
        ("year=1999&year=x&page=0", "/search/"),
        ("page=x&utm_source=letter", "/search/"),
        ("q=++two+++words+", "/search/?q=two+words"),
        ("q=a&q=b", "/search/?q=b"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("prefix", ["", "/fr"])
def test_each_search_has_one_address(client, corpus, prefix, given, canonical):
    response = client.get(f"{prefix}/search/?{given}")
    assert (response.status_code, response["Location"]) == (301, prefix + canonical)
    assert client.get(prefix + canonical).status_code == 200


def test_encodings_of_one_address_are_one(client, corpus):
    assert client.get("/search/?q=two%20words").status_code == 200
    assert client.get("/search/?q=two+words").status_code == 200


def test_addresses_are_made_in_one_order():
    made = search_address(years=(2023,), topics=("a",), types=("b",), text="c d", page=2)
    assert made == "/search/?q=c+d&topic=a&type=b&year=2023&page=2"


def test_pages_of_results(client, corpus):
    issue = corpus[0].get_parent()
    for number in range(18):
        make_summary(issue, title=f"Sample text {number}?")
    first, second = client.get("/search/"), client.get("/search/?page=2")
    assert (len(titles(first)), len(titles(second))) == (20, 1)
    assert b'href="/search/?page=2"' in first.content
    assert b'rel="prev" href="/search/"' in second.content
    assert client.get("/search/?page=3").status_code == 404
    assert client.get("/search/?page=999999").status_code == 404


def test_the_index_follows_what_is_published(client, corpus):
    assert len(titles(client.get("/search/?q=rupture"))) == 2
    corpus[0].unpublish()
    assert titles(client.get("/search/?q=rupture")) == ["Sample on dropout?"]
    make_summary(make_issue(dt.date(2023, 3, 1)), title="Sample on another rupture?")
    assert len(titles(client.get("/search/?q=rupture"))) == 2


@pytest.mark.parametrize(
    ("given", "answer"),
    [
        ("cat_1=12", (301, "/search/?topic=alliance")),
        ("cat_1=12&cat_2=meta", (301, "/search/?topic=alliance&type=meta-analysis")),
        ("cat_2=meta&p=3&cat_1=12", (301, "/search/?topic=alliance&type=meta-analysis")),
        # The table may still learn these: a browser must not keep the answer.
        ("cat_1=99", (302, "/archive/")),
        ("cat_1=meta&cat_2=12", (302, "/archive/")),
        ("cat_1=12&cat_2=99", (302, "/search/?topic=alliance")),
        ("", (302, "/archive/")),
    ],
)
@pytest.mark.parametrize("path", ["/blog", "/blog/"])
def test_old_addresses(client, corpus, path, given, answer):
    LegacyAddress.objects.create(
        parameter="cat_1", value="12", topic=Topic.objects.get(key="alliance")
    )
    LegacyAddress.objects.create(
        parameter="cat_2",
        value="meta",
        research_type=ResearchType.objects.get(key="meta-analysis"),
    )
    response = client.get(f"{path}?{given}" if given else path)
    assert (response.status_code, response["Location"]) == answer
