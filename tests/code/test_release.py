"""A release: version, heading of the changelog and tag are the same, or it is refused."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from temporary_git import git

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))

from release import CHANGELOG, PACKAGE, ROOT, check_release, main, stated_version

LOG = """# Changelog

What changes. Newest first.

## Unreleased

- A line about a change.

## 0.1.0 (2026-01-02)

- The first release.
"""
DATE = "--date=2026-03-04"


@pytest.fixture
def repository(tmp_path):
    """Make a repository whose version 0.1.0 is released and tagged, with one change since."""
    git(tmp_path, "init", "-q", "-b", "main")
    (tmp_path / PACKAGE).parent.mkdir(parents=True)
    (tmp_path / PACKAGE).write_text('"""The engine."""\n\n__version__ = "0.1.0"\n')
    (tmp_path / CHANGELOG).write_text(LOG.replace("- A line about a change.\n\n", ""))
    save(tmp_path, "Release 0.1.0")
    git(tmp_path, "tag", "-a", "v0.1.0", "-m", "pprnet 0.1.0")
    (tmp_path / CHANGELOG).write_text(LOG)
    save(tmp_path, "Change something")
    return tmp_path


def save(root, message):
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", message)


def test_a_release_moves_the_changes_and_states_the_version(repository, capsys):
    assert main(["0.2.0", DATE], repository) == 0
    assert stated_version(repository) == "0.2.0"
    log = (repository / CHANGELOG).read_text()
    moved = "## Unreleased\n\n## 0.2.0 (2026-03-04)\n\n- A line about a change.\n\n## 0.1.0 ("
    assert moved in log
    said = capsys.readouterr().out
    assert 'git tag -a v0.2.0 -m "pprnet 0.2.0"' in said
    assert git(repository, "tag") == "v0.1.0", "a person makes the tag"


def test_what_is_printed_ends_in_a_release_that_passes_the_check(repository):
    main(["0.2.0", DATE], repository)
    save(repository, "Release 0.2.0")
    git(repository, "tag", "-a", "v0.2.0", "-m", "pprnet 0.2.0")
    assert main(["--check"], repository) == 0
    assert check_release(repository) == "0.2.0"


@pytest.mark.parametrize(
    ("version", "reason"),
    [
        ("0.2", "three numbers"),
        ("v0.2.0", "three numbers"),
        ("0.2.0rc1", "three numbers"),
        ("0.1.0", "not higher than 0.1.0"),
        ("0.0.9", "not higher than 0.1.0"),
    ],
)
def test_a_version_that_cannot_follow_is_refused(repository, capsys, version, reason):
    assert main([version], repository) == 1
    assert reason in capsys.readouterr().err
    assert git(repository, "status", "--porcelain") == ""


def test_versions_are_compared_as_numbers(repository):
    (repository / PACKAGE).write_text('__version__ = "0.9.0"\n')
    text = (repository / CHANGELOG).read_text()
    (repository / CHANGELOG).write_text(text.replace("## 0.1.0", "## 0.9.0"))
    save(repository, "State another version")
    assert main(["0.10.0", DATE], repository) == 0


def test_a_working_tree_with_changes_is_refused(repository, capsys):
    (repository / "new.txt").write_text("x")
    assert main(["0.2.0"], repository) == 1
    assert "new.txt" in capsys.readouterr().err


def test_nothing_to_release_is_refused(repository, capsys):
    (repository / CHANGELOG).write_text(LOG.replace("- A line about a change.\n\n", ""))
    save(repository, "Remove the change")
    assert main(["0.2.0"], repository) == 1
    assert "nothing under" in capsys.readouterr().err


def test_an_existing_tag_is_refused(repository, capsys):
    git(repository, "tag", "v0.2.0")
    assert main(["0.2.0"], repository) == 1
    assert "v0.2.0 exists" in capsys.readouterr().err


def test_the_check_finds_a_version_that_the_changelog_does_not_have(repository, capsys):
    (repository / PACKAGE).write_text('__version__ = "0.3.0"\n')
    assert main(["--check"], repository) == 1
    assert "states 0.3.0" in capsys.readouterr().err


def test_the_check_finds_a_tag_of_another_version(repository, capsys):
    git(repository, "tag", "v0.2.0")
    assert main(["--check"], repository) == 1
    assert "The tag is v0.2.0" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["0.2.0", "--check"]])
def test_one_of_version_and_check_is_given(repository, arguments):
    with pytest.raises(SystemExit):
        main(arguments, repository)


def test_the_newest_release_in_the_changelog_is_the_version_of_the_package():
    if not (ROOT / ".git").exists():
        pytest.skip("not a git repository: the tags are unknown")
    assert check_release(ROOT) == stated_version(ROOT)
