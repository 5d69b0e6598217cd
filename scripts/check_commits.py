"""Check the commits since a base: `python scripts/check_commits.py [BASE]`.

Each subject has at most 72 characters. A commit that changes `src` also changes CHANGELOG.md, or
its body has a line `Changelog: none (reason)`. Merge commits are not checked: their parts are.

The base is the first line of `.ci/base` that is no comment; commits before it are exempt. Without
a base, or where this clone does not hold it (a shallow clone, an archive), nothing is checked.

`python scripts/check_commits.py --message FILE` checks a message and what is staged, as a hook.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BASE = Path(".ci/base")
CHANGELOG = "CHANGELOG.md"
LONGEST_SUBJECT = 72
NO_LINE = re.compile(r"^Changelog: none \(\S.*\)$", re.MULTILINE)
MERGES_AND_FIXES = re.compile(r"^(?:Merge |fixup! |squash! )")


@dataclass(frozen=True)
class Commit:
    """What is checked of a commit."""

    name: str
    message: str
    files: tuple[str, ...]


def problems(commit: Commit) -> Iterator[str]:
    """Yield what is wrong with a commit."""
    subject, _, body = commit.message.partition("\n")
    if len(subject) > LONGEST_SUBJECT:
        yield f"{commit.name}: subject of {len(subject)} characters (at most {LONGEST_SUBJECT})"
    changes_source = any(file.startswith("src/") for file in commit.files)
    if changes_source and CHANGELOG not in commit.files and not NO_LINE.search(body):
        yield (
            f"{commit.name}: changes src but not {CHANGELOG}; add a line there, or "
            "“Changelog: none (reason)” to the body"
        )


def git(root: Path, *arguments: str) -> str | None:
    """Return what git prints, or None where it fails."""
    done = subprocess.run(
        ["git", "-C", str(root), *arguments], capture_output=True, text=True, check=False
    )
    return done.stdout if done.returncode == 0 else None


def stored_base(root: Path) -> str:
    """Return the base that `.ci/base` states, empty where it states none."""
    path = root / BASE
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    return next((line.strip() for line in lines if line.strip() and line[0] != "#"), "")


def commits_since(root: Path, base: str) -> list[Commit] | None:
    """Return the commits since a base, oldest first, or None where it is not in this clone."""
    if git(root, "cat-file", "-e", f"{base}^{{commit}}") is None:
        return None
    names = git(root, "rev-list", "--no-merges", "--reverse", f"{base}..HEAD") or ""
    return [read_commit(root, name) for name in names.split()]


def read_commit(root: Path, name: str) -> Commit:
    """Return the message of a commit and the files that it changes."""
    message = git(root, "show", "-s", "--format=%B", name) or ""
    files = git(root, "diff-tree", "--root", "--no-commit-id", "--name-only", "-r", name) or ""
    return Commit(name[:9], message, tuple(files.splitlines()))


def staged_commit(root: Path, message: Path) -> Commit:
    """Return the commit that is about to be made."""
    lines = message.read_text("utf-8").splitlines()
    text = "\n".join(line for line in lines if not line.startswith("#")).strip()
    files = git(root, "diff", "--cached", "--name-only") or ""
    return Commit("this commit", text, tuple(files.splitlines()))


def check_history(root: Path, base: str) -> int:
    """Print what is wrong with the commits since the base; return the exit code."""
    found = commits_since(root, base) if base else None
    if found is None:
        print(f"No commit is checked: {f'{base} is not in this clone' if base else 'no base'}.")
        return 0
    wrong = [each for commit in found for each in problems(commit)]
    print("\n".join([*wrong, f"{len(found)} commits checked, {len(wrong)} problems."]))
    return 1 if wrong else 0


def check_message(root: Path, message: Path) -> int:
    """Print what is wrong with the commit that is about to be made; return the exit code."""
    commit = staged_commit(root, message)
    if MERGES_AND_FIXES.match(commit.message):
        return 0
    wrong = list(problems(commit))
    print("\n".join(wrong), end="\n" if wrong else "")
    return 1 if wrong else 0


def main(arguments: list[str], root: Path = ROOT) -> int:
    """Check the history or a message, and return the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("base", nargs="?", help="the commit to start after (from .ci/base)")
    parser.add_argument("--message", type=Path, help="the file of a message, as a hook gets it")
    given = parser.parse_args(arguments)
    if given.message:
        return check_message(root, given.message)
    return check_history(root, given.base or stored_base(root))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
