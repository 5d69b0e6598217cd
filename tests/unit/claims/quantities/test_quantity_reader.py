"""Quantities of English phrases: value, unit, label, noun and precision."""

from __future__ import annotations

import pytest
from quantities_in_text import quantities, spans

from pprnet.claims.quantities.quantity_reader import read_names_with_numbers


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("forty to 60% improved", ["40..60 percent"]),
        ("40-60% improved", ["40..60 percent"]),
        ("from 40% to 60%", ["40..60 percent"]),
        ("one in twenty", ["5 percent"]),
        ("1 in 20 patients", ["5 percent [patients]"]),
        ("one patient in five", ["20 percent"]),
        ("three out of four", ["75 percent"]),
        ("two thirds of them", ["66.6667 percent"]),
        ("a third dropped out", ["33.3333 percent"]),
        ("three-quarters; a quarter", ["75 percent", "25 percent"]),
        ("nearly half", ["50 percent about"]),
        ("2/3 of the sample", ["66.6667 percent"]),
        ("fifty per cent", ["50 percent"]),
        ("12.5 percentage points", ["12.5 percent [percentage points]"]),
        ("twice as many", ["2 plain [times]"]),
        ("half as likely", ["0.5 plain [times]"]),
        ("a threefold rise, three times more", ["3 plain [times]", "3 plain [times]"]),
    ],
)
def test_shares_and_multiples(text, expected):
    assert quantities(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("almost 300 studies", ["300 studies [studies] about"]),
        ("eight domains", ["8 plain [domains]"]),
        ("62 female outpatients", ["62 people [outpatients]"]),
        ("24 randomised controlled trials", ["24 studies [trials]"]),
        ("101 worried and self-injuring women", ["101 people [women]"]),
        ("12 meta-analyses", ["12 studies [analyses]"]),
        ("one hundred and two people", ["102 people [people]"]),
        ("a dozen sessions", ["12 sessions [sessions] about"]),
        ("over 1,200 clients", ["1200 people [clients] more"]),
        ("1.2 million adults", ["1.2e+06 people [adults]"]),
        ("12 345 adults", ["12345 people [adults]"]),
        ("21 of 57 people", ["21 people [people]", "57 people [people]"]),
        ("n = 45", ["45 people n"]),
        ("(k = 12)", ["12 studies k"]),
        ("three or more drugs", ["3 plain [drugs] more"]),
        ("2.5 mg, 5 to 10 mg", ["2.5 plain [mg]", "5..10 plain [mg]"]),
        ("falls of 8.5 and 6.8 points", ["8.5 points [points]", "6.8 points [points]"]),
        ("three time points", ["3 plain [points]"]),
        ("an 8-item scale", ["8 plain [item]"]),
        ("$1.2 million", ["1.2e+06 money"]),
        ("2,000 participants in 2010", ["2000 people [participants]", "2010 year"]),
        ("from 2004 to 2006, then 2010-11", ["2004..2006 year", "2010..2011 year"]),
    ],
)
def test_counts_money_and_years(text, expected):
    assert quantities(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("d = 0.5 (95% CI 0.2 to 0.6)", ["0.5 effect d", "0.2..0.6 bound"]),
        ("g = -0.45, 95%CI [-0.61; -0.21]", ["-0.45 effect g", "-0.61..-0.21 bound"]),
        ("OR 1.9 (0.5, 2.3)", ["1.9 effect OR", "0.5..2.3 bound"]),
        ("the odds ratio of 1.90", ["1.9 effect OR"]),
        ("relative risk 3.39", ["3.39 effect RR"]),
        ("Hedges' g was 0.61", ["0.61 effect g"]),
        ("Cohen’s d of .5", ["0.5 effect d"]),
        ("effect size (d) of 0.4", ["0.4 effect d"]),
        ("the effect size at one year was 0.4", ["1 time [year]", "0.4 effect ES"]),
        ("standardized mean difference −0.36", ["-0.36 effect SMD"]),
        ("NNT = 5", ["5 effect NNT"]),
        ("t(45) = 2.31, p < .001", ["2.31 effect t", "0.001 p p less"]),
        ("F(1, 45) = 4.5, ηp2 = .12", ["4.5 effect F", "0.12 effect eta2"]),
        ("χ2(1, N = 62) = 3.4", ["62 people n", "3.4 effect chi2"]),
        ("I2 = 56%, R² = .29", ["56 percent I2", "0.29 effect R2"]),
        ("r = .29 and .31", ["0.29 effect r", "0.31 effect r"]),
        ("M = 3.4 ± 1.2", ["3.4 effect M", "1.2 effect SD"]),
        ("Cronbach's alpha = .85; kappa of .7", ["0.85 effect alpha", "0.7 effect kappa"]),
        ("p = 4.3 x 10-5", ["4.3e-05 p p"]),
        ("p below 0.01", ["0.01 p p less"]),
        ("OR = 1. 18", ["1.18 effect OR"]),
    ],
)
def test_effects_intervals_and_p(text, expected):
    assert quantities(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("aged 18 to 65 years", ["18..65 age [years]"]),
        ("mean age 34.5 years (SD = 10.2)", ["34.5 age [years]", "10.2 effect SD"]),
        ("8-year-old girls", ["8 age [year]"]),
        ("between 12 and 18 months", ["12..18 time [months]"]),
        ("6, 12 and 18 months", ["6 time [months]", "12 time [months]", "18 time [months]"]),
        ("two years versus 3.5", ["2 time [years]", "3.5 time [years]"]),
        ("by week 28", ["28 time [week]"]),
        ("over the two years", ["2 time [years]"]),
        ("up to 16 weeks", ["16 time [weeks] less"]),
        ("two and a half years", ["2.5 time [years]"]),
        ("a randomized trial eight years later", ["8 time [years]"]),
    ],
)
def test_ages_and_times(text, expected):
    assert quantities(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("phase 2, Study 1, type II", ["2 ordinal", "1 ordinal", "2 ordinal"]),
        ("a third trial, the first one", ["3 ordinal", "1 ordinal"]),
        ("GAF-F 50", ["50 ordinal"]),
        ("the 20th century, June 30, 2014", ["20 ordinal", "30 ordinal", "2014 year"]),
        ("DSM-IV, SCL-90, BDI-II, 16PF, COVID-19, 5-HT", []),
        ("doi 10.5555/example.12; NCT01234567", []),
        ("Example Journal, 48(3), 123-134", []),
        ("in a 2:1 ratio, as shown before [12, 13]", []),
        ("one of the trials; no one; one another", []),
        ("a second look, a half-life", ["2 ordinal"]),
        ("one trial had one session", ["1 studies [trial]", "1 sessions [session]"]),
    ],
)
def test_names_and_pronouns_are_no_counts(text, expected):
    assert quantities(text) == expected


def test_a_span_is_the_printed_number():
    text = "About 12.5 % of one hundred and two people, d = −0.45."
    assert spans(text) == ["12.5 %", "one hundred and two", "−0.45"]


def test_names_with_numbers_have_a_kind():
    text = "SCL-90 (95% CI 1 to 2), t(45) = 2, NCT01234567, 2:1"
    kinds = [name.kind.value for name in read_names_with_numbers(text, "en")]
    assert kinds == ["term", "level", "freedom", "registration", "ratio"]
