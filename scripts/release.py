"""Prepare a release: `python scripts/release.py VERSION`, or check one: `... --check`.

The version of the package, the newest release in CHANGELOG.md and the tag are one and the same.
The script refuses a version that is not higher than the last one, a working tree with changes, and
an empty list of changes. It writes the version and moves what stands under "Unreleased" to a
heading of its own; it commits, tags and pushes nothing, but prints how.
"""

from __future__ import annotations

import argparse
import datetime as dt
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = Path("src/pprnet/__init__.py")
CHANGELOG = Path("CHANGELOG.md")
VERSION = re.compile(r"\d+\.\d+\.\d+")
STATED = re.compile(r'^__version__ = "([^"]+)"$', re.MULTILINE)
UNRELEASED = re.compile(r"^## Unreleased\n(?P<changes>.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
RELEASED = re.compile(r"^## (\d+\.\d+\.\d+) \(\d{4}-\d{2}-\d{2}\)$", re.MULTILINE)


class ReleaseError(Exception):
    """The release cannot be made, with the reason."""


def run_git(root: Path, *arguments: str) -> str:
    """Return what git prints."""
    done = subprocess.run(
        ["git", "-C", str(root), *arguments], capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def parts(version: str) -> tuple[int, ...]:
    """Return a version as numbers that can be compared."""
    return tuple(map(int, version.split(".")))


def stated_version(root: Path) -> str:
    """Return the version that the package states."""
    found = STATED.search((root / PACKAGE).read_text("utf-8"))
    if found is None:
        raise ReleaseError(f"{PACKAGE} states no __version__.")
    return found[1]


def released_versions(root: Path) -> list[str]:
    """Return the releases in the changelog, newest first."""
    return RELEASED.findall((root / CHANGELOG).read_text("utf-8"))


def check_release(root: Path) -> str:
    """Return the version if the package, the changelog and the tag of this commit agree.

    Raises:
        ReleaseError: Two of them differ.
    """
    version = stated_version(root)
    released = released_versions(root)
    if released and released[0] != version:
        raise ReleaseError(f"{PACKAGE} states {version}, {CHANGELOG} {released[0]}.")
    tags = [tag for tag in run_git(root, "tag", "--points-at", "HEAD").split() if tag[0] == "v"]
    for tag in tags:
        if tag != f"v{version}" or not released:
            newest = released[0] if released else "no release"
            raise ReleaseError(f"The tag is {tag}, {CHANGELOG} has {newest}.")
    return version


def ensure_releasable(root: Path, version: str) -> None:
    """Raise where this version cannot be released now.

    Raises:
        ReleaseError: The version, the working tree or the changelog is not as it should be.
    """
    if not VERSION.fullmatch(version):
        raise ReleaseError(f"A version is three numbers, as in 1.2.0; got {version}.")
    released = released_versions(root)
    if released and parts(version) <= parts(released[0]):
        raise ReleaseError(f"{version} is not higher than {released[0]}.")
    if parts(version) < parts(stated_version(root)):
        raise ReleaseError(f"{version} is lower than {stated_version(root)} of {PACKAGE}.")
    if run_git(root, "tag", "--list", f"v{version}"):
        raise ReleaseError(f"The tag v{version} exists.")
    if changed := run_git(root, "status", "--porcelain"):
        raise ReleaseError(f"The working tree has changes; commit or stash them:\n{changed}")
    found = UNRELEASED.search((root / CHANGELOG).read_text("utf-8"))
    if found is None or not found["changes"].strip():
        raise ReleaseError(f'{CHANGELOG} has nothing under "## Unreleased".')


def write_release(root: Path, version: str, day: dt.date) -> None:
    """Write the version, and move the unreleased changes under a heading with its date."""
    package = root / PACKAGE
    text = package.read_text("utf-8")
    package.write_text(STATED.sub(f'__version__ = "{version}"', text), "utf-8")
    changelog = root / CHANGELOG
    heading = f"## Unreleased\n\n## {version} ({day.isoformat()})\n"
    text = changelog.read_text("utf-8")
    changelog.write_text(text.replace("## Unreleased\n", heading, 1), "utf-8")


def next_steps(version: str) -> str:
    """Return what a person does next."""
    return f"""\
Version {version} is written to {PACKAGE} and {CHANGELOG}. Next:
  1. read both:        git diff
  2. run every test:   make check test
  3. commit and tag:   git commit -am "Release {version}"
                       git tag -a v{version} -m "pprnet {version}"
  4. check:            python scripts/release.py --check
  5. build:            .venv/bin/uv build
  6. publish:          git push --follow-tags
To undo it before the commit: git checkout {PACKAGE} {CHANGELOG}"""


def main(arguments: list[str], root: Path = ROOT) -> int:
    """Prepare or check a release, and return the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("version", nargs="?", help="the new version, as in 1.2.0")
    parser.add_argument("--check", action="store_true", help="compare version, changelog and tag")
    parser.add_argument("--date", type=dt.date.fromisoformat, help="the date (today)")
    given = parser.parse_args(arguments)
    if bool(given.version) == given.check:
        parser.error("give a version or --check")
    try:
        if given.check:
            print(f"Version, changelog and tag agree: {check_release(root)}")
            return 0
        ensure_releasable(root, given.version)
    except ReleaseError as error:
        print(error, file=sys.stderr)
        return 1
    write_release(root, given.version, given.date or dt.datetime.now(dt.UTC).date())
    print(next_steps(given.version))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
