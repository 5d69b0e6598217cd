"""An editor and a reader in Chromium."""

from __future__ import annotations

import gzip
from importlib.resources import files

import pytest
from playwright.sync_api import expect

from fakes.example_texts import IMPLICATIONS, SUMMARY
from functional.conftest import PASSWORD
from pprnet_site.catalogue.actions import open_import, run_import
from pprnet_site.catalogue.enums import WorkStatus
from pprnet_site.catalogue.models import Work

pytestmark = [
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.browser,
    pytest.mark.slow,
]

QUESTION = "Example: what does this sample show?"
KEYS = ("i", "x", "i", "3", "l", "i", "x", "1", "i", "x")


@pytest.fixture
def library(tmp_path, editor):
    """Import sixty works of the sample."""
    lines = gzip.decompress((files("pprnet_site.sample") / "Oud_2018.works.jsonl.gz").read_bytes())
    path = tmp_path / "sixty.jsonl"
    path.write_bytes(b"".join(lines.splitlines(keepends=True)[:60]))
    run_import(run=open_import(name=path.name, path=path, by=editor), path=path)


def decide(page, key):
    """Press a key and wait until another work is shown."""
    before = page.locator("input[name=work]").first.get_attribute("value")
    page.wait_for_load_state()  # the keys listen from then on
    page.keyboard.press(key)
    expect(page.locator(f"input[name=work][value='{before}']")).to_have_count(0)
    expect(page.locator("#main")).to_have_attribute("aria-busy", "false")


def test_an_editor_screens_ten_works_by_keyboard_and_publishes_and_a_reader_finds_it(
    library, browser_page, editor
):
    page = browser_page
    page.goto("/desk/")
    page.get_by_label("Username").fill("example-editor")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()

    # Ten works, by keys alone; the order is made anew after each.
    for key in KEYS:
        decide(page, key)
    assert Work.objects.filter(status=WorkStatus.SCREENED_IN).count() == KEYS.count("i")
    assert Work.objects.filter(later_since__isnull=False).count() == 1
    decide(page, "u")
    decide(page, "x")

    # A key pressed while writing is a letter, not a decision.
    page.keyboard.press("n")
    page.keyboard.type("ixlu: a note")
    assert page.locator("textarea[name=note]").input_value() == "ixlu: a note"
    assert Work.objects.filter(status=WorkStatus.SCREENED_IN).count() == KEYS.count("i")

    # One of them is written up and published.
    page.goto("/desk/shortlist/")
    page.get_by_text("Write the summary").first.click()
    page.get_by_role("button", name="Make the draft").first.click()
    for field, text in {
        "title": QUESTION,
        "bottom_line": "Example: the bottom line.",
        "summary": SUMMARY,
        "implications": IMPLICATIONS,
    }.items():
        page.locator(f"form:has([name=bottom_line]) [name={field}]").fill(text)
    for details in page.locator(
        "details:has([name=topics]), details:has([name=research_types])"
    ).all():
        details.evaluate("details => { details.open = true }")
    page.get_by_label("Alliance and Therapeutic Relationship").check()
    page.locator("[name=research_types]").first.check()
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text("Published: ")).to_be_visible()

    # A reader finds it by topic.
    page.context.clear_cookies()
    page.goto("/")
    page.get_by_role("link", name="Topics", exact=True).click()
    page.get_by_role("link", name="Alliance and Therapeutic Relationship").first.click()
    page.get_by_role("link", name=QUESTION).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(QUESTION)
    expect(page.get_by_role("heading", name="Practice Implications")).to_be_visible()
