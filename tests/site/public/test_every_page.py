"""Every address of the site is visited; one without an example in `tests/pages.py` fails."""

from __future__ import annotations

import re

import pytest
from digest_factories import make_digest, make_issue, make_summary
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import resolve
from draft_factories import MONTH, make_user
from lxml import etree
from lxml import html as lxml_html

import pages
from pages import ABSTRACT, ACCOUNT, DESK, PUBLIC, Kind
from pprnet_site.core.models import DigestSettings
from pprnet_site.digest.permissions import EDITORS, WRITERS

COPY = "/static/pprnet/copy.js"
"""The only script of public pages."""

pytestmark = pytest.mark.django_db

MISSING = "/nothing/"
"""An address that leads nowhere: its page must be as safe as any other."""
MAX_QUERIES = 30


@pytest.fixture
def published():
    """Publish an example of each page."""
    pages.publish_examples()


def tree_of(response):
    """Return a page as a tree."""
    return lxml_html.fromstring(response.content)


def names_of(examples):
    return {example.name for example in examples}


# Completeness


def test_every_public_address_has_an_example():
    missing = (pages.url_names() | pages.page_types()) - names_of(PUBLIC)
    assert not missing, f"add an example to PUBLIC in tests/pages.py: {sorted(missing)}"


def test_every_example_is_of_an_address_that_exists():
    assert names_of(PUBLIC) <= pages.url_names() | pages.page_types()
    assert names_of(DESK) <= pages.url_names("desk")
    assert names_of(ACCOUNT) == pages.url_names("accounts")


def test_every_namespace_is_known():
    assert {namespace for namespace, _ in pages.patterns()} == {"", "accounts", "desk", "reviews"}


@pytest.mark.usefixtures("published")
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


# Each page


@pytest.mark.usefixtures("published")
@pytest.mark.parametrize(
    ("kind", "statuses"), [(Kind.PAGE, {200}), (Kind.FILE, {200}), (Kind.REDIRECT, {301, 302})]
)
def test_every_address_answers(client, kind, statuses):
    answers = {address: client.get(address).status_code for address in pages.addresses(kind)}
    assert {address: code for address, code in answers.items() if code not in statuses} == {}


@pytest.mark.usefixtures("published")
def test_no_address_carries_an_abstract(client):
    assert ABSTRACT in pages.Work.objects.first().abstract
    carrying = [
        address
        for address in pages.addresses()
        for path in (address, f"/fr{address}")
        if ABSTRACT in client.get(path).content.decode()
    ]
    assert carrying == []


@pytest.mark.usefixtures("published")
def test_no_address_sets_a_cookie_for_a_reader(client):
    setting = {
        path: list(response.cookies)
        for address in [*pages.addresses(), MISSING]
        for path in (address, f"/fr{address}")
        if (response := client.get(path)).cookies
    }
    assert setting == {}


@pytest.mark.usefixtures("published")
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


@pytest.mark.parametrize("prefix", ["", "/fr"])
def test_hostile_text_is_escaped_on_every_page(client, prefix):
    pages.publish_hostile_examples()
    for address in [*pages.addresses(Kind.PAGE), "/search/?q=script", MISSING]:
        response = client.get(prefix + address)
        body = response.content.decode()
        assert "<script>" not in body, address
        assert "<img" not in body, address
        for script in tree_of(response).xpath("//script"):
            is_file = script.get("src") == COPY and not script.text
            assert is_file or script.get("type") == "application/ld+json", address


def test_hostile_text_is_no_markup_in_any_file(client):
    pages.publish_hostile_examples()
    for address in pages.addresses(Kind.FILE):
        response = client.get(address)
        media_type = response["Content-Type"]
        assert "html" not in media_type, address
        assert response["X-Content-Type-Options"] == "nosniff", address
        if "xml" in media_type:
            assert b"<script" not in response.content, address
            etree.fromstring(response.content)


@pytest.mark.usefixtures("published")
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


@pytest.mark.usefixtures("published")
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


@pytest.mark.usefixtures("published")
def test_english_content_is_marked_as_english_on_every_french_page(client):
    found = {
        address: unmarked
        for address in pages.addresses(Kind.PAGE)
        if (unmarked := unmarked_english(client.get(f"/fr{address}")))
    }
    assert found == {}


# The site map, and pages of an empty site


@pytest.mark.usefixtures("published")
def test_the_site_map_lists_every_page_that_is_due_in_both_languages(client):
    tree = etree.fromstring(client.get("/sitemap.xml").content)
    listed = {element.text.removeprefix("http://testserver") for element in tree.iter("{*}loc")}
    for example in PUBLIC:
        due = example.in_sitemap
        for path in (example.address(), f"/fr{example.address()}"):
            assert (path in listed) == due, f"{example.name}: {path}"


def test_every_list_opens_before_anything_is_published(client):
    lists = [
        example.address()
        for example in PUBLIC
        if example.name in pages.url_names()
        and example.kind is Kind.PAGE
        and not example.arguments
        and not example.query
    ]
    assert lists
    for path in lists:
        assert client.get(path).status_code == 200


# Queries


def query_counts(client, addresses) -> dict[str, int]:
    """Count the queries of each address, once what a process keeps has been made."""
    counts = {}
    for address in addresses:
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        counts[address] = len(queries)
    return counts


def test_queries_do_not_grow_with_the_summaries(client):
    pages.publish_examples()
    make_digest(months=4, summaries=1)
    addresses = pages.addresses()
    few = query_counts(client, addresses)
    february = pages.SummaryPage.objects.live().order_by("pk").first().issue
    for number in range(4):
        make_summary(february, title=f"Sample text again {number}?")
    for month in (5, 6):
        make_summary(make_issue(MONTH.replace(year=2022, month=month)))
    assert query_counts(client, addresses) == few
    assert max(few.values()) <= MAX_QUERIES


# The desk


def desk_routes() -> dict[str, str]:
    """Return an address for each URL of the desk, of rows that need not exist."""
    routes = {}
    for namespace, pattern in pages.patterns():
        if namespace == "desk":
            route = re.sub(r"<int:\w+>", "1", str(pattern.pattern))
            routes[f"desk:{pattern.name}"] = "/desk/" + re.sub(r"<slug:\w+>", "csv", route)
    return routes


@pytest.mark.parametrize("method", ["get", "post"])
def test_the_desk_refuses_an_anonymous_visitor_at_every_address(client, method):
    assert desk_routes().keys() == pages.url_names("desk")
    for name, path in desk_routes().items():
        answer = getattr(client, method)(path)
        assert answer.status_code == 302, name
        assert answer["Location"].startswith("/admin/login/"), name


@pytest.mark.parametrize("method", ["get", "post"])
def test_the_desk_refuses_a_user_of_no_group_at_every_address(client, method):
    client.force_login(make_user("", "stranger"))
    codes = {
        name: getattr(client, method)(path).status_code for name, path in desk_routes().items()
    }
    assert {name: code for name, code in codes.items() if code != 403} == {}


def test_every_page_of_the_desk_has_an_example(client):
    client.force_login(get_user_model().objects.create_superuser("example", password="x"))
    for name, path in desk_routes().items():
        if name not in names_of(DESK):
            advice = f"add {name} to DESK in tests/pages.py"
            assert client.get(path).status_code == 405, advice


# An account


@pytest.mark.parametrize("method", ["get", "post"])
def test_an_account_is_for_the_person_who_has_it(client, method):
    for example in ACCOUNT:
        answer = getattr(client, method)(example.address())
        assert answer.status_code == 302, example.name
        assert answer["Location"].startswith("/admin/login/"), example.name


@pytest.mark.parametrize("group", ["", WRITERS, EDITORS])
def test_everybody_has_the_pages_of_an_account(client, group):
    client.force_login(make_user(group, "someone"))
    codes = {each.name: client.get(each.address()).status_code for each in ACCOUNT}
    # The second step is done: it leads on.
    assert codes.pop("accounts:second-step") == 302
    assert set(codes.values()) == {200}
