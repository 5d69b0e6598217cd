"""What a reader sees, page by page."""

from __future__ import annotations

import datetime as dt
import gzip
import re
from pathlib import Path

import pytest
from digest_factories import make_digest, make_issue, make_summary
from django.contrib.staticfiles import finders
from django.utils import translation
from lxml import html as lxml_html

from pprnet_site.digest.models import AboutPage, IssuePage

pytestmark = pytest.mark.django_db


def text_of(response) -> str:
    """Return the text that a reader sees, each run of spaces as one."""
    tree = lxml_html.fromstring(response.content)
    for script in tree.xpath("//script"):
        script.drop_tree()
    return " ".join(tree.text_content().split())


def tree_of(response):
    """Return a page as a tree."""
    return lxml_html.fromstring(response.content)


def test_the_first_run_says_what_to_do_next(client):
    response = client.get("/")
    assert response.status_code == 200
    assert "Nothing is published yet" in text_of(response)
    assert "Import a month’s literature" in text_of(response)


def test_the_home_page_shows_the_newest_issue(client):
    make_summary(make_issue(dt.date(2022, 12, 1)), title="Sample text: an older one?")
    february = make_issue(dt.date(2023, 2, 1))
    for clause in ("examples", "samples", "tests"):
        make_summary(february, title=f"Sample text on {clause}?", teaser_clause=clause)
    response = client.get("/")
    said = text_of(response)
    assert "February 2023" in said
    assert "This month… examples, samples, and tests." in said
    assert "In practice Sample text. Try the example." in said
    assert "Example and Beispiel, Journal of Examples, 2022." in said
    assert "December 2022" in said
    links = tree_of(response).xpath('//p[contains(@class, "teaser")]/a/@href')
    assert all(link.startswith("/2023-02/example-") for link in links)
    assert len(links) == 3


def test_a_teaser_that_was_written_is_kept(client):
    issue = make_issue()
    issue.teaser = "Sample teaser, written by hand."
    issue.save_revision().publish()
    make_summary(issue)
    assert "Sample teaser, written by hand." in text_of(client.get("/"))


def test_a_summary_in_its_order(client):
    page = make_summary(
        notices=[("corrected", dt.date(2023, 3, 3), "Sample text: a name was wrong.")],
        facts=[
            {"label": "Sample size", "value": "n = 12", "origin": "Sample origin.",
             "is_figure": True},
            {"label": "Interval", "value": ""},
            {"label": "Example", "value": "12", "stated_by": "read"},
        ],
        certainty="low",
        interests_state="none",
    )  # fmt: skip
    said = text_of(client.get(page.get_absolute_url()))
    order = [
        "February 2023",
        page.title,
        "By Sample text. Narrative review, on Alliance and Therapeutic Relationship.",
        "Skip to Practice Implications",
        "Corrected",
        "3 March 2023",
        "Bottom line",
        "Practice Implications",
        "The certainty of this evidence is low.",
        "Key facts",
        "Sample size n = 12 Where this comes from",
        "Interval not stated",
        "Example 12 Read automatically; not yet checked by a person.",
        "Summary",
        "Limits",
        "For whom",
        "Source",
        "Example, A., & Beispiel, B. (2022).",
        "Cite it:",
        "The author of this summary declares no interests.",
        "History",
        "published.",
    ]
    said = said[said.index("February 2023", said.index("Archive")) :]
    places = []
    for part in order:
        assert part in said
        places.append(said.index(part, places[-1] if places else 0))
    assert places == sorted(places)
    assert "Sample abstract" not in said


def test_a_retraction_is_shown_under_the_title_and_before_it_in_lists(client):
    notice = ("retracted", dt.date(2023, 5, 5), "Sample text: withdrawn.")
    page = make_summary(notices=[notice])
    tree = tree_of(client.get(page.get_absolute_url()))
    assert (
        "Retracted"
        in tree.xpath('//header//div[contains(@class, "notice--retraction")]')[0].text_content()
    )
    for path in ("/", "/2023-02/", "/topics/alliance/", "/archive/", "/search/?q=example"):
        said = text_of(client.get(path))
        assert f"Retracted: {page.title}" in said, path


def test_previous_next_and_related(client):
    first, second, third = make_digest(months=3, summaries=1)
    tree = tree_of(client.get(second.get_absolute_url()))
    assert tree.xpath('//nav/a[@rel="prev"]/@href') == [first.get_absolute_url()]
    assert tree.xpath('//nav//a[@rel="next"]/@href') == [third.get_absolute_url()]
    related = tree.xpath('//section[contains(@class, "related")]//a/@href')
    assert related == [third.get_absolute_url(), first.get_absolute_url()]
    tree = tree_of(client.get("/2022-02/"))
    assert tree.xpath('//nav/a[@rel="prev"]/@href') == ["/2022-01/"]
    assert tree.xpath('//nav//a[@rel="next"]/@href') == ["/2022-03/"]


def test_only_what_is_live_in_a_live_issue_is_public(client):
    draft = make_summary(make_issue(), title="Sample draft", live=False)
    closed = make_issue(dt.date(2023, 3, 1))
    hidden = make_summary(closed, title="Sample hidden")
    IssuePage.objects.get(pk=closed.pk).unpublish()
    assert client.get(draft.get_absolute_url()).status_code == 404
    assert client.get(hidden.get_absolute_url()).status_code == 404
    for path in ("/", "/topics/alliance/", "/archive/", "/search/", "/feed.xml", "/sitemap.xml"):
        body = client.get(path).content.decode()
        assert "Sample draft" not in body, path
        assert "Sample hidden" not in body, path
        assert "2023-03" not in body, path
    assert client.get(f"/citations/{hidden.pk}.ris").status_code == 404


def test_topic_page(client):
    make_digest(months=2, summaries=2)
    response = client.get("/topics/alliance/")
    said = text_of(response)
    assert "4 summaries, January 2022 to February 2022." in said
    assert "See also" in said
    grid = tree_of(response).xpath('//table[contains(@class, "evidence")]//a')
    assert [(link.text, link.get("href")) for link in grid] == [
        ("4", "/search/?topic=alliance&type=narrative-review&year=2022")
    ]
    assert client.get(grid[0].get("href")).status_code == 200


def test_type_page(client):
    make_digest(months=1, summaries=2)
    said = text_of(client.get("/types/narrative-review/"))
    assert "Narrative review" in said
    assert "2 summaries, January 2022." in said


def test_a_topic_without_summaries_is_text_with_a_zero(client):
    make_summary()
    tree = tree_of(client.get("/topics/"))
    empty = tree.xpath('//ul[@class="index"]/li[span[@class="num"]="0"]')
    assert empty
    assert not any(item.xpath(".//a") for item in empty)
    assert client.get("/topics/anxiety/").status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/nothing/",
        "/fr/nothing/",
        "/topics/nothing/",
        "/types/nothing/",
        "/2023-99/",
        "/archive/?page=2",
        "/search/?page=2",
        "/citations/1.ris",
        "/citations/2023-13.ris",
        "/citations/topics/nothing.ris",
        "/topics/nothing/feed.xml",
    ],
)
def test_what_is_not_there(client, path):
    make_summary(make_issue(dt.date(2022, 1, 1)), live=False)
    response = client.get(path)
    assert response.status_code == 404
    assert "search" in response.content.decode()


def test_the_archive_shows_ten_years_a_page(client):
    for year in range(2012, 2024):
        make_summary(make_issue(dt.date(year, 5, 1)), slug=f"y{year}")
    first, second = client.get("/archive/"), client.get("/archive/?page=2")
    assert tree_of(first).xpath('//section[contains(@class, "year")]/h2/text()')[0] == "2023"
    years = tree_of(second).xpath('//section[contains(@class, "year")]/h2/text()')
    assert years == ["2013", "2012"]
    assert len(tree_of(second).xpath('//nav[@class="months"]')[0]) == 12
    assert client.get("/archive/?page=3").status_code == 404
    moved = client.get("/archive/?page=1")
    assert (moved.status_code, moved["Location"]) == (301, "/archive/")


def test_french_pages_say_what_is_in_english_only(client):
    path = make_summary().get_absolute_url()
    english = client.get(path)
    french = client.get("/fr" + path)
    assert tree_of(french).get("lang") == "fr"
    assert not tree_of(english).xpath('//p[contains(@class, "notice--lang")]')
    assert tree_of(french).xpath('//p[contains(@class, "notice--lang")]')
    assert tree_of(french).xpath("//h1/@lang") == ["en"]
    assert tree_of(french).xpath('//section[@id="practice"]/h2/@lang') == ["en"]
    assert tree_of(french).xpath('//a[@class="lang"]/@href') == [path]
    assert tree_of(english).xpath('//a[@class="lang"]/@href') == ["/fr" + path]
    assert "Alliance et relation thérapeutique" in text_of(french)


def test_french_content_keeps_its_heading_everywhere(client):
    path = make_summary(language="fr").get_absolute_url()
    for prefix in ("", "/fr"):
        response = client.get(prefix + path)
        heading = tree_of(response).xpath('//section[@id="practice"]/h2')[0]
        assert heading.text == "Implications pour la pratique"
        notice = tree_of(response).xpath('//p[contains(@class, "notice--lang")]')
        assert bool(notice) is (prefix == "")


def test_the_head_of_a_page(client):
    page = make_summary(bottom_line="Sample text in one line.")
    path = page.get_absolute_url()
    tree = tree_of(client.get("/fr" + path))
    here = "http://testserver" + path
    assert tree.xpath('//link[@rel="canonical"]/@href') == [
        here.replace("testserver/", "testserver/fr/")
    ]
    alternates = {
        link.get("hreflang"): link.get("href")
        for link in tree.xpath('//link[@rel="alternate"][@hreflang]')
    }
    assert alternates["en"] == alternates["x-default"] == here
    assert alternates["fr"].endswith("/fr" + path)
    assert tree.xpath('//meta[@property="og:title"]/@content') == [page.title]
    assert tree.xpath('//meta[@name="description"]/@content') == ["Sample text in one line."]
    assert tree.xpath('//link[@type="application/atom+xml"]/@href') == ["/feed.xml"]


def test_structured_data(client):
    import json

    page = make_summary()
    tree = tree_of(client.get(page.get_absolute_url()))
    data = json.loads(tree.xpath('//script[@type="application/ld+json"]')[0].text)
    assert data["@type"] == "BlogPosting"
    assert data["citation"][0]["@type"] == "ScholarlyArticle"
    assert data["citation"][0]["author"][0]["familyName"] == "Example"
    assert "abstract" not in json.dumps(data)


def test_the_first_view_of_a_summary_is_light(client):
    page = make_summary(
        summary="\n\n".join(["Sample text of many words, each of them new. " * 12] * 3),
        implications="Sample text that says what to do, and how sure we are. " * 10,
    )
    body = client.get(page.get_absolute_url()).content
    weight = len(gzip.compress(body))
    weight += len(gzip.compress(Path(finders.find("pprnet/look.css")).read_bytes()))
    fonts = finders.find("pprnet/fonts/fonts.css")
    if fonts:
        folder = Path(fonts).parent
        names = re.findall(r'url\("([^"]+)"\)', Path(fonts).read_text())
        names = {name for name in names if "latin-ext" not in name}
        weight += sum((folder / name).stat().st_size for name in names)
    assert weight < 100_000


def test_about_in_both_languages(client):
    AboutPage.objects.update(body="Sample text about.", body_fr="")
    assert "Sample text about." in text_of(client.get("/about/"))
    french = client.get("/fr/about/")
    assert tree_of(french).xpath('//p[contains(@class, "notice--lang")]')
    AboutPage.objects.update(body_fr="Texte d’exemple.")
    french = client.get("/fr/about/")
    assert "Texte d’exemple." in text_of(french)
    assert not tree_of(french).xpath('//p[contains(@class, "notice--lang")]')


def test_a_draft_can_be_previewed(rf, admin_user):
    page = make_summary(live=False)
    page.title = "Sample text, changed and unsaved"
    response = page.make_preview_request(extra_request_attrs={"user": admin_user})
    response.render()
    assert "changed and unsaved" in response.content.decode()


def test_addresses_follow_the_language():
    page = make_summary()
    with translation.override("fr"):
        assert page.get_absolute_url() == "/fr/2023-02/example-1/"
