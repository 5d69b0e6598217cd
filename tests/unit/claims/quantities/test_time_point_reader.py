"""Points in time of English and French phrases."""

from __future__ import annotations

import pytest
from quantities_in_text import time_points


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("for 6 months", [("6 months", 183, "")]),
        ("the six-month follow-up", [("six-month follow-up", 183, "follow-up")]),
        ("an 18-month course", [("18-month", 548, "")]),
        ("a year later", [("a year", 365, "")]),
        ("half a year", [("half a year", 183, "")]),
        ("a year and a half after entry", [("a year and a half", 548, "")]),
        ("the past month", [("past month", 30, "")]),
        ("reviewed annually, twice a week", []),
        ("2 mg a day", []),
        ("aged 18 years", []),
        ("by week 28", [("week 28", 196, "")]),
        ("3 to 6 months", [("3", 91, ""), ("6 months", 183, "")]),
        ("at 6, 12 and 18 months", [("6", 183, ""), ("12", 365, ""), ("18 months", 548, "")]),
        ("12- and 24-week", [("12", 84, ""), ("24-week", 168, "")]),
        ("follow-up at 12 months", [("follow-up at 12 months", 365, "follow-up")]),
        ("6 months after treatment", [("6 months after treatment", 183, "follow-up")]),
        ("2 months posttreatment", [("2 months posttreatment", 61, "follow-up")]),
    ],
)
def test_durations(text, expected):
    assert time_points(text) == expected


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("at the end of treatment", "post"),
        ("post-treatment", "post"),
        ("at posttest", "post"),
        ("End-of-treatment", "post"),
        ("after the intervention", "post"),
        ("at baseline", "baseline"),
        ("before treatment", "baseline"),
        ("pre-treatment", "baseline"),
        ("at follow-up", "follow-up"),
        ("mid-treatment", "during"),
    ],
)
def test_stages(text, stage):
    assert [each[1:] for each in time_points(text)] == [(None, stage)]


def test_the_end_of_something_else_is_no_stage():
    assert time_points("at the end of each page") == []


def test_before_and_after_as_a_pair():
    assert [each[2] for each in time_points("from pre to post")] == ["baseline", "post"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("à six mois", [("six mois", 183, "")]),
        ("un an après", [("un an", 365, "")]),
        ("en fin de traitement", [("fin de traitement", None, "post")]),
        ("à l’inclusion", [("à l’inclusion", None, "baseline")]),
        ("deux ans et demi", [("deux ans et demi", 913, "")]),
        ("à 6, 12 et 18 mois", [("6", 183, ""), ("12", 365, ""), ("18 mois", 548, "")]),
        ("suivi de six mois", [("suivi de six mois", 183, "follow-up")]),
        ("ils ont suivi un traitement", []),
        (
            "six mois après la fin du traitement",
            [("six mois après la fin du traitement", 183, "follow-up")],
        ),
        ("au cours du dernier mois", [("dernier mois", 30, "")]),
        ("avant le traitement", [("avant le traitement", None, "baseline")]),
    ],
)
def test_french(text, expected):
    assert time_points(text, "fr") == expected
