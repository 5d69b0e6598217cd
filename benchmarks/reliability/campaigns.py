"""The campaigns of kills: what is prepared, what is run and killed, and what must hold then."""

from __future__ import annotations

import shutil
import sys
import tarfile
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path

from sites import FOLDER, PPRNET, ROOT, base_site, copied, differences, run, state

SMALL_FILE = ROOT / "tests/data/formats/asreview_demo/ovid_psycinfo.ris"
PREPARE = (sys.executable, FOLDER / "preparations.py")
DRAFTS = 8
UPLOADS = 20
WATCHED = 24
State = dict[str, list[str]]
Runner = Callable[[tuple[object, ...]], object]
"""Runs a verb in the site of the campaign to its end."""


@dataclass
class Campaign:
    """One verb that is killed."""

    name: str
    start: Callable[[], Path]
    """Returns a site that is ready for the verb."""
    command: Callable[[Path], tuple[object, ...]]
    after_kill: Callable[[Path, Runner], str] = lambda _home, _run: ""
    """Returns what is wrong after a kill, before the verb is run again; empty if nothing is."""
    is_done: Callable[[Path, State], bool] = lambda home, clean: not differences(state(home), clean)
    """Returns whether the verb had done all when it was killed, so that nobody runs it again."""
    services: AbstractContextManager = field(default_factory=nullcontext)


def campaigns(work: Path) -> dict[str, Callable[[], Campaign]]:
    """Return the function that prepares each campaign, by name."""
    return {
        "import": lambda: of_import(work),
        "harvest": lambda: of_harvest(work),
        "watch": lambda: of_watch(work),
        "publish": lambda: of_publication(work, "publish", "drafts"),
        "scheduler": lambda: of_publication(work, "scheduler", "due"),
        "backup": lambda: of_backup(work),
        "restore": lambda: of_restore(work),
        "setup": lambda: of_setup(work),
        "upgrade": lambda: of_upgrade(work),
    }


def of_import(work: Path) -> Campaign:
    """Import a small file of real records."""
    base = base_site(work, "empty")
    return Campaign(
        "import",
        lambda: copied(base, work / "import"),
        lambda _home: (*PPRNET, "import", SMALL_FILE),
    )


def of_harvest(work: Path) -> Campaign:
    """Harvest from the local stand-ins of the four services."""
    sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "src")]
    from fakes.fake_services import FakeServices
    from fakes.service_records import ServiceRecords
    from shared_data import find_data

    base = base_site(work, "empty")
    services = FakeServices(ServiceRecords.of(find_data(), limit=25))
    return Campaign(
        "harvest",
        lambda: copied(base, work / "harvest"),
        lambda _home: (sys.executable, "-m", "fakes.processes.site_harvest_process", services.port),
        services=services,
    )


def of_watch(work: Path) -> Campaign:
    """Ask the local stand-ins what has happened to the sources of published summaries."""
    sys.path[:0] = [str(ROOT / each) for each in ("tests", "src")]
    from fakes.watch_services import services_for

    base = site_with_drafts(work, "watched", WATCHED)
    services = services_for(WATCHED)
    return Campaign(
        "watch",
        lambda: copied(base, work / "watch"),
        lambda _home: (sys.executable, "-m", "fakes.processes.site_watch_process", services.port),
        services=services,
    )


def site_with_drafts(work: Path, kind: str, number: int = DRAFTS) -> Path:
    """Return a site with drafts that can be published, that are due, or that were published."""
    base = work / f"base-{kind}"
    if not (base / "complete").exists():
        copied(base_site(work, "empty"), base)
        run(base, *PREPARE, kind, number)
        (base / "complete").touch()
    return base


def of_publication(work: Path, name: str, kind: str) -> Campaign:
    """Publish drafts, all by one program or, where they are due, by the scheduler."""
    base = site_with_drafts(work, kind)
    commands = {
        "publish": (*PREPARE, "publish"),
        "scheduler": (sys.executable, "-m", "django", "run_scheduler", "--once"),
    }
    return Campaign(name, lambda: copied(base, work / name), lambda _home: commands[name])


def with_uploads(home: Path, word: str) -> Path:
    """Return a site with some uploads."""
    (home / "media/imports").mkdir(parents=True, exist_ok=True)
    for number in range(UPLOADS):
        data = f"example {word} {number}\n".encode() * 5000
        (home / f"media/imports/{word}-{number}.txt").write_bytes(data)
    return home


def of_backup(work: Path) -> Campaign:
    """Write a backup over an earlier one, which stays whole until the new one is."""
    base = with_uploads(copied(site_with_drafts(work, "drafts"), work / "base-backup"), "new")
    run(base, *PPRNET, "backup", base / "site.tar.gz")

    def whole(home: Path, _run: Runner) -> str:
        try:
            with tarfile.open(home / "site.tar.gz") as archive:
                return "" if "manifest.json" in archive.getnames() else "no list of contents"
        except (OSError, EOFError, tarfile.TarError) as error:
            return f"the earlier backup is damaged: {error}"

    return Campaign(
        "backup",
        lambda: copied(base, work / "backup"),
        lambda home: (*PPRNET, "backup", home / "site.tar.gz"),
        after_kill=whole,
        is_done=lambda _home, _clean: False,  # the site is the same before and after
    )


def of_restore(work: Path) -> Campaign:
    """Restore another site: rows and uploads are those of one site after the next start."""
    source = with_uploads(copied(site_with_drafts(work, "drafts"), work / "restore-source"), "new")
    run(source, *PPRNET, "backup", work / "restore.tar.gz")
    base = with_uploads(copied(base_site(work, "empty"), work / "base-restore"), "old")
    old, new = state(base), state(source)

    def one_of_both(home: Path, start: Runner) -> str:
        start((*PPRNET, "setup"))
        found = state(home)
        if not differences(found, old) or not differences(found, new):
            return ""
        return f"mixed: {differences(found, old)}; {differences(found, new)}"

    return Campaign(
        "restore",
        lambda: copied(base, work / "restore"),
        lambda _home: (*PPRNET, "restore", "--yes", work / "restore.tar.gz"),
        after_kill=one_of_both,
    )


def of_setup(work: Path) -> Campaign:
    """Set up a new site; its style sheets are collected already."""
    static = (base_site(work, "empty") / "static").resolve()
    shutil.rmtree(work / "setup", ignore_errors=True)

    def start() -> Path:
        home = work / "setup"
        shutil.rmtree(home, ignore_errors=True)
        home.mkdir()
        (home / "static").symlink_to(static)
        return home

    return Campaign("setup", start, lambda _home: (*PPRNET, "setup", "--no-sample"))


def of_upgrade(work: Path) -> Campaign:
    """Upgrade the database of an earlier version."""
    base = base_site(work, "old")
    return Campaign(
        "upgrade", lambda: copied(base, work / "upgrade"), lambda _home: (*PPRNET, "setup")
    )
