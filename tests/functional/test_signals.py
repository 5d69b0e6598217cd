"""Judging what was read, in Chromium: one click or key, with scripts and without."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from signal_factories import make_work_with_signals

from pprnet_site.catalogue.models import Judgement

pytestmark = [
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.browser,
    pytest.mark.slow,
]


@pytest.fixture
def work(editor):
    return make_work_with_signals()


def signed_in(context, client, editor, live_server):
    client.force_login(editor)
    value = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": value, "url": live_server.url}])


def row(page, label):
    return page.locator("table.signals tr", has_text=label)


def test_one_click_accepts_rejects_and_undoes_and_a_key_accepts_the_rest(
    work, editor, client, live_server, browser_page
):
    page = browser_page
    signed_in(page.context, client, editor, live_server)
    page.goto(f"/desk/?work={work.pk}")
    row(page, "Participants").get_by_role("button", name="Reject").click()
    expect(row(page, "Participants")).to_contain_text("Rejected by you")
    row(page, "Participants").get_by_role("button", name="Undo").click()
    expect(row(page, "Participants").get_by_role("button", name="Accept")).to_be_visible()
    page.keyboard.press("a")
    expect(row(page, "Participants")).to_contain_text("Accepted by you")
    expect(page.get_by_role("button", name="Accept all open signals")).to_have_count(0)
    assert set(Judgement.objects.filter(superseded_at=None).values_list("verdict", flat=True)) == {
        "accepted"
    }


def test_a_correction_needs_no_scripts(work, editor, client, live_server, chromium):
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    signed_in(context, client, editor, live_server)
    page = context.new_page()
    page.goto(f"/desk/works/{work.pk}/")
    people = row(page, "Participants")
    people.get_by_text("Correct").click()
    people.get_by_role("textbox").fill("1 024")
    people.get_by_role("button", name="Save").click()
    expect(row(page, "Participants")).to_contain_text("1024")
    expect(row(page, "Participants")).to_contain_text("Corrected by you")
    context.close()
