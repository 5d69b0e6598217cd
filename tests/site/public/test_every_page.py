"""Every address of the site is visited; one without an example in `tests/pages.py` fails."""

from __future__ import annotations

import re

import pytest
from digest_factories import make_digest, make_issue, make_summary
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext
from draft_factories import MONTH, make_user
from lxml import etree
from lxml import html as lxml_html

import pages
from pages import ACCOUNT, DESK, PUBLIC, Kind
from pprnet_site.digest.permissions import EDITORS, WRITERS

COPY = "/static/pprnet/copy.js"
"""The only script of public pages."""

pytestmark = pytest.mark.django_db

MISSING = "/nothing/"
"""An address that leads nowhere: its page must be as safe as any other."""
MAX_QUERIES = 31


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


# Each page


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


# Pages of an empty site


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
