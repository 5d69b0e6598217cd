"""The keys of the inbox in Chromium: they press what is there, and never decide twice."""

from __future__ import annotations

import gzip
from importlib.resources import files

import pytest
from playwright.sync_api import expect

from pprnet_site.catalogue.actions import open_import, run_import
from pprnet_site.catalogue.enums import WorkStatus
from pprnet_site.catalogue.models import Move, Work
from pprnet_site.desk.actions import screen_work
from pprnet_site.desk.enums import Verdict

pytestmark = [
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.browser,
    pytest.mark.slow,
]

DECIDE = "**/desk/decide/"


@pytest.fixture
def library(tmp_path, editor):
    """Import a dozen works of the sample."""
    lines = gzip.decompress((files("pprnet_site.sample") / "Oud_2018.works.jsonl.gz").read_bytes())
    path = tmp_path / "dozen.jsonl"
    path.write_bytes(b"".join(lines.splitlines(keepends=True)[:12]))
    run_import(run=open_import(name=path.name, path=path, by=editor), path=path)


@pytest.fixture
def session(library, editor, client, live_server):
    """Sign the editor in; gives the cookie for a browser."""
    client.force_login(editor)
    value = client.cookies["sessionid"].value
    return {"name": "sessionid", "value": value, "url": live_server.url}


@pytest.fixture
def inbox(session, browser_page):
    """Open the inbox with scripts on."""
    browser_page.context.add_cookies([session])
    browser_page.goto("/desk/")
    return browser_page


@pytest.fixture
def unreliable_page(session, chromium, live_server):
    """Open the inbox where the browser will complain of a lost answer or a refusal, and may."""
    context = chromium.new_context(base_url=live_server.url)
    context.add_cookies([session])
    page = context.new_page()
    page.goto("/desk/")
    yield page
    context.close()


def shown(page):
    """Return the primary key of the work that the page shows."""
    return int(page.locator("form.decide input[name=work]").get_attribute("value"))


def wait_for_next(page, work):
    """Wait until another work is shown and nothing is under way."""
    expect(page.locator(f"form.decide input[name=work][value='{work}']")).to_have_count(0)
    expect(page.locator("form.decide input[name=work]")).to_have_count(1)
    expect(page.locator("#main:not([aria-busy=true])")).to_have_count(1)


def decisions():
    return list(Move.objects.filter(undone_at=None).values_list("work_id", "to_status"))


def test_without_scripts_the_buttons_do_the_same(session, chromium, live_server):
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    context.add_cookies([session])
    page = context.new_page()
    page.goto("/desk/")
    seen = []
    for name in ("Include", "Exclude", "Postpone", "No new findings"):
        seen.append(shown(page))
        if name == "No new findings":
            page.get_by_text("Give a reason").click()
        page.locator("form.decide").get_by_role("button", name=name).click()
    page.locator("form.decide").get_by_role("button", name="Undo").click()
    assert shown(page) == seen[3], "the work that came back is shown"
    assert decisions() == [
        (seen[0], WorkStatus.SCREENED_IN),
        (seen[1], WorkStatus.SCREENED_OUT),
        (seen[2], WorkStatus.FOUND),
    ]
    assert Work.objects.get(pk=seen[2]).later_since
    assert Move.objects.exclude(undone_at=None).get().reason == "no-findings"
    context.close()


@pytest.mark.parametrize("lost", ["request", "answer"])
def test_a_failed_request_falls_back_to_the_plain_form_once(lost, unreliable_page):
    tries = []

    def fail(route):
        if route.request.resource_type != "fetch":
            return route.continue_()
        tries.append(route.request.method)
        if lost == "answer":
            route.fetch(max_redirects=0)
        return route.abort()

    unreliable_page.route(DECIDE, fail)
    work = shown(unreliable_page)
    unreliable_page.keyboard.press("i")
    wait_for_next(unreliable_page, work)
    assert tries == ["POST"]
    assert decisions() == [(work, WorkStatus.SCREENED_IN)], "stored exactly once"


def test_an_error_of_the_server_falls_back_to_the_plain_form_too(unreliable_page):
    def fail(route):
        if route.request.resource_type == "fetch":
            return route.fulfill(status=502, body="Bad gateway")
        return route.continue_()

    unreliable_page.route(DECIDE, fail)
    work = shown(unreliable_page)
    unreliable_page.keyboard.press("x")
    wait_for_next(unreliable_page, work)
    assert decisions() == [(work, WorkStatus.SCREENED_OUT)]


def test_keys_that_are_switched_off_stay_off(inbox):
    inbox.keyboard.press("?")
    inbox.get_by_role("button", name="Switch keyboard shortcuts off").click()
    expect(inbox.locator("#keys")).to_have_attribute("data-keys", "off")
    for _again in range(2):
        work = shown(inbox)
        for key in "ixl1j":
            inbox.keyboard.press(key)
        inbox.wait_for_timeout(200)
        assert (shown(inbox), decisions()) == (work, [])
        inbox.goto("/desk/")
    inbox.locator("form.decide").get_by_role("button", name="Include").click()
    wait_for_next(inbox, work)
    for key in "ix":
        inbox.keyboard.press(key)
    inbox.wait_for_timeout(200)
    assert decisions() == [(work, WorkStatus.SCREENED_IN)], "the buttons work, the keys do not"
    inbox.locator("#keys summary").click()
    inbox.get_by_role("button", name="Switch keyboard shortcuts on").click()
    expect(inbox.locator("#keys")).to_have_attribute("data-keys", "on")
    work = shown(inbox)
    inbox.keyboard.press("x")
    wait_for_next(inbox, work)


def test_a_double_press_decides_one_work(inbox):
    work = shown(inbox)
    inbox.evaluate(
        """() => {
          for (const key of ["i", "i", "x"])
            document.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
        }"""
    )
    wait_for_next(inbox, work)
    assert decisions() == [(work, WorkStatus.SCREENED_IN)]


def test_a_key_held_down_decides_one_work(inbox):
    work = shown(inbox)
    inbox.keyboard.down("x")
    wait_for_next(inbox, work)
    for _repeat in range(3):
        inbox.keyboard.down("x")
    inbox.wait_for_timeout(200)
    inbox.keyboard.up("x")
    assert decisions() == [(work, WorkStatus.SCREENED_OUT)]


def test_a_work_that_somebody_else_decided_shows_their_decision(unreliable_page, django_user_model):
    work = shown(unreliable_page)
    other = django_user_model.objects.create_user("example-other")
    screen_work(work_id=work, verdict=Verdict.OUT, by=other)
    unreliable_page.keyboard.press("n")
    unreliable_page.keyboard.type("Example of a note.")
    unreliable_page.keyboard.press("Escape")
    with unreliable_page.context.expect_event("response", lambda answer: answer.status == 409):
        unreliable_page.keyboard.press("i")
    expect(unreliable_page.get_by_role("alert")).to_contain_text(
        "Somebody else has already decided on this work"
    )
    expect(unreliable_page.locator("textarea[name=note]")).to_have_value("Example of a note.")
    expect(unreliable_page.locator("#decided")).to_contain_text("example-other")
    assert decisions() == [(work, WorkStatus.SCREENED_OUT)]
