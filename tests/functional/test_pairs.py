"""Pairs of works in Chromium: one key merges, one keeps apart, one takes it back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from duplicate_factories import ARTICLE, TALK, import_records
from playwright.sync_api import expect

from pprnet_site.catalogue.models import WorkPair

pytestmark = [
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.browser,
    pytest.mark.slow,
]

TITLES = ("Invented therapy for sample worries in plainly made examples", "Example of another kind")


@pytest.fixture
def pairs(tmp_path):
    """Import two pairs that may be one work each."""
    for at, title in enumerate(TITLES):
        one = replace(ARTICLE, title=f"{title} told at length", volume=str(40 + at))
        two = replace(TALK, title=f"{title} told at length", volume=str(60 + at))
        import_records(tmp_path, one, two, name=f"{at}.jsonl")
    return list(WorkPair.objects.order_by("-score", "pk"))


@pytest.fixture
def cookie(pairs, editor, client, live_server):
    client.force_login(editor)
    value = client.cookies["sessionid"].value
    return {"name": "sessionid", "value": value, "url": live_server.url}


def verdicts(pairs):
    return [WorkPair.objects.get(pk=pair.pk).verdict for pair in pairs]


def shows(page, pair):
    expect(page.locator(f"form.decide input[name=pair][value='{pair.pk}']")).to_have_count(1)
    expect(page.locator("#main:not([aria-busy=true])")).to_have_count(1)


def test_one_key_for_each_answer_and_for_each_undo(pairs, cookie, browser_page):
    page = browser_page
    page.context.add_cookies([cookie])
    page.goto("/desk/pairs/")
    shows(page, pairs[0])
    page.keyboard.press("j")
    shows(page, pairs[1])
    page.keyboard.press("k")
    shows(page, pairs[0])
    page.keyboard.press("m")
    shows(page, pairs[1])
    assert verdicts(pairs) == ["one", "open"]
    page.keyboard.press("a")
    expect(page.get_by_text("There are no possible duplicates")).to_be_visible()
    assert verdicts(pairs) == ["one", "two"]
    page.keyboard.press("u")
    shows(page, pairs[1])
    page.keyboard.press("u")
    shows(page, pairs[0])
    assert verdicts(pairs) == ["open", "open"]


def test_without_scripts_the_buttons_do_the_same(pairs, cookie, chromium, live_server):
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    context.add_cookies([cookie])
    page = context.new_page()
    page.goto("/desk/pairs/")
    page.get_by_role("button", name="Two works: keep separate").click()
    page.get_by_role("button", name="One work: merge").click()
    assert verdicts(pairs) == ["two", "one"]
    page.get_by_role("button", name="Undo").click()
    shows(page, pairs[1])
    assert verdicts(pairs) == ["two", "open"]
    context.close()
