"""WCAG 2.2 A and AA, as far as axe can tell, on every page of ours.

Left out, and only these: Wagtail's own frame below `/admin/` (its log-in, editor and settings),
which Wagtail's project tests itself.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from digest_factories import make_issue, make_summary
from draft_factories import make_summary_draft, make_writer
from review_factories import make_comment, make_link

import pages
import pprnet_site
from pprnet_site.accounts.two_factor.devices import make_recovery_codes, start_set_up
from pprnet_site.digest.enums import SummaryNoticeKind
from pprnet_site.digest.models import SummaryPage

pytestmark = [
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.browser,
    pytest.mark.slow,
]

RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}}
WINDOWS = [("light", 1280), ("dark", 390)]


def violations(page, address):
    """Return what axe finds on a page: address, rule and element."""
    page.goto(address)
    found = Axe().run(page, options=RULES).response["violations"]
    return [(address, hit["id"], node["html"]) for hit in found for node in hit["nodes"]]


def check_all(page, addresses, windows=WINDOWS):
    """Look at each page light and wide, dark and narrow."""
    found = []
    for scheme, width in windows:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 900})
        for address in addresses:
            found += violations(page, address)
            wide = page.evaluate("document.documentElement.scrollWidth")
            if wide > width:
                found.append((address, "scrolls sideways", f"{wide} of {width} px"))
    return found


def test_public_pages(browser_page):
    pages.publish_examples()
    addresses = pages.addresses(pages.Kind.PAGE)
    assert check_all_in_both_languages(browser_page, addresses) == []


def check_all_in_both_languages(page, addresses):
    """Look at each page, in French only on the small phone: longer words, but the same colours."""
    found = check_all(page, addresses)
    return found + check_all(page, [f"/fr{each}" for each in addresses], WINDOWS[1:])


@pytest.fixture
def fonts():
    """Skip where the fonts are not built: system fonts have other widths."""
    folder = Path(pprnet_site.__file__).parent / "core/static/pprnet/fonts"
    if not list(folder.glob("*.woff2")):
        pytest.skip("the fonts are not built: run `make fonts`")


@pytest.mark.usefixtures("fonts")
def test_long_words_and_addresses_stay_inside_a_small_phone(browser_page):
    word = "Psychophysiological-psychoneuroimmunological" + "-and-so-on" * 3
    issue = make_issue(dt.date(2023, 2, 1))
    facts = [{"label": word, "value": word, "note": word, "origin": f"https://example.org/{word}"}]
    texts = {"teaser_clause": word} | dict.fromkeys(
        ("bottom_line", "in_practice", "summary", "limits"), word * 2
    )
    day = dt.date(2023, 3, 3)
    notices = [(SummaryNoticeKind.CORRECTED, day, word * 2)]
    summary = make_summary(issue, title=word, facts=facts, notices=notices, **texts)
    browser_page.set_viewport_size({"width": 320, "height": 640})
    found = {}
    for address in ("/", "/2023-02/", summary.get_url(), "/topics/alliance/", "/archive/"):
        browser_page.goto(address)
        found[address] = browser_page.evaluate("document.documentElement.scrollWidth")
    assert set(found.values()) == {320}, found


def test_the_first_run_page(browser_page):
    assert check_all(browser_page, ["/", "/fr/"]) == []


@pytest.fixture
def desk(tmp_path, editor, settings):
    """Fill the desk."""
    settings.PPRNET_CONTACT = "test@example.org"
    pages.fill_desk(tmp_path, by=editor)


@pytest.fixture
def signed_in(editor, browser_page, client, live_server):
    """Sign the editor in."""
    client.force_login(editor)
    cookie = client.cookies["sessionid"].value
    browser_page.context.add_cookies(
        [{"name": "sessionid", "value": cookie, "url": live_server.url}]
    )


@pytest.mark.usefixtures("desk", "signed_in")
def test_the_desk(browser_page):
    french = ["/fr/desk/", f"/fr/desk/drafts/{SummaryPage.objects.get(live=False).pk}/"]
    french += ["/fr/desk/notices/", "/fr/desk/notices/sources/"]
    found = check_all(browser_page, pages.desk_addresses())
    assert found + check_all(browser_page, french, WINDOWS[1:]) == []


@pytest.mark.usefixtures("signed_in")
def test_a_draft_is_read_with_keys_and_by_a_guest(browser_page, editor):
    draft = make_summary_draft(by=make_writer(), summary="One example.\n\nTwo examples.")
    for quotation in ("One example", "Two examples"):
        make_comment(draft, by=editor, quotation=quotation)
    guest = f"/review/{make_link(draft, by=editor).token}/"
    review = f"/desk/drafts/{draft.pk}/review/"
    assert check_all_in_both_languages(browser_page, [guest, review]) == []
    for key, focused in (("j", "comment-1"), ("j", "comment-2"), ("k", "comment-1")):
        browser_page.keyboard.press(key)
        assert browser_page.evaluate("document.activeElement.id") == focused
    browser_page.locator("mark", has_text="Two examples").select_text()
    browser_page.keyboard.press("c")
    sent = browser_page.locator("#comment-form").evaluate(
        "form => ['field', 'quotation', 'start'].map(name => form['comment-' + name].value)"
    )
    assert sent == ["summary", "Two examples", "14"]


@pytest.mark.usefixtures("signed_in")
def test_an_account(browser_page, editor):
    assert check_all_in_both_languages(browser_page, pages.account_addresses()) == []
    device = start_set_up(editor)
    assert check_all_in_both_languages(browser_page, ["/account/two-factor/"]) == []
    device.confirmed = True
    device.save()
    make_recovery_codes(editor)
    assert check_all_in_both_languages(browser_page, ["/account/second-step/"]) == []
    assert browser_page.locator("input[name=code]").count() == 1
