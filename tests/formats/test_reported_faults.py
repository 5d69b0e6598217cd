"""Faults that users reported of other programs are not ours."""

from __future__ import annotations

import pytest
from reported_faults import checks_of, failed_checks, holds

from shared_data import MISSING, find_shared_folder

FOLDER = find_shared_folder()


def files(name):
    """Return the files of a folder of faults; one that is missing is skipped by the test."""
    folder = FOLDER / "bugs" / name if FOLDER else None
    if folder is None or not folder.is_dir():
        return [pytest.param(None, marks=pytest.mark.skip(reason=f"{MISSING}: bugs/{name}"))]
    return list(dict.fromkeys(check.file for check in checks_of(folder)))


@pytest.mark.parametrize("file", files("holding"))
def test_what_holds_goes_on_holding(file):
    assert list(failed_checks(FOLDER / "bugs/holding", file)) == []


@pytest.mark.parametrize("file", files("open"))
def test_what_was_wrong_is_right(file):
    assert list(failed_checks(FOLDER / "bugs/open", file)) == []


@pytest.mark.parametrize(
    ("got", "how", "value", "expected"),
    [
        ("a", "==", "a", True),
        ("ab", "==", "a", False),
        ("ab", "contains", "b", True),
        ("ab", "lacks", "b", False),
        ("b", "in", "a / b", True),
        ("ab", "in", "a / b", False),
        ("ab", "fits", "a.", True),
        ("abc", "fits", "a.", False),
    ],
)
def test_a_check_compares_as_it_says(got, how, value, expected):
    assert holds(got, how, value) is expected
