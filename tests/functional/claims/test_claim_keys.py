"""A draft beside its sources in Chromium: the check while typing, and the keys."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from draft_factories import make_catalogued_work, make_summary_draft, settle_claims
from playwright.sync_api import expect

from fakes.example_texts import SUMMARY
from pprnet_site.digest.actions import save_draft
from pprnet_site.evidence.models import ClaimDecision

pytestmark = [
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.browser,
    pytest.mark.slow,
]

RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}}
ABSTRACT = (
    "We randomised 128 invented clients to talk or to a waiting list. The invented clients lived "
    "in a number of invented towns. 🙂 After treatment, 54% of the clients in talk were well."
)
TYPED = f"{SUMMARY}\n\nThe study saw 129 clients. Of of all, 73 towns took part."


@pytest.fixture
def draft(editor):
    work = make_catalogued_work(title="An invented trial", abstract=ABSTRACT)
    draft = make_summary_draft(works=[work], by=editor)
    save_draft(summary=draft, fields={"summary": f"{SUMMARY}\n\nIt saw 128 clients."}, by=editor)
    settle_claims(draft)
    return draft


@pytest.fixture
def page(draft, editor, client, live_server, chromium):
    """Open the page with scripts on, where the browser may complain of a lost answer."""
    client.force_login(editor)
    value = client.cookies["sessionid"].value
    context = chromium.new_context(base_url=live_server.url)
    context.add_cookies([{"name": "sessionid", "value": value, "url": live_server.url}])
    page = context.new_page()
    page.goto(reverse("desk:evidence", args=[draft.pk]))
    yield page
    context.close()


SELECT = """(text) => {
  const walk = document.createTreeWalker(document.getElementById("sources"), NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const at = node.data.indexOf(text);
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + text.length);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    return;
  }
}"""


def test_claims_are_checked_while_typing_and_settled_by_keys(page, draft):
    state = page.locator("#state")
    expect(state).to_contain_text("Every claim is settled")
    page.locator("#change-summary summary").click()
    answers = []
    page.on("response", lambda answer: answers.append(answer.url))
    field = page.locator("#id_summary")
    field.fill(TYPED)
    field.press("j")
    field.press("b")
    expect(field).to_have_value(TYPED + "jb")  # keys do nothing while typing
    field.fill(TYPED)
    expect(state).to_contain_text("3 points stop publication.")
    assert len([url for url in answers if url.endswith("/check/")]) == 1, "one check, after a pause"
    expect(page.locator("#said")).to_have_text("3 points stop publication.")
    assert Axe().run(page, options=RULES).response["violations"] == []

    page.get_by_role("button", name="Delete it").click()
    expect(state).to_contain_text("2 points stop publication.")
    expect(field).to_have_value(TYPED.replace("Of of", "Of"))
    field.fill(TYPED.replace("Of of", "Of").replace("129", "128"))
    expect(state).to_contain_text("1 point stops publication.")

    page.locator("h1").click()
    page.keyboard.press("j")
    assert "73" in page.evaluate("document.activeElement.textContent")
    page.evaluate(SELECT, "54%")
    with page.expect_navigation():
        page.keyboard.press("b")
    expect(page.locator("#settled")).to_contain_text("73")
    expect(page.locator("#id_summary")).to_have_value(
        TYPED.replace("Of of", "Of").replace("129", "128")
    )
    row = ClaimDecision.objects.get(page=draft, verdict="passage")
    assert (row.quote, row.quote_start) == ("54%", ABSTRACT.index("54%"))


def test_a_lost_answer_is_named_and_a_late_one_is_dropped(page):
    page.locator("#change-summary summary").click()
    page.route("**/check/", lambda route: route.abort())
    field, said = page.locator("#id_summary"), page.locator("#check-said")
    field.fill(TYPED)
    expect(said).to_contain_text("could not be checked just now")
    expect(field).to_have_value(TYPED)
    page.unroute("**/check/")
    held = []
    page.route("**/check/", lambda route: held.append(route) if not held else route.continue_())
    field.fill(TYPED + " One.")
    page.wait_for_timeout(700)
    field.fill(f"{SUMMARY}\n\nIt saw 128 clients.")
    expect(page.locator("#state")).to_contain_text("Every claim is settled")
    assert len(held) == 1


def test_what_is_typed_stays_where_the_site_cannot_be_reached(page, draft):
    line, limits = page.locator("#unreached span"), page.locator("[name=limits]")
    page.locator("#change-limits summary").click()
    limits.fill("Example: typed.")
    page.context.set_offline(True)
    page.get_by_role("button", name="Save the text").click()
    expect(line).to_contain_text("What you typed is kept")
    page.context.set_offline(False)

    cookies = page.context.cookies()
    page.context.clear_cookies(name="sessionid")
    with page.expect_response(lambda answer: "/login/" in answer.url):
        page.get_by_role("button", name="Save the text").click()
    expect(line).to_contain_text("you are signed out")
    page.context.add_cookies([each for each in cookies if each["name"] == "sessionid"])
    page.get_by_role("button", name="Save the text").click()
    expect(page.get_by_text("The draft is saved.")).to_be_visible()
    assert type(draft).objects.get(pk=draft.pk).get_latest_revision_as_object().limits == (
        "Example: typed."
    )
