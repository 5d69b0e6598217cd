"""Where a figure comes from, opened and closed with the keyboard, without a script."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from digest_factories import make_summary

pytestmark = [
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.browser,
    pytest.mark.slow,
]


def test_a_source_opens_at_its_figure(browser_page):
    page = make_summary()
    browser_page.set_viewport_size({"width": 320, "height": 700})
    browser_page.goto(page.get_absolute_url())
    mark = browser_page.locator(".place-mark").first
    note = browser_page.locator(".place").first
    assert not note.is_visible()
    mark.press("Enter")
    assert note.is_visible()
    assert Axe().run(browser_page).response["violations"] == []
    assert browser_page.evaluate("document.documentElement.scrollWidth") <= 320
    browser_page.keyboard.press("Tab")
    assert browser_page.evaluate("document.activeElement.className") == "place__close"
    browser_page.keyboard.press("Escape")
    assert not note.is_visible()
    assert browser_page.evaluate("document.activeElement.className") == "place-mark"
    browser_page.emulate_media(media="print")
    assert note.is_visible()
