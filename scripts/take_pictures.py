"""Take the pictures of docs/pictures: `python scripts/take_pictures.py`.

A site with the sample is set up in a temporary folder, some works are screened, the site is served,
and each page is taken with Chromium: as a reader, then as an editor. The pictures show the site of
`make run`, so they are taken again when an interface text or a layout changes.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Browser, Page, sync_playwright

FOLDER = Path(__file__).resolve().parent.parent / "docs/pictures"
HEIGHTS = {1280: 900, 390: 844}
NAME, PASSWORD = "shots", "A-password-for-pictures-1"
START_SECONDS = 120

SCREEN = f"""
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from pprnet_site.catalogue.models import Work
from pprnet_site.desk.actions.screening import screen_work
from pprnet_site.desk.enums import Verdict
from pprnet_site.digest.permissions import EDITORS

user = get_user_model().objects.create_user({NAME!r}, password={PASSWORD!r})
user.groups.add(Group.objects.get(name=EDITORS))
waiting = Work.objects.filter(status="found", merged_into=None).exclude(abstract="").order_by("pk")
for verdict, works in (
    (Verdict.IN, waiting.filter(title__icontains="psychotherapy")[:6]),
    (Verdict.OUT, waiting.exclude(title__icontains="psychotherapy")[:6]),
):
    for work in list(works):
        screen_work(work_id=work.pk, verdict=verdict, by=user)
"""
"""Works are screened by a word of their titles: enough for a ranking with explanations."""

REPORT = """
import datetime as dt
from pprnet.records import Author, PartialDate, Record
from pprnet.sources import Notice, NoticeKind
from pprnet_site.catalogue.actions import refresh_citation
from pprnet_site.catalogue.data_mapper import fill_work, record_row
from pprnet_site.catalogue.enrichment.work_notices import save_notices
from pprnet_site.catalogue.models import Work
from pprnet_site.digest.actions import create_summary, publish_summary
from pprnet_site.taxonomy.models import ResearchType, Topic

for number, kind in enumerate((NoticeKind.RETRACTION, NoticeKind.CONCERN), start=1):
    record = Record(
        source="example", source_id=f"picture {number}", title=f"Invented study {number} of tea",
        authors=(Author("Example", "A."), Author("Sample", "B.")), issued=PartialDate(2022),
        journal="Journal of Examples", volume="1", pages="1-9", doi=f"10.5555/invented.{number}",
    )
    work = fill_work(Work(), record)
    work.save()
    row = record_row(record, work=work, run=None, reason=None)
    row.work = work
    row.save()
    refresh_citation(work=work)
    summary = create_summary(
        issue_month=dt.date(2022, number, 1), title=f"Does invented example {number} help?",
        works=[work], by=None, topics=Topic.objects.all()[:1],
        research_types=ResearchType.objects.all()[:1], summary="Sample text.",
        implications="Sample text.",
    )
    publish_summary(summary=summary, by=None)
    save_notices([Notice(
        kind, doi=record.doi, notice_doi=f"10.5555/invented.notice.{number}", title=record.title,
        date=PartialDate(2023, 8, 30), source="crossref", reasons=("Example of a reason",),
    )])
"""
"""Two summaries of invented works with notices, added after all other pictures are taken."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A page, its size and scheme of colours."""

    name: str
    path: str
    width: int = 1280
    scheme: str = "light"

    @property
    def file(self) -> Path:
        """Return the path of the picture."""
        return FOLDER / f"{self.name}-{self.width}-{self.scheme}.png"


def public_pictures(summary: str) -> tuple[Picture, ...]:
    """Return the pictures of public pages; the summary is the address of a published one."""
    issue = f"/{summary.split('/')[1]}/"
    return (
        Picture("home", "/"),
        Picture("home", "/", 390, "dark"),
        Picture("issue", issue),
        Picture("summary", summary),
        Picture("summary", summary, 1280, "dark"),
        Picture("summary", summary, 390),
        Picture("summary-fr", f"/fr{summary}"),
        Picture("topic", "/topics/alliance/"),
        Picture("archive", "/archive/", 1280, "dark"),
        Picture("archive", "/archive/", 390),
        Picture("search", "/search/?q=alliance"),
        Picture("about", "/about/"),
        Picture("404", "/nothing-here/", 390),
    )


def desk_pictures(draft: str) -> tuple[Picture, ...]:
    """Return the pictures of the desk; the draft is the address of one."""
    return (
        Picture("inbox", "/desk/"),
        Picture("inbox", "/desk/", 390, "dark"),
        Picture("screening", "/desk/screening/"),
        Picture("picks", "/desk/picks/"),
        Picture("picks", "/desk/picks/", 390, "dark"),
        Picture("draft", draft),
        Picture("draft", draft, 390),
        Picture("harvest", "/desk/harvests/"),
    )


def notice_pictures() -> tuple[Picture, ...]:
    """Return the pictures of the notices."""
    return (Picture("notices", "/desk/notices/"), Picture("notices", "/desk/notices/", 390, "dark"))


def main() -> int:
    """Take all pictures, or those whose names are stated."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("names", nargs="*", help="such as inbox or draft; all without names")
    parser.add_argument("--port", type=int, default=8765)
    given = parser.parse_args()
    home = tempfile.mkdtemp(prefix="pprnet-pictures-")
    environment = os.environ | {"PPRNET_HOME": home}
    address = f"http://127.0.0.1:{given.port}"
    try:
        run = [sys.executable, "-c", "from pprnet.cli import main; main()"]
        subprocess.run([*run, "setup", "--sample"], env=environment, check=True)
        subprocess.run([*run, "manage", "shell", "-c", SCREEN], env=environment, check=True)
        command = [*run, "serve", "--port", str(given.port)]
        with subprocess.Popen(command, env=environment) as server:
            try:
                wait_for(address)
                report = [*run, "manage", "shell", "-c", REPORT]
                take_all(address, set(given.names), lambda: shell(report, environment))
            finally:
                server.terminate()
    finally:
        shutil.rmtree(home, ignore_errors=True)
    return 0


def wait_for(address: str) -> None:
    """Wait until the site answers."""
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        try:
            urlopen(address).close()
        except URLError:
            time.sleep(1)
        else:
            return
    raise SystemExit(f"{address} did not answer within {START_SECONDS} s")


def shell(command: list[str], environment: dict[str, str]) -> None:
    """Run a command of the site."""
    subprocess.run(command, env=environment, check=True)


def take_all(address: str, names: set[str], report: Callable[[], None]) -> None:
    """Take the pictures, first as a reader, then as an editor, then after notices are reported."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"))
        page = new_page(browser, address, Picture("home", "/"))
        page.goto("/")
        summary = str(page.locator("main h2 a, main h3 a").first.get_attribute("href"))
        for picture in public_pictures(summary):
            if not names or picture.name in names:
                take(new_page(browser, address, picture), picture)
        state = sign_in(browser, address)
        page = new_page(browser, address, Picture("drafts", "/desk/drafts/"), state)
        page.goto("/desk/drafts/")
        draft = str(page.locator('main a[href^="/desk/drafts/"]').first.get_attribute("href"))
        for picture in desk_pictures(draft):
            if not names or picture.name in names:
                take(new_page(browser, address, picture, state), picture)
        if not names or "notices" in names:
            report()
            for picture in notice_pictures():
                take(new_page(browser, address, picture, state), picture)


def new_page(browser: Browser, address: str, picture: Picture, state: Any = None) -> Page:
    """Return an empty page of the picture's size."""
    context = browser.new_context(
        base_url=address,
        viewport={"width": picture.width, "height": HEIGHTS[picture.width]},
        color_scheme="dark" if picture.scheme == "dark" else "light",
        storage_state=state,
    )
    return context.new_page()


def sign_in(browser: Browser, address: str) -> Any:
    """Return the cookies of an editor."""
    page = new_page(browser, address, Picture("inbox", "/desk/"))
    page.goto("/admin/login/?next=/desk/")
    page.fill("input[name=username]", NAME)
    page.fill("input[name=password]", PASSWORD)
    page.click("button[type=submit]")
    page.wait_for_url("**/desk/**")
    return page.context.storage_state()


def take(page: Page, picture: Picture) -> None:
    """Save the picture of a page."""
    page.goto(picture.path, wait_until="networkidle")
    page.screenshot(path=picture.file)
    page.context.close()
    print(picture.file.name, flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
