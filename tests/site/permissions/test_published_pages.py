"""Every public address, visited once an example of each page has been published."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import resolve
from lxml import etree
from lxml import html as lxml_html

import pages
from pages import ABSTRACT, PUBLIC, Kind
from pprnet_site.core.models import DigestSettings

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("published")]

MISSING = "/nothing/"
"""An address that leads nowhere: its page must be as safe as any other."""


@pytest.fixture(scope="module")
def published(made_once):
    """Publish an example of each page, once for all tests of this file."""
    made_once(pages.publish_examples)


def tree_of(response):
    """Return a page as a tree."""
    return lxml_html.fromstring(response.content)


def test_an_example_opens_the_view_that_it_is_named_after(client):
    opened = {}
    for example in PUBLIC:
        found = resolve(example.address().partition("?")[0])
        if example.name in pages.page_types():
            context = client.get(example.address()).context
            opened[example.name] = context["page"]._meta.label
        else:
            opened[example.name] = found.url_name or str(found.route)
    assert opened == {name: name for name in opened}


@pytest.mark.parametrize(
    ("kind", "statuses"), [(Kind.PAGE, {200}), (Kind.FILE, {200}), (Kind.REDIRECT, {301, 302})]
)
def test_every_address_answers(client, kind, statuses):
    answers = {address: client.get(address).status_code for address in pages.addresses(kind)}
    assert {address: code for address, code in answers.items() if code not in statuses} == {}


def test_no_address_carries_an_abstract(client):
    assert ABSTRACT in pages.Work.objects.first().abstract
    carrying = [
        address
        for address in pages.addresses()
        for path in (address, f"/fr{address}")
        if ABSTRACT in client.get(path).content.decode()
    ]
    assert carrying == []


def test_no_address_sets_a_cookie_for_a_reader(client):
    setting = {
        path: list(response.cookies)
        for address in [*pages.addresses(), MISSING]
        for path in (address, f"/fr{address}")
        if (response := client.get(path)).cookies
    }
    assert setting == {}


def test_no_address_writes_to_the_database_for_a_reader(client):
    """Pages are read while the database refuses writes; also before its settings were saved."""
    DigestSettings.objects.all().delete()
    writing = {}
    for address in [*pages.addresses(), "/up", "/robots.txt", "/admin/login/", MISSING]:
        for path in (address, f"/fr{address}"):
            with CaptureQueriesContext(connection) as asked:
                client.get(path)
            said = [each["sql"][:80] for each in asked if not each["sql"].startswith("SELECT")]
            writing |= {path: said} if said else {}
    assert writing == {}


def test_no_page_runs_or_styles_inline(client):
    for address in [*pages.addresses(Kind.PAGE), MISSING]:
        response = client.get(address)
        tree = tree_of(response)
        inline = "//@style | //style | //script[not(@type='application/ld+json' or @src)]"
        assert not tree.xpath(inline), address
        assert not tree.xpath("//@*[starts-with(name(), 'on')]"), address
        outside = tree.xpath("//link/@href | //img/@src | //script/@src")
        assert all(link.startswith(("/", "http://testserver/")) for link in outside), address
        assert "default-src 'none'" in response["Content-Security-Policy"], address
        assert "unsafe" not in response["Content-Security-Policy"], address


def test_every_page_has_a_title_a_heading_and_both_languages_in_its_head(client):
    titles = {}
    for address in pages.addresses(Kind.PAGE):
        for path, language in ((address, "en"), (f"/fr{address}", "fr")):
            tree = tree_of(client.get(path))
            assert tree.get("lang") == language, path
            assert len(tree.xpath("//h1")) == 1, path
            assert tree.xpath("//link[@rel='canonical']/@href") == [f"http://testserver{path}"]
            found = {e.get("hreflang"): e.get("href") for e in tree.xpath("//link[@hreflang]")}
            here = f"http://testserver{address}"
            french = f"http://testserver/fr{address}"
            assert found == {"en": here, "x-default": here, "fr": french}, path
            titles[path] = tree.findtext(".//title").strip()
    assert all(titles.values())


def unmarked_english(response) -> list[str]:
    """Return the texts of a French page that are English content without `lang="en"`."""
    tree = tree_of(response)
    for reference in tree.xpath("//p[@class='source']"):  # a work may be in any language
        reference.drop_tree()
    return [
        " ".join(text.split())
        for text in tree.xpath("//body//text()[contains(., 'Sample text')]")
        if text.getparent().xpath("string(ancestor-or-self::*[@lang][1]/@lang)") != "en"
    ]


def test_english_content_is_marked_as_english_on_every_french_page(client):
    found = {
        address: unmarked
        for address in pages.addresses(Kind.PAGE)
        if (unmarked := unmarked_english(client.get(f"/fr{address}")))
    }
    assert found == {}


def test_the_site_map_lists_every_page_that_is_due_in_both_languages(client):
    tree = etree.fromstring(client.get("/sitemap.xml").content)
    listed = {element.text.removeprefix("http://testserver") for element in tree.iter("{*}loc")}
    for example in PUBLIC:
        due = example.in_sitemap
        for path in (example.address(), f"/fr{example.address()}"):
            assert (path in listed) == due, f"{example.name}: {path}"
