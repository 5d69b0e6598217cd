"""Numbers, times and arms that are near another of the source, and are still right."""

from __future__ import annotations

import pytest

from pprnet.claims import SourceText, check_claims
from pprnet.claims.quantities.quantity_reader import read_quantities
from pprnet.claims.quantities.time_point_reader import read_time_points
from pprnet.claims.quantities.times.time_lengths import is_same_length

LIST = (
    "In this invented trial, 167 people were randomised to (1) invented activity therapy (n=62); "
    "(2) invented music therapy (n=55); or (3) a waiting list (n=50). All arms lasted 12 weeks. "
    "Of the sample, 66.9% were lost to follow-up after the intervention."
)
DOUBLE = (
    "In this invented trial, clients with example habits improved more in long-term than in "
    "short-term psychotherapy by the end of the invented study (50% vs. 34%). Of 80 clients, "
    "dropout was 34.5% with schema therapy compared to 63.4% with supportive therapy."
)
COSTS = "The invented vouchers cost £17 more [95% confidence interval (CI) = -£93, £107]."
FRENCH = (
    "In this invented study, scores fell at 18 months (d = -1.06) and at 36 months (d = -1.42)."
)

FAITHFUL = {
    "the sizes of groups in a numbered list": (
        "Of 167 people, 62 had activity therapy, 55 music therapy and 50 were on a waiting list.",
        LIST,
    ),
    "people whom a study lost": ("Two thirds (66.9%) were lost after the intervention.", LIST),
    "weeks that are called months": ("All arms lasted three months.", LIST),
    "a single occasion": ("The 167 people came for a one-off talk before it.", LIST),
    "a place that is named like a treatment": (
        "The 167 people came from a student counselling service.",
        LIST,
    ),
    "what an arm is compared with": (
        "The gain was 50% in long-term psychotherapy and 34% in the short-term form.",
        DOUBLE,
    ),
    "a share in words with its exact value behind the arm": (
        "Dropout was almost two thirds with supportive therapy (63.4%).",
        DOUBLE,
    ),
    "an interval with signs of money": (
        "The vouchers cost 17 pounds more (95% CI -93 to 107).",
        COSTS,
    ),
    "des effets à deux dates": (
        "Les scores ont baissé : d = -1,06 à 18 mois et -1,42 à 36 mois.",
        FRENCH,
    ),
}


def errors(text: str, source: str) -> list[str]:
    found = check_claims(text, [SourceText("abstract", source)])
    return [
        text[each.claim.start : each.claim.end] for each in found if each.severity.value == "error"
    ]


@pytest.mark.parametrize(("text", "source"), FAITHFUL.values(), ids=FAITHFUL)
def test_what_is_right_is_no_error(text, source):
    assert errors(text, source) == []


@pytest.mark.parametrize(
    ("text", "source", "wrong"),
    [
        (FAITHFUL["the sizes of groups in a numbered list"][0].replace("62", "26"), LIST, "26"),
        ("All arms lasted five months.", LIST, "five months"),
        ("Dropout was a third with supportive therapy (63.4%).", DOUBLE, "a third"),
        (FAITHFUL["an interval with signs of money"][0].replace("107", "170"), COSTS, "-93 to 170"),
        (FAITHFUL["des effets à deux dates"][0].replace("36 mois", "24 mois"), FRENCH, "24 mois"),
    ],
)
def test_another_value_is_an_error(text, source, wrong):
    assert any(wrong in each or each in wrong for each in errors(text, source))


@pytest.mark.parametrize(
    ("text", "language", "values"),
    [
        ("We compared (1) talk and (2) a list.", "en", []),
        ("We compared 1) talk, 2) a list and 3) both.", "en", []),
        ("Of the groups, one (8) was small and one (9) was not.", "en", [8, 9]),
        ("d = -1,06 à 18 mois", "fr", [-1.06, 18]),
        ("95% CI = -£93, £107", "en", [-93]),
    ],
)
def test_values(text, language, values):
    assert [each.low for each in read_quantities(text, language)] == values


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("She took 150 mg a day of it.", []),
        ("It ended by the last week.", []),
        ("She was well for a year after it.", [365.25]),
        ("Many were lost to follow-up.", []),
    ],
)
def test_times(text, days):
    assert [each.days for each in read_time_points(text, "en")] == days


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [(84, 91.3125, True), (168, 182.625, True), (70, 77, False), (365.25, 365, True)],
)
def test_weeks_and_months(first, second, expected):
    assert is_same_length(first, second) is expected
    assert is_same_length(second, first) is expected
