"""WCAG 2.2 A and AA, as far as axe can tell, on every page of ours.

Left out, and only these: Wagtail's own frame below `/admin/` (its log-in, editor and settings),
which Wagtail's project tests itself.
"""

from __future__ import annotations

import datetime as dt
import gzip
from importlib.resources import files
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from digest_factories import make_issue, make_summary
from duplicate_factories import ARTICLE, TALK, import_records

import pprnet_site
from pprnet_site.catalogue.actions import (
    move_work,
    open_harvest,
    open_import,
    run_import,
    sync_searches,
)
from pprnet_site.catalogue.enums import WorkStatus
from pprnet_site.catalogue.models import HarvestRun, HarvestTask, ImportRun, Work
from pprnet_site.digest.actions import make_draft
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
    """Give what axe finds on a page, by rule and place."""
    page.goto(address)
    found = Axe().run(page, options=RULES).response["violations"]
    return [(address, hit["id"], node["html"]) for hit in found for node in hit["nodes"]]


def check_all(page, addresses):
    """Look at each page light and wide, dark and narrow."""
    found = []
    for scheme, width in WINDOWS:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 900})
        for address in addresses:
            found += violations(page, address)
            wide = page.evaluate("document.documentElement.scrollWidth")
            if wide > width:
                found.append((address, "scrolls sideways", f"{wide} of {width} px"))
    return found


@pytest.fixture
def digest():
    """Publish two months, with a correction, a retraction notice and a long title."""
    day = dt.date(2023, 3, 3)
    issue = make_issue(dt.date(2023, 2, 1))
    facts = [{"label": "Example", "value": "r = .29", "note": "Sample text", "origin": "Sample"}]
    make_summary(issue, facts=facts, notices=[(SummaryNoticeKind.CORRECTED, day, "Sample text.")])
    make_summary(issue, title="Sample text: " + "a very long question " * 6 + "?")
    make_summary(
        make_issue(dt.date(2020, 12, 1)),
        notices=[(SummaryNoticeKind.RETRACTED, day, "Sample text.")],
    )


def test_public_pages(digest, browser_page):
    summaries = [page.get_url() for page in SummaryPage.objects.live()]
    addresses = [
        "/",
        "/2023-02/",
        *summaries,
        "/topics/",
        "/topics/alliance/",
        "/topics/empathy/",
        "/types/",
        "/types/narrative-review/",
        "/archive/",
        "/search/",
        "/search/?q=example&topic=alliance",
        "/search/?q=nothing+of+the+kind",
        "/about/",
    ]
    french = [f"/fr{address}" for address in addresses if not address.startswith("http")]
    assert check_all(browser_page, [*addresses, *french]) == []


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
def desk(tmp_path, editor, browser_page, client, live_server):
    """Import thirty works, decide on some, draft one, and sign in."""
    lines = gzip.decompress((files("pprnet_site.sample") / "Oud_2018.works.jsonl.gz").read_bytes())
    path = tmp_path / "thirty.jsonl"
    path.write_bytes(b"".join(lines.splitlines(keepends=True)[:30]) + b"no reference\n")
    run_import(run=open_import(name=path.name, path=path, by=editor), path=path)
    import_records(tmp_path, ARTICLE, TALK)
    first, second, third = Work.objects.all()[:3]
    for work in (first, second):
        move_work(work=work, to=WorkStatus.SCREENED_IN, by=editor)
    move_work(work=third, to=WorkStatus.SCREENED_OUT, by=editor)
    make_draft(work=first, by=editor, month=dt.date(2023, 1, 1))
    client.force_login(editor)
    cookie = client.cookies["sessionid"].value
    browser_page.context.add_cookies(
        [{"name": "sessionid", "value": cookie, "url": live_server.url}]
    )


def test_the_desk(desk, browser_page, settings):
    settings.PPRNET_CONTACT = "test@example.org"
    sync_searches()
    open_harvest(since=dt.date(2023, 1, 1), until=dt.date(2023, 1, 31), by=None)
    HarvestTask.objects.update(records=40, total=90, problems=2, error="Example answered 503.")
    draft = SummaryPage.objects.get()
    work = draft.sources.get().work
    run = ImportRun.objects.get(file_name="thirty.jsonl")
    addresses = [
        "/desk/",
        "/desk/later/",
        "/desk/criteria/",
        "/desk/screening/",
        "/desk/conflicts/",
        "/desk/picks/",
        "/desk/shortlist/",
        "/desk/works/",
        f"/desk/works/{work.pk}/",
        "/desk/drafts/",
        f"/desk/drafts/{draft.pk}/",
        "/desk/issues/",
        "/desk/imports/",
        f"/desk/imports/{run.pk}/",
        "/desk/pairs/",
        "/desk/pairs/decided/",
        "/desk/harvests/",
        f"/desk/harvests/{HarvestRun.objects.get().pk}/",
    ]
    assert check_all(browser_page, [*addresses, "/fr/desk/", f"/fr/desk/drafts/{draft.pk}/"]) == []
