"""The rules for commits: short subjects, and a changelog line with each change of the source."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from temporary_git import git

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))

import check_commits
from check_commits import Commit, main, problems

SOURCE, LOG, TEST = "src/pprnet/text.py", "CHANGELOG.md", "tests/test_text.py"


@pytest.mark.parametrize(
    ("message", "files", "number"),
    [
        ("Limit the length of a DOI", (SOURCE, LOG), 0),
        ("Limit the length of a DOI", (TEST,), 0),
        ("Limit the length of a DOI", (SOURCE,), 1),
        ("Limit it\n\nChangelog: none (no user sees it)", (SOURCE,), 0),
        ("Limit it\n\nWhy.\n\nChangelog: none (renamed)\nMore.", (SOURCE, TEST), 0),
        ("Limit it\n\nChangelog: none", (SOURCE,), 1),
        ("Limit it\n\nChangelog: none ()", (SOURCE,), 1),
        ("Changelog: none (in the subject only)", (SOURCE,), 1),
        ("x" * 72, (TEST,), 0),
        ("x" * 73, (TEST,), 1),
        ("x" * 73, (SOURCE,), 2),
    ],
)
def test_rules(message, files, number):
    assert len(list(problems(Commit("abc", message, files)))) == number


def commit(root, message, *files):
    """Change files and commit them; return the name of the commit."""
    for name in files:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(path.read_text() + "x" if path.exists() else "x")
    git(root, "add", "-A")
    git(root, "commit", "-q", "--no-verify", "-m", message)
    return git(root, "rev-parse", "HEAD")


@pytest.fixture
def repository(tmp_path):
    """Make a repository whose first commit breaks both rules and is its base."""
    root = tmp_path / "origin"
    root.mkdir()
    git(root, "init", "-q", "-b", "main")
    base = commit(root, "x" * 80, SOURCE)
    (root / ".ci").mkdir()
    (root / ".ci/base").write_text(f"# The base.\n\n{base}\n")
    commit(root, "State the base")
    return root


def test_what_comes_before_the_base_is_exempt(repository, capsys):
    assert main([], repository) == 0
    assert "1 commits checked, 0 problems" in capsys.readouterr().out


def test_a_commit_after_the_base_is_checked(repository, capsys):
    commit(repository, "Change the text and say so", SOURCE, LOG)
    assert main([], repository) == 0
    name = commit(repository, "Change the text", SOURCE)
    assert main([], repository) == 1
    assert f"{name[:9]}: changes src but not CHANGELOG.md" in capsys.readouterr().out
    assert main([name], repository) == 0


def test_a_merge_is_not_checked_but_its_parts_are(repository):
    git(repository, "checkout", "-q", "-b", "side")
    commit(repository, "Change the text and say so", SOURCE, LOG)
    git(repository, "checkout", "-q", "main")
    commit(repository, "Add a test", TEST)
    git(repository, "merge", "-q", "--no-ff", "-m", "Merge " + "x" * 80, "side")
    assert main([], repository) == 0
    assert len(check_commits.commits_since(repository, check_commits.stored_base(repository))) == 3


def test_a_shallow_clone_without_the_base_passes(repository, tmp_path, capsys):
    commit(repository, "Change the text", SOURCE)
    copy = tmp_path / "copy"
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{repository}", str(copy))
    assert main([], copy) == 0
    assert "not in this clone" in capsys.readouterr().out


@pytest.mark.parametrize("text", [None, "", "# No base yet.\n"])
def test_without_a_base_nothing_is_checked(repository, text, capsys):
    path = repository / ".ci/base"
    path.unlink()
    if text is not None:
        path.write_text(text)
    assert main([], repository) == 0
    assert "no base" in capsys.readouterr().out


def test_outside_a_repository_nothing_is_checked(tmp_path):
    assert main(["abc"], tmp_path) == 0


@pytest.mark.parametrize(
    ("message", "code"),
    [
        ("Change the text\n# a comment of git\n", 1),
        ("Change the text\n\nChangelog: none (internal)\n", 0),
        ("fixup! Change the text", 0),
    ],
)
def test_the_hook_checks_the_message_and_what_is_staged(repository, tmp_path, message, code):
    (repository / SOURCE).write_text("changed")
    git(repository, "add", "-A")
    file = tmp_path / "message"
    file.write_text(message)
    assert main(["--message", str(file)], repository) == code
