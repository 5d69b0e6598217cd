"""Every regular expression takes time in proportion to its input, as measured on its worst."""

from __future__ import annotations

import re

import pytest
from regular_expressions import ALL_USES, Expression, expressions, growths, made_at_run_time
from source_files import PACKAGES

from pprnet.claims.binding.times import (
    frequency_claims,
    named_points,
    named_stages,
    time_roles,
)
from pprnet.dedupe.comparison import titles
from pprnet.dedupe.linking import links
from pprnet.formats import detection

MADE_AT_RUN_TIME = {
    "src/pprnet/claims/binding/times/frequency_claims.py": [
        re.compile(words) for words in frequency_claims._UNITS.values()
    ],
    "src/pprnet/claims/binding/times/named_points.py": [
        re.compile(words, re.IGNORECASE) for words in named_points._ORDINALS.values()
    ],
    "src/pprnet/claims/binding/times/named_stages.py": list(named_stages._PATTERNS.values()),
    "src/pprnet/claims/binding/times/time_roles.py": [
        pattern for _role, pattern in [*time_roles._BEFORE_PATTERNS, *time_roles._AFTER_PATTERNS]
    ],
    "src/pprnet/dedupe/comparison/titles.py": [form for _kind, form in titles._KIND_FORMS],
    "src/pprnet/dedupe/linking/links.py": [form for _kind, form in links._NOTICE_FORMS],
    "src/pprnet/formats/detection.py": [
        re.compile(form, re.IGNORECASE | re.MULTILINE) for form, _look in detection._DESCRIPTIONS
    ],
    "src/pprnet/formats/json/json_objects.py": [re.compile(rb'"results"\s*:\s*\[')],
    "src/pprnet_site/desk/queries/criteria_terms.py": [
        re.compile(r"(?<!\w)(?:two\s+words(?!\w)|word\w*)", re.IGNORECASE)
    ],
}
"""Patterns that are put together when the program runs: examples of them, by file."""
QUADRATIC = {
    r"(.+?),\s*(.+?),\s*x": "match",
    r"(?:a|aa)+b": "fullmatch",
    r"(?:[;,]|&(?:gt|amp);?)+$": "search",
    r"(\S+?)\s*\((\S+?)\)$": "match",
}
"""Patterns of kinds that once stopped the site, with the way in which they were used."""


@pytest.mark.parametrize("package", PACKAGES)
def test_every_pattern_takes_linear_time(package):
    found = [growth for each in expressions(package) for growth in first_growth(each)]
    assert [str(growth) for growth in found] == []


@pytest.mark.parametrize("file", MADE_AT_RUN_TIME)
def test_every_pattern_made_at_run_time_takes_linear_time(file):
    made = [Expression(file, pattern, ALL_USES - {"search"}) for pattern in MADE_AT_RUN_TIME[file]]
    if "titles" in file or "json_objects" in file or "criteria" in file:
        made = [Expression(file, pattern, ALL_USES) for pattern in MADE_AT_RUN_TIME[file]]
    assert [str(growth) for each in made for growth in first_growth(each)] == []


def test_every_file_that_makes_patterns_at_run_time_has_examples():
    found = set().union(*(made_at_run_time(package) for package in PACKAGES))
    assert found == set(MADE_AT_RUN_TIME)


@pytest.mark.parametrize("form", QUADRATIC)
def test_a_pattern_of_a_dangerous_kind_is_found(form):
    expression = Expression("example", re.compile(form), frozenset({QUADRATIC[form]}))
    assert list(first_growth(expression))


def test_the_patterns_of_both_packages_are_found():
    found = {package: sum(1 for _each in expressions(package)) for package in PACKAGES}
    assert found["pprnet"] > 150
    assert found["pprnet_site"] > 5


def first_growth(expression):
    """Yield one reason against an expression, if there is any."""
    for growth in growths(expression):
        yield growth
        return
