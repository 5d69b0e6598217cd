"""The page on effects runs as it stands, leaves no formula out and cites what it names."""

from __future__ import annotations

import doctest
import inspect
import re
from pathlib import Path

import pytest

from pprnet.effect_sizes import Measure
from pprnet.effect_sizes.conversions import binary_outcomes, continuous_outcomes, variances

PAGE = Path(__file__).parents[3] / "docs/reference/effects.md"
TEXT = PAGE.read_text(encoding="utf-8")
FORMULAS = [
    formula
    for module in (continuous_outcomes, binary_outcomes, variances)
    for name, formula in inspect.getmembers(module, inspect.isfunction)
    if formula.__module__ == module.__name__ and not name.startswith("_")
]
YEAR = re.compile(r"\(?\b(1[89]\d\d|20[0-2]\d)\b")
WITHOUT_SOURCE = {"or_to_log", "log_to_or", "rr_to_risk", "rd_to_risk"}
"""A logarithm, and the definitions of RR and RD turned round."""


def test_the_examples_run():
    failed, tried = doctest.testfile(
        str(PAGE), module_relative=False, optionflags=doctest.REPORT_NDIFF
    )
    assert (failed, tried > 8) == (0, True)


@pytest.mark.parametrize("formula", FORMULAS, ids=lambda formula: formula.__name__)
def test_every_formula_is_on_the_page_and_has_its_source(formula):
    assert f"`{formula.__name__}`" in TEXT
    assert YEAR.search(formula.__doc__) or formula.__name__ in WITHOUT_SOURCE


def test_every_measure_is_on_the_page():
    for measure in Measure:
        sign = "ln OR" if measure is Measure.LOG_OR else measure
        assert re.search(rf"\b{sign}\b", TEXT), measure


def test_every_source_in_a_docstring_is_listed():
    listed = TEXT.split("## Sources", 1)[1]
    package = Path(inspect.getfile(binary_outcomes)).parents[1]
    for path in package.rglob("*.py"):
        for name, year in re.findall(
            r"([A-ZÁ][\w-]+)(?: & [A-Z]\w+| and [A-Z]\w+| et al\.)?,? \(?((?:19|20|18)\d\d)\b",
            " ".join(path.read_text(encoding="utf-8").split()),
        ):
            assert re.search(rf"^- {name}.*\({year}\)", listed, re.MULTILINE), (
                path.name,
                name,
                year,
            )
