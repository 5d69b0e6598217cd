"""Open notices in Chromium: one key for each decision, and the same without scripts."""

from __future__ import annotations

import pytest
from notice_factories import make_source, published, report
from playwright.sync_api import expect

from pprnet_site.catalogue.actions import confirm_event
from pprnet_site.catalogue.models import WorkEvent

pytestmark = [
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.browser,
    pytest.mark.slow,
]

PAGE = "/desk/notices/"


@pytest.fixture
def events():
    """Three retractions, in the order of the list."""
    found = []
    for _each in range(3):
        work = make_source()
        published(work)
        found.append(report(work))
    return found


@pytest.fixture
def cookie(events, editor, client, live_server):
    client.force_login(editor)
    value = client.cookies["sessionid"].value
    return {"name": "sessionid", "value": value, "url": live_server.url}


@pytest.fixture
def page(cookie, browser_page):
    browser_page.context.add_cookies([cookie])
    browser_page.goto(PAGE)
    return browser_page


def verdicts(events):
    return [WorkEvent.objects.get(pk=event.pk).verdict for event in events]


def shows(page, event):
    form = f"form#decide-notice[action$='/notices/{event.pk}/decide/']"
    expect(page.locator(form)).to_have_count(1)
    expect(page.locator("#main:not([aria-busy=true])")).to_have_count(1)


def test_one_key_for_each_decision_and_for_each_undo(events, page):
    first, second, third = events
    shows(page, first)
    page.keyboard.press("j")
    shows(page, second)
    page.keyboard.press("k")
    shows(page, first)
    page.keyboard.press("c")
    shows(page, second)
    expect(page.locator("#alert")).to_contain_text("2 published summaries rest on")
    page.keyboard.press("o")
    shows(page, third)
    assert verdicts(events) == ["confirmed", "other-work", "reported"]
    page.keyboard.press("d")
    expect(page.locator("#notice-reason")).to_be_focused()
    page.keyboard.type("Example of a reason: could do.")
    assert verdicts(events)[2] == "reported", "keys do nothing while one types"
    page.get_by_role("button", name="Dispute the notice").click()
    expect(page.get_by_text("No notice is open.")).to_be_visible()
    assert verdicts(events) == ["confirmed", "other-work", "disputed"]
    expect(page.locator("#alert")).to_have_count(0)
    for event in (third, second, first):
        page.keyboard.press("u")
        shows(page, event)
    assert verdicts(events) == ["reported"] * 3


def test_a_double_press_decides_once(events, page):
    shows(page, events[0])
    page.evaluate(
        """() => {
          for (const key of ["c", "c", "o"])
            document.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
        }"""
    )
    shows(page, events[1])
    assert verdicts(events) == ["confirmed", "reported", "reported"]


def test_what_is_typed_is_kept_where_somebody_else_was_first(
    events, cookie, chromium, live_server, django_user_model
):
    context = chromium.new_context(base_url=live_server.url)
    context.add_cookies([cookie])
    page = context.new_page()
    page.goto(PAGE)
    page.locator("#notice-text").fill("Example of a typed text.")
    other = django_user_model.objects.create_superuser("example-other")
    confirm_event(event=events[0], text="Theirs.", by=other)
    page.keyboard.press("Escape")
    with context.expect_event("response", lambda answer: answer.status == 409):
        page.keyboard.press("o")
    expect(page.get_by_role("alert")).to_contain_text("Somebody else has decided on this notice")
    expect(page.locator("#notice-text")).to_have_value("Example of a typed text.")
    expect(page.locator("#decided")).to_contain_text("example-other")
    assert verdicts(events) == ["confirmed", "reported", "reported"]
    context.close()


def test_without_scripts_the_buttons_do_the_same(events, cookie, chromium, live_server):
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    context.add_cookies([cookie])
    page = context.new_page()
    page.goto(PAGE)
    page.locator("#notice-text").fill("Example text.")
    page.get_by_role("button", name="Confirm").click()
    page.locator("summary", has_text="Dispute").click()
    page.locator("#notice-reason").fill("Example reason.")
    page.get_by_role("button", name="Dispute the notice").click()
    page.get_by_role("button", name="About another work").click()
    assert verdicts(events) == ["confirmed", "disputed", "other-work"]
    assert WorkEvent.objects.get(pk=events[0].pk).text == "Example text."
    page.get_by_role("link", name="Earlier decisions").click()
    page.get_by_role("button", name="Undo").first.click()
    expect(page.get_by_role("heading", name="Notices that are decided")).to_be_visible()
    assert verdicts(events) == ["confirmed", "disputed", "reported"]
    context.close()
