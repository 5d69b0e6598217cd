"""Laws of points in time: equal ones are the same, and readers stay within their text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pprnet.claims import ClaimSeverity, SourceText, check_claims
from pprnet.claims.binding.times.calendar_claims import calendar_dates
from pprnet.claims.binding.times.frequency_claims import frequencies
from pprnet.claims.binding.times.named_points import named_points
from pprnet.claims.binding.times.stated_times import stated_times
from pprnet.claims.binding.times.time_identity import Identity, StageDistances
from pprnet.claims.binding.times.time_roles import TimeRole, role_of
from pprnet.claims.concepts import Abbreviations
from pprnet.claims.quantities.times.time_lengths import is_same_length
from pprnet.claims.reading.read_text import read_text

DAYS = st.floats(min_value=1, max_value=10_000)
WORDS = (
    "at baseline", "posttreatment", "follow-up", "mid-treatment", "the first", "second", "review",
    "wave 2", "6", "12 months", "every three weeks", "weekly", "twice per week", "from May",
    "to July 2021", ",", ".", ";", "(", ")", "and", "treatment phase", "à la fin du traitement",
    "suivi de six mois", "par semaine", "discharge", "was lower", "26%",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join)


@given(DAYS, DAYS)
def test_equal_lengths_are_mutual(first: float, second: float) -> None:
    assert is_same_length(first, first)
    assert is_same_length(first, second) == is_same_length(second, first)


@given(DAYS)
def test_a_length_is_not_its_double(days: float) -> None:
    assert not is_same_length(days, 2 * days)


@given(TEXTS, st.sampled_from(["en", "fr"]))
def test_points_in_time_are_in_order_and_within_their_sentence(text: str, language: str) -> None:
    reached = 0
    for time in stated_times(read_text(text, language, Abbreviations()), 0):
        assert time.keys
        assert reached <= time.start < time.end <= len(text)
        assert time.sentence.start <= time.clause[0] <= time.clause[1] <= time.sentence.end
        reached = time.end


@given(TEXTS)
def test_a_point_in_time_is_the_same_as_itself(text: str) -> None:
    times = tuple(stated_times(read_text(text, "en", Abbreviations()), 0))
    known = StageDistances.from_times(times)
    assert all(known.identity(time, time) is Identity.SAME for time in times)


@given(st.text(max_size=200))
def test_readers_take_any_text(text: str) -> None:
    found = [*named_points(text, 0, len(text)), *calendar_dates(text)]
    found += frequencies(text, 0, len(text))
    assert all(0 <= each.start < each.end <= len(text) for each in found)
    assert role_of(text, 0, len(text)) in TimeRole


@given(TEXTS)
def test_a_text_has_no_wrong_time_against_itself(text: str) -> None:
    found = check_claims(text, [SourceText("abstract", text)])
    errors = [each for each in found if each.severity is ClaimSeverity.ERROR]
    assert not [each for each in errors if each.reason == "unstated-time"]
