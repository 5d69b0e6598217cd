"""A draft is saved as it is typed, in Chromium: once a pause, and never lost without a word."""

from __future__ import annotations

import pytest
from draft_factories import make_summary_draft
from playwright.sync_api import expect

from pprnet_site.digest.actions import save_draft

pytestmark = [
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.browser,
    pytest.mark.slow,
]


@pytest.fixture
def draft():
    return make_summary_draft(works=[])


@pytest.fixture
def page(draft, editor, client, chromium, live_server):
    """Open the draft where the browser complains of refusals, as it may."""
    client.force_login(editor)
    value = client.cookies["sessionid"].value
    context = chromium.new_context(base_url=live_server.url)
    context.add_cookies([{"name": "sessionid", "value": value, "url": live_server.url}])
    page = context.new_page()
    page.goto(f"/desk/drafts/{draft.pk}/")
    yield page
    context.close()


def newest(draft):
    return type(draft).objects.get(pk=draft.pk).get_latest_revision_as_object()


def test_typed_text_is_saved_kept_through_faults_and_never_saved_over_anothers(page, draft):
    line, limits = page.locator("[data-line]"), page.locator("[name=limits]")
    limits.fill("Example: typed.")
    expect(line).to_contain_text("Saved at")
    assert newest(draft).limits == "Example: typed."

    # Without a connection the button leaves the page as it is; then it is saved by itself.
    page.context.set_offline(True)
    limits.fill("Example: typed without a connection.")
    expect(line).to_contain_text("no connection")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(limits).to_have_value("Example: typed without a connection.")
    page.context.set_offline(False)
    expect(line).to_contain_text("Saved at")

    # Signed out in between: a new session, then a retry.
    cookies = page.context.cookies()
    page.context.clear_cookies(name="sessionid")
    limits.fill("Example: typed after the session ended.")
    expect(line).to_contain_text("signed out")
    page.context.add_cookies([each for each in cookies if each["name"] == "sessionid"])
    page.get_by_role("button", name="Try again").click()
    expect(line).to_contain_text("Saved at")

    # Another person saved: told, not overwritten; the button shows both.
    save_draft(summary=draft, fields={"limits": "Example: another's."}, by=None)
    limits.fill("Example: mine.")
    expect(line).to_contain_text("after you opened it")
    assert newest(draft).limits == "Example: another's."
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("after you opened it")
    expect(limits).to_have_value("Example: mine.")


def test_who_goes_back_to_the_page_types_on(page, draft):
    line, limits = page.locator("[data-line]"), page.locator("[name=limits]")
    limits.fill("Example: typed.")
    expect(line).to_contain_text("Saved at")
    limits.fill("Example: typed, and left at once.")
    page.goto("/desk/")
    page.wait_for_timeout(500)
    assert newest(draft).limits == "Example: typed, and left at once."
    page.go_back()
    limits.fill("Example: typed after it.")
    expect(line).to_contain_text("Saved at")
    assert newest(draft).limits == "Example: typed after it."


def test_the_list_of_what_is_to_do_is_that_of_what_was_typed(page):
    gate, to_do = page.locator("#draft-gate"), page.locator("#draft-to-do")
    expect(gate).to_contain_text("The summary has no source")
    expect(gate).not_to_contain_text("The practice implications are missing")
    page.locator("[name=implications]").fill("")
    expect(page.locator("[data-line]")).to_contain_text("Saved at")
    expect(gate).to_contain_text("The practice implications are missing")
    expect(to_do).to_contain_text("2 things to do")
    expect(page.locator("#check-said")).not_to_contain_text("not saved")
