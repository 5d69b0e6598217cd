"""The archive page: every irregularity that a rule covers is reported at its line, and no other."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

import pprnet_site
from pprnet.cli.texts.lint_command import lint_file
from pprnet.lint import LintSeverity

SAMPLE = Path(pprnet_site.__file__).parent / "sample/summaries.toml"
EXPECTED = {
    47: ["citation-capitals"],
    48: ["author-name", "preposition"],
    52: ["missing-citation"],
    53: ["preposition", "text-length"],
    54: ["heading"],
    58: [
        "citation-ampersand",
        "citation-article-number",
        "citation-capitals",
        "citation-initials",
        "citation-initials",
        "citation-initials",
        "doi-form",
    ],
    59: ["author-name", "client-patient", "preposition"],
    61: ["text-length"],
    64: [
        "citation-ampersand",
        "citation-incomplete",
        "citation-incomplete",
        "citation-punctuation",
    ],
    65: ["client-patient"],
    67: ["number-agreement"],
    69: ["missing-citation"],
    70: ["number-agreement"],
    72: ["reading-grade", "text-length"],
    75: ["citation-ampersand", "citation-no-doi", "citation-page-range"],
    76: ["client-patient", "mixed-spelling"],
    78: ["general-wording"],
}
"""Codes by line. The citation of line 75 has the misspelled name itself, so that nothing on the
page shows that it is wrong."""


@pytest.fixture(scope="module")
def found(shared_data):
    """Return the findings of the page."""
    return lint_file(shared_data / "archive/pprnet_blog_page.txt")


def test_every_irregularity_of_the_archive_page_is_at_its_line(found):
    by_line = defaultdict(list)
    for each in found:
        by_line[each.line].append(each.finding.code)
    assert {line: sorted(codes) for line, codes in by_line.items()} == EXPECTED


def test_names_and_forms_of_the_archive_page_are_named_in_full(found):
    named = {(each.line, *dict(each.finding.arguments).values()) for each in found}
    assert (48, "Flückiger", "Fluckiger") in named
    assert (59, "Curran", "Curren") in named
    assert (54, "Practice Implications", "Practical Implications") in named


def test_the_sample_summaries_have_no_error():
    assert [each for each in lint_file(SAMPLE) if each.finding.severity is LintSeverity.ERROR] == []
