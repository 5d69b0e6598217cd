"""Each printed form of a value reads back to it; any text gives ordered spans, in linear time."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pprnet.claims.quantities.quantity_reader import read_numbers, read_quantities
from pprnet.claims.quantities.time_point_reader import read_time_points

LANGUAGES = st.sampled_from(["en", "fr"])
SPACES = st.sampled_from(["\u00a0", "\u2009", "\u202f"])


def word_list(line: str) -> list[str]:
    """Return the words of a line."""
    return line.split()


ENGLISH_UNITS = word_list(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
ENGLISH_TENS = word_list("twenty thirty forty fifty sixty seventy eighty ninety")
FRENCH_UNITS = word_list(
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze "
    "seize dix-sept dix-huit dix-neuf"
)
FRENCH_TENS = ["vingt", "trente", "quarante", "cinquante", "soixante"]
PARTS = st.sampled_from(
    ["1", "12", "0.5", ",5", "%", " ", " ", " ", "one", "un", "half", "tiers", "to", "à", "-", "–",
     "(", ")", "[", "]", "95% CI", "d =", "p <", "of", "et", "years", "mois", "in", "sur", "±", "a",
     "third", "follow-up", "post", "pre", ".", ";", "x 10-5", "n =", "aged", "dozen", "II", "type"]
)  # fmt: skip
LENGTHS = (2_000, 8_000)
GROWTH_LIMIT = 10  # times as long for four times the text


def english(value: int) -> str:
    """Return a number below 1,000,000 in English words."""
    if value < 20:
        return ENGLISH_UNITS[value]
    if value < 100:
        ten, rest = divmod(value, 10)
        return ENGLISH_TENS[ten - 2] + (f"-{ENGLISH_UNITS[rest]}" if rest else "")
    size, name = (100, "hundred") if value < 1000 else (1000, "thousand")
    count, rest = divmod(value, size)
    joint = " and " if rest < 100 else " "
    return f"{english(count)} {name}" + (joint + english(rest) if rest else "")


def french(value: int) -> str:
    """Return a number below 1,000,000 in French words."""
    if value < 20:
        return FRENCH_UNITS[value]
    if value < 70:
        ten, rest = divmod(value, 10)
        joint = {0: "", 1: " et un"}.get(rest, f"-{FRENCH_UNITS[rest]}")
        return FRENCH_TENS[ten - 2] + joint
    if value < 80:
        return "soixante" + (" et onze" if value == 71 else f"-{FRENCH_UNITS[value - 60]}")
    if value < 100:
        return "quatre-vingts" if value == 80 else f"quatre-vingt-{FRENCH_UNITS[value - 80]}"
    size, name = (100, "cent") if value < 1000 else (1000, "mille")
    count, rest = divmod(value, size)
    first = name if count == 1 else f"{without_plural(french(count))} {name}"
    if size == 100 and count > 1 and not rest:
        first += "s"
    return first + (f" {french(rest)}" if rest else "")


def without_plural(words: str) -> str:
    """Return French number words as they are before "mille"."""
    is_plural = words.endswith(("cents", "quatre-vingts"))
    return words.removesuffix("s") if is_plural else words


def values(text: str, language: str) -> list[tuple[float, float]]:
    """Return the values of a text, low and high."""
    return [(each.low, each.high) for each in read_quantities(text, language)]


@given(value=st.integers(2, 999_999))
def test_a_number_in_words_reads_back_in_both_languages(value: int) -> None:
    in_english = read_quantities(f"with {english(value)} adults", "en")
    in_french = read_quantities(f"avec {french(value)} adultes", "fr")
    assert [each.low for each in in_english] == [value]
    assert [each.low for each in in_french] == [value]
    assert in_english[0].unit is in_french[0].unit


@given(value=st.integers(1000, 999_999_999), space=SPACES)
def test_thousands_read_back(value: int, space: str) -> None:
    printed = f"{value:,}"
    for mark, language in ((",", "en"), (space, "en"), (space, "fr")):
        text = f"({printed.replace(',', mark)} adults)"
        assert values(text, language) == [(value, value)]


@given(thousandths=st.integers(1, 999_999), decimals=st.integers(1, 3), dash=st.sampled_from("-−"))
def test_decimals_and_signs_read_back(thousandths: int, decimals: int, dash: str) -> None:
    printed = f"{thousandths / 1000:.{decimals}f}"
    value = -float(printed)
    assert values(f"d = {dash}{printed}", "en") == [(value, value)]
    assert values(f"d = {dash}{printed.replace('.', ',')}", "fr") == [(value, value)]


@given(low=st.integers(2, 98), high=st.integers(3, 99))
def test_ranges_read_back(low: int, high: int) -> None:
    low, high = sorted((low, high + 1))
    if low == high:
        return
    for text in (f"{low}-{high}%", f"{low} to {high}%", f"between {low}% and {high}%"):
        assert values(text, "en") == [(low, high)]
    for text in (f"{low}–{high} %", f"de {low} à {high} %", f"entre {low} et {high} %"):
        assert values(text, "fr") == [(low, high)]


@given(text=st.one_of(st.text(max_size=200), st.lists(PARTS, max_size=40).map(" ".join),
                      st.lists(PARTS, max_size=40).map("".join)), language=LANGUAGES)  # fmt: skip
def test_any_text_gives_ordered_spans(text: str, language: str) -> None:
    for read in (read_quantities, read_time_points):
        found = read(text, language)
        assert all(0 <= each.start < each.end <= len(text) for each in found)
        assert all(left.end <= right.start for left, right in pairwise(found))
    assert all(each.low <= each.high for each in read_quantities(text, language))


def seconds(text: str, language: str) -> float:
    """Return the shortest of three times of both readers."""
    times = []
    for _ in range(3):
        read_numbers.cache_clear()
        start = time.process_time()
        read_quantities(text, language)
        read_time_points(text, language)
        times.append(time.process_time() - start)
    return min(times)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    "part",
    ["1", "1 ", "1,234", "1 234 ", "one ", "un ", "a ", "half ", "(", "1-", "1 to ", "CI ",
     "95% CI 1 ", "follow-", "pre-", "post ", "six months ", "d = ", "and ", ".1", "n = 1 (",
     "[1, ", "aged ", "10.5555/", "NCT", "e1", "vingt-"],
)  # fmt: skip
def test_the_time_is_linear(part: str, language: str) -> None:
    short, long = (seconds(part * (length // len(part)), language) for length in LENGTHS)
    assert long < 0.02 or long < GROWTH_LIMIT * max(short, 0.001)
